//! What stands around a page and at the fields of the form.

use super::words;

words! {
    /// The frame of every page, and the form.
    Form:

    practice: "Practice store", "Übungsladen";
    no_money: "No real money moves here.", "Hier fließt kein echtes Geld.";
    other_language: "Language", "Sprache";

    back: "Back to {shop}", "Zurück zu {shop}";
    check_marked: "Please check what is marked.", "Bitte prüfen Sie die markierten Angaben.";
    optional: "optional", "freiwillig";
    choose: "Choose…", "Bitte wählen …";

    contact: "Contact", "Kontakt";
    email: "E-mail", "E-Mail";
    phone: "Phone", "Telefon";
    individual_name: "Your name", "Ihr Name";
    business_name: "Business name", "Firmenname";

    shipping_address: "Shipping address", "Lieferadresse";
    billing_address: "Billing address", "Rechnungsadresse";
    as_shipping: "Same as the shipping address", "Wie die Lieferadresse";
    country: "Country", "Land";
    line1: "Street and number", "Straße und Hausnummer";
    line2: "Flat, floor, company", "Adresszusatz";
    postal_code: "Postal code", "Postleitzahl";
    city: "Town", "Ort";
    state: "State or province", "Bundesland oder Provinz";

    tax_id: "Tax ID", "Steuernummer";
    tax_id_type: "Kind of tax ID", "Art der Steuernummer";
    tax_id_value: "Number", "Nummer";

    questions: "A few questions", "Ein paar Fragen";

    payment: "Payment", "Zahlung";
    card: "Card", "Karte";
    card_number: "Card number", "Kartennummer";
    expiry: "Expiry", "Ablaufdatum";
    expiry_format: "MM / YY", "MM / JJ";
    cvc: "CVC", "Prüfnummer (CVC)";
    name_on_card: "Name on the card", "Name auf der Karte";

    sepa_debit: "SEPA bank debit", "SEPA-Lastschrift";
    sepa_about:
        "The amount is collected from your bank account in a few days.",
        "Der Betrag wird in einigen Tagen von Ihrem Bankkonto abgebucht.";
    iban: "IBAN", "IBAN";
    account_holder: "Account holder", "Kontoinhaber";
    sepa_mandate:
        "By giving your IBAN you allow {shop} to collect this payment from your account, and your \
         bank to pay it. You can ask your bank for the money back within eight weeks.",
        "Mit Ihrer IBAN erlauben Sie {shop}, diese Zahlung von Ihrem Konto einzuziehen, und Ihrer \
         Bank, sie auszuführen. Sie können den Betrag innerhalb von acht Wochen zurückverlangen.";

    multibanco: "Multibanco", "Multibanco";
    multibanco_about:
        "You get a reference, and pay it at a cash machine or in your bank's app in Portugal.",
        "Sie erhalten eine Referenz und zahlen sie in Portugal am Geldautomaten oder in der App \
         Ihrer Bank.";
    full_name: "Full name", "Vollständiger Name";

    nothing_to_pay:
        "There is nothing to pay, so no card is needed.",
        "Es ist nichts zu zahlen, Sie brauchen keine Karte.";
    card_for_later:
        "Nothing is due today. The card is kept for the payments to come.",
        "Heute ist nichts zu zahlen. Die Karte wird für die folgenden Zahlungen hinterlegt.";

    terms:
        "I agree to {shop}'s terms of service.",
        "Ich stimme den Nutzungsbedingungen von {shop} zu.";
    promotions:
        "{shop} may send me news and offers.",
        "{shop} darf mir Neuigkeiten und Angebote senden.";

    pay: "Pay {total}", "{total} bezahlen";
    pay_chosen: "Pay", "Bezahlen";
    book: "Book for {total}", "Für {total} buchen";
    book_chosen: "Book", "Buchen";
    donate: "Donate {total}", "{total} spenden";
    donate_chosen: "Donate", "Spenden";
    subscribe: "Subscribe for {total}", "Für {total} abonnieren";
    start_trial: "Start the trial", "Probezeit beginnen";
    place_order: "Complete the order", "Bestellung abschließen";

    total_changed:
        "The total is {total} now. Please check it, and pay once more.",
        "Die Summe ist jetzt {total}. Bitte prüfen Sie sie und zahlen Sie noch einmal.";
}
