//! What a bank or Stripe says of a payment that failed, in the customer's language.

use crate::pay::language::Language;
use crate::payment::Decline;

/// Stripe's sentences with their German ones.
const GERMAN: &[(&str, &str)] = &[
    ("Your card was declined.", "Ihre Karte wurde abgelehnt."),
    (
        "Your card has insufficient funds.",
        "Ihre Karte ist nicht ausreichend gedeckt.",
    ),
    (
        "Your card was declined for making repeated attempts too frequently or exceeding its \
         amount limit.",
        "Ihre Karte wurde abgelehnt, weil sie zu oft benutzt wurde oder ihr Höchstbetrag erreicht \
         ist.",
    ),
    (
        "Your card was declined. Your request was in test mode, but used a non test card. For a \
         list of valid test cards, visit: https://stripe.com/docs/testing.",
        "Ihre Karte wurde abgelehnt: Zum Üben gehen nur Testkarten. Sie stehen unter den Feldern.",
    ),
    (
        "Your card was declined. This transaction requires authentication.",
        "Ihre Karte wurde abgelehnt. Diese Zahlung müssen Sie bei Ihrer Bank bestätigen.",
    ),
    ("Your card has expired.", "Ihre Karte ist abgelaufen."),
    (
        "Your card's security code is incorrect.",
        "Die Prüfnummer Ihrer Karte ist falsch.",
    ),
    (
        "An error occurred while processing your card. Try again in a little bit.",
        "Bei der Bearbeitung Ihrer Karte ist ein Fehler aufgetreten. Versuchen Sie es gleich noch \
         einmal.",
    ),
    (
        "We are unable to authenticate your payment method. Please choose a different payment \
         method and try again.",
        "Die Zahlung wurde nicht bestätigt. Bitte wählen Sie eine andere Zahlungsart und versuchen \
         Sie es noch einmal.",
    ),
    (
        "Your card number is incomplete.",
        "Ihre Kartennummer ist unvollständig.",
    ),
    (
        "Your card number is incorrect.",
        "Ihre Kartennummer ist falsch.",
    ),
    (
        "Your card's expiration month is invalid.",
        "Der Monat des Ablaufdatums ist ungültig.",
    ),
    (
        "Your card's expiration year is invalid.",
        "Das Jahr des Ablaufdatums ist ungültig.",
    ),
    (
        "Your card's expiration date is incomplete.",
        "Das Ablaufdatum Ihrer Karte ist unvollständig.",
    ),
    (
        "Your card's expiration year is in the past.",
        "Das Jahr des Ablaufdatums liegt in der Vergangenheit.",
    ),
    (
        "Your card's security code is invalid.",
        "Die Prüfnummer Ihrer Karte ist ungültig.",
    ),
    ("The payment failed.", "Die Zahlung ist fehlgeschlagen."),
    (
        "The payment amount causes the account to exceed its weekly payment volume limit.",
        "Mit diesem Betrag würde das Konto seinen Höchstbetrag der Woche überschreiten.",
    ),
    (
        "The payment amount exceeds the account's transaction volume limit.",
        "Das Konto hat seine Höchstzahl an Zahlungen der Woche erreicht.",
    ),
    (
        "The customer's account has insufficient funds to cover this payment.",
        "Das Konto ist für diese Zahlung nicht ausreichend gedeckt.",
    ),
    (
        "The voucher was not paid before it expired.",
        "Die Referenz wurde nicht bezahlt, bevor sie ablief.",
    ),
];

/// The sentence about a decline.
pub(in crate::pay) fn sentence(decline: &Decline, language: Language) -> &'static str {
    match language {
        Language::English => decline.message,
        Language::German => in_german(decline.message).unwrap_or("Ihre Karte wurde abgelehnt."),
    }
}

fn in_german(english: &str) -> Option<&'static str> {
    let row = GERMAN.iter().find(|(known, _)| *known == english);
    row.map(|(_, german)| *german)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Declines are constants of a module that lists them nowhere, so its text is read.
    #[test]
    fn every_decline_is_said_in_german() {
        let source = include_str!("../../payment/decline.rs");
        let source = source.replace("\\\n     ", "");
        let sentences = source.split('"').skip(1).step_by(2);
        let sentences: Vec<_> = sentences
            .filter(|text| text.starts_with(char::is_uppercase) && text.contains(' '))
            .collect();
        assert!(sentences.len() > 12, "{sentences:?}");
        for sentence in sentences {
            assert!(in_german(sentence).is_some(), "{sentence}");
        }
    }
}
