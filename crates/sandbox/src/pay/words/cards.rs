//! What is said of the test cards, test accounts and test vouchers.

use super::words;

words! {
    /// The folds with what to practise with.
    Cards:

    title: "Cards to practise with", "Karten zum Üben";
    hint:
        "With any expiry in the future and any CVC. Do not enter a real card: it is declined, and \
         nothing of it but the last four digits is kept.",
        "Mit beliebigem Ablaufdatum in der Zukunft und beliebiger Prüfnummer. Geben Sie keine \
         echte Karte ein: Sie wird abgelehnt, und nur ihre letzten vier Ziffern werden behalten.";
    more: "{count} more", "{count} weitere";
    accounts: "Accounts to practise with", "Konten zum Üben";
    accounts_hint:
        "Do not enter a real account: only these are debited.",
        "Geben Sie kein echtes Konto ein: Nur von diesen wird abgebucht.";
    vouchers: "Vouchers to practise with", "Referenzen zum Üben";
    vouchers_hint:
        "What becomes of a voucher is said by the end of the e-mail address before the @.",
        "Was aus einer Referenz wird, sagt das Ende der E-Mail-Adresse vor dem @.";

    paid: "Paid at once", "Sofort bezahlt";
    countries: "Paid, from other countries", "Bezahlt, aus anderen Ländern";
    warned: "Paid, though something looks odd", "Bezahlt, obwohl etwas auffällt";
    asked: "The bank asks to confirm", "Die Bank lässt bestätigen";
    declined: "Declined", "Abgelehnt";
    later: "Paid, and something follows", "Bezahlt, und es folgt etwas";

    debit: "debit", "Debit";
    prepaid: "prepaid", "Guthaben";
    silently: "checked without asking", "ohne Rückfrage geprüft";
    if_requested: "asks only if the shop wants it", "fragt nur, wenn der Laden es will";
    breaks_down: "asking is not possible", "Rückfrage nicht möglich";
    elevated: "elevated risk", "erhöhtes Risiko";
    cvc_fails: "wrong CVC", "falsche Prüfnummer";
    postal_code_fails: "wrong postal code", "falsche Postleitzahl";
    line1_fails: "wrong street", "falsche Straße";
    unchecked: "address not checked", "Adresse nicht geprüft";

    at_each: "at each payment", "bei jeder Zahlung";
    unless_set_up: "unless set up for later", "außer wenn für später hinterlegt";
    if_present: "if the customer is there", "wenn der Kunde da ist";
    then_declined: "then: {why}", "dann: {why}";

    no_reason: "no reason given", "ohne Begründung";
    insufficient_funds: "too little money", "zu wenig Geld";
    lost_card: "lost card", "verlorene Karte";
    stolen_card: "stolen card", "gestohlene Karte";
    expired_card: "expired card", "abgelaufene Karte";
    incorrect_cvc: "wrong CVC", "falsche Prüfnummer";
    processing_error: "processing error", "Fehler bei der Bank";
    velocity: "used too often", "zu oft benutzt";
    blocked: "blocked as fraud", "als Betrug gesperrt";

    dispute_fraudulent: "disputed as fraud", "als Betrug angefochten";
    dispute_not_received: "disputed as not received", "als nicht erhalten angefochten";
    inquiry: "the bank inquires", "die Bank fragt nach";
    fraud_warning: "the bank warns of fraud", "die Bank warnt vor Betrug";
    refund_pending: "a refund takes some time", "eine Erstattung dauert";
    refund_fails: "a refund fails later", "eine Erstattung scheitert später";
    bypass_pending: "the money is available at once", "das Geld ist sofort verfügbar";

    debited: "paid", "bezahlt";
    debited_later: "paid after three minutes", "nach drei Minuten bezahlt";
    debited_late: "paid after five days of banks", "nach fünf Banktagen bezahlt";
    bounced: "fails", "schlägt fehl";
    bounced_later: "fails after three minutes", "schlägt nach drei Minuten fehl";
    over_volume: "over the bank's weekly amount", "über dem Wochenbetrag der Bank";
    over_count: "over the bank's weekly number", "über der Wochenzahl der Bank";
    voucher_later: "paid after three minutes", "nach drei Minuten bezahlt";
    voucher_expires: "expires at once", "läuft sofort ab";
    voucher_expires_later: "expires after three minutes", "läuft nach drei Minuten ab";
    voucher_never: "never paid", "nie bezahlt";
}
