//! What the pages without a form to fill in say: after an attempt to pay, or instead of one.

use super::words;

words! {
    /// Confirmations, the bank's page, and why there is nothing to buy.
    After:

    moment: "{day}, {clock} UTC", "{day}, {clock} Uhr (UTC)";

    paid: "Paid", "Bezahlt";
    thanks: "Thank you. Your payment has arrived.", "Danke. Ihre Zahlung ist angekommen.";
    complete: "Complete", "Abgeschlossen";
    complete_why:
        "Thank you. Your order is complete; there was nothing to pay.",
        "Danke. Ihre Bestellung ist abgeschlossen; es war nichts zu zahlen.";
    trial: "Trial started", "Probezeit begonnen";
    trial_why:
        "Thank you. Your trial has begun. Nothing was charged today.",
        "Danke. Ihre Probezeit hat begonnen. Heute wurde nichts abgebucht.";
    reserved: "Reserved", "Reserviert";
    reserved_why:
        "Thank you. The amount is reserved on your card until the shop collects it.",
        "Danke. Der Betrag ist auf Ihrer Karte reserviert, bis der Laden ihn abbucht.";
    processing: "On its way", "Unterwegs";
    processing_why:
        "Thank you. The debit of your account is on its way, which takes a few days.",
        "Danke. Die Lastschrift ist unterwegs; das dauert einige Tage.";
    days_pass:
        "Practice: days pass as the practice store's clock goes, and it can be moved.",
        "Übung: Die Tage vergehen nach der Uhr des Übungsladens, und die lässt sich vorstellen.";
    voucher: "Waiting for your payment", "Wartet auf Ihre Zahlung";
    voucher_why:
        "Thank you. The shop hears of it as soon as you have paid the voucher.",
        "Danke. Der Laden erfährt davon, sobald Sie die Referenz bezahlt haben.";
    failed: "Not paid", "Nicht bezahlt";
    failed_why:
        "The payment did not arrive. Open the link again to pay in another way.",
        "Die Zahlung ist nicht angekommen. Öffnen Sie den Link noch einmal, um anders zu bezahlen.";

    date: "Date", "Datum";
    paid_with: "Paid with", "Bezahlt mit";
    card: "Card", "Karte";
    email: "E-mail", "E-Mail";
    ships_to: "Ships to", "Lieferung an";

    bank: "Practice bank", "Übungsbank";
    bank_is: "in the place of the customer's bank", "an der Stelle der Bank des Kunden";
    bank_title: "Confirm this payment", "Diese Zahlung bestätigen";
    bank_asks:
        "Is it you who pays? A real bank would ask for a code, or for your thumb on its app.",
        "Bezahlen Sie das? Eine echte Bank würde nach einem Code fragen oder nach Ihrem Daumen auf \
         ihrer App.";
    bank_practice:
        "Practice: both answers lead back to the shop, as they do with a real bank.",
        "Übung: Beide Antworten führen zurück zum Laden, wie bei einer echten Bank.";
    shop: "Shop", "Laden";
    confirm: "Confirm the payment", "Zahlung bestätigen";
    refuse: "Refuse it", "Ablehnen";

    voucher_title: "Multibanco voucher", "Multibanco-Referenz";
    entity: "Entity", "Entität";
    reference: "Reference", "Referenz";
    amount: "Amount", "Betrag";
    valid_until: "Valid until", "Gültig bis";
    voucher_steps:
        "At a cash machine choose Pagamentos, then Pagamento de serviços, and enter these numbers. \
         In your bank's app it has the same name.",
        "Wählen Sie am Geldautomaten Pagamentos, dann Pagamento de serviços, und geben Sie diese \
         Zahlen ein. In der App Ihrer Bank heißt es ebenso.";
    voucher_practice:
        "Practice: there is no cash machine here, so this button pays the voucher.",
        "Übung: Hier gibt es keinen Geldautomaten, darum bezahlt dieser Knopf die Referenz.";
    pay_voucher: "Pay this voucher now", "Diese Referenz jetzt bezahlen";
    to_order: "Back to your order", "Zurück zu Ihrer Bestellung";

    see_voucher: "See the voucher", "Referenz ansehen";

    mandate: "SEPA mandate", "SEPA-Mandat";
    mandate_about:
        "The holder of the account allows {shop} to debit it, and the bank to pay. They can ask \
         for the money back within eight weeks.",
        "Der Kontoinhaber erlaubt {shop}, vom Konto abzubuchen, und der Bank, zu zahlen. Er kann \
         den Betrag innerhalb von acht Wochen zurückverlangen.";

    bank_over: "Confirmed", "Bestätigt";
    back_to_shop:
        "Thank you. You can go back to the shop.",
        "Danke. Sie können zum Laden zurückkehren.";
    not_confirmed:
        "The payment was not confirmed. Go back to the shop to pay in another way.",
        "Die Zahlung wurde nicht bestätigt. Gehen Sie zum Laden zurück, um anders zu bezahlen.";

    receipt: "Receipt", "Beleg";
    receipt_from: "Receipt from {shop}", "Beleg von {shop}";
    see_receipt: "See the receipt", "Beleg ansehen";
    number: "Number", "Nummer";
    about: "For", "Für";
    refunded: "Refunded", "Erstattet";
    partly_refunded: "Partly refunded", "Teilweise erstattet";
    pending: "On its way", "Unterwegs";
    not_charged: "Not charged", "Nicht abgebucht";

    invoice: "Invoice {number}", "Rechnung {number}";
    invoice_from: "From", "Von";
    invoice_for: "For", "Für";
    due: "Due", "Fällig";
    paid_on: "Paid on", "Bezahlt am";
    amount_paid: "Paid", "Bezahlt";
    amount_due: "Still to pay", "Noch zu zahlen";
    to_pay: "Open", "Offen";
    void: "Void", "Storniert";
    written_off: "Written off", "Abgeschrieben";

    not_found: "Page not found", "Seite nicht gefunden";
    not_found_why:
        "There is no payment link at this address. Ask the shop for a new one.",
        "Unter dieser Adresse gibt es keinen Zahlungslink. Bitten Sie den Laden um einen neuen.";
    sold_out: "Sold out", "Ausverkauft";
    sold_out_why: "This item is sold out.", "Dieser Artikel ist ausverkauft.";
    expired: "This checkout has expired", "Dieser Bezahlvorgang ist abgelaufen";
    expired_why:
        "It was open for as long as the shop keeps one. Nothing was charged.",
        "Er war so lange offen, wie der Laden ihn offen hält. Es wurde nichts abgebucht.";
    start_again: "Start again", "Neu beginnen";
    already_paid: "Already paid", "Schon bezahlt";
    already_paid_why: "This checkout is already paid.", "Dieser Bezahlvorgang ist schon bezahlt.";
    inactive: "Not available", "Nicht verfügbar";
    inactive_why: "This link is no longer active.", "Dieser Link ist nicht mehr aktiv.";
    go_back: "Please go back", "Bitte gehen Sie zurück";
    wrong: "Something went wrong", "Etwas ist schiefgegangen";
    wrong_why:
        "The practice store could not answer. Please try again.",
        "Der Übungsladen konnte nicht antworten. Bitte versuchen Sie es noch einmal.";
    too_large: "What was sent is too large.", "Was gesendet wurde, ist zu groß.";
    too_late: "What was sent took too long to arrive.", "Was gesendet wurde, kam zu langsam an.";
}
