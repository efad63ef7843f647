//! What a customer pays with, as it comes from the pay page.

use secrecy::SecretString;

/// A way to pay that is no typed card.
#[derive(Debug, Clone)]
pub(crate) enum OtherMethod {
    /// A bank debit of the account with this IBAN.
    SepaDebit { iban: SecretString },
    /// A voucher, paid at a cash machine or in online banking.
    Multibanco,
    /// A payment method that exists, by its id, or one of Stripe's test ids such as `pm_card_visa`.
    Kept(String),
}
