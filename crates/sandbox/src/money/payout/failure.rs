//! Why a payout fails: Stripe's codes, each with its sentence.
//!
//! Source: Stripe's documentation, "Payout failure codes".

const MESSAGES: &[(&str, &str)] = &[
    ("account_closed", "The bank account has been closed."),
    ("account_frozen", "The bank account has been frozen."),
    (
        "bank_account_restricted",
        "The bank account has restrictions on either the type, or the number, of payouts allowed.",
    ),
    (
        "bank_ownership_changed",
        "The destination bank account is no longer valid because its branch has changed ownership.",
    ),
    (
        "could_not_process",
        "The bank could not process this payout.",
    ),
    (
        "debit_not_authorized",
        "Debit transactions are not approved on the bank account.",
    ),
    (
        "declined",
        "The bank has declined this transfer. Please contact the bank before retrying.",
    ),
    (
        "incorrect_account_holder_name",
        "The bank account holder's name on file is incorrect.",
    ),
    (
        "insufficient_funds",
        "Your Stripe account has insufficient funds to cover the payout.",
    ),
    (
        "invalid_account_number",
        "The routing number seems correct, but the account number is invalid.",
    ),
    (
        "invalid_currency",
        "The bank was unable to process this payout because of its currency.",
    ),
    ("no_account", "The bank account could not be located."),
    (
        "unsupported_card",
        "The bank no longer supports payouts to this card.",
    ),
];

/// The sentence of a code that Stripe knows.
pub(in crate::money) fn message(code: &str) -> Option<&'static str> {
    let known = MESSAGES.iter().find(|(known, _)| *known == code);
    known.map(|(_, message)| *message)
}
