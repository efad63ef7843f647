//! The merchant's bank accounts: one for each currency that money came in.

use serde_json::{Value, json};

use super::exchange::HOME;
use crate::SHOP_NAME;
use crate::state::{Kind, PageQuery, StateError, Work};

/// Opens the bank account that payouts in a currency go to.
pub(super) fn open(work: &mut Work<'_>, currency: &str) -> Result<(), StateError> {
    let account = work.chance().account_id();
    let nothing = json!({
        "currently_due": [],
        "errors": [],
        "past_due": [],
        "pending_verification": [],
    });
    let bank_account = json!({
        "id": work.new_id(Kind::BankAccount),
        "object": "bank_account",
        "account": account,
        "account_holder_name": SHOP_NAME,
        "account_holder_type": "company",
        "account_type": null,
        "available_payout_methods": ["standard", "instant"],
        "bank_name": "STRIPE TEST BANK",
        "country": "DE",
        "currency": currency,
        "customer": null,
        "default_for_currency": true,
        "fingerprint": work.chance().word(16),
        "future_requirements": nothing,
        "last4": "3000",
        "metadata": {},
        "requirements": nothing,
        "routing_number": "37040044",
        "status": "new",
    });
    work.insert(Kind::BankAccount, &bank_account)
}

/// The bank account that payouts in a currency go to.
pub(crate) fn of_currency(work: &Work<'_>, currency: &str) -> Result<Option<Value>, StateError> {
    let query = PageQuery::newest(Kind::BankAccount).with("currency", currency);
    Ok(work.all(query)?.into_iter().next())
}

/// Sees to it that the merchant has a bank account before the first payment.
pub(crate) fn prepare(work: &mut Work<'_>) -> Result<(), StateError> {
    open_currency(work, HOME)
}

/// Sees to it that money can come in in a currency, and be paid out.
pub(crate) fn open_currency(work: &mut Work<'_>, currency: &str) -> Result<(), StateError> {
    super::balance::open(work, currency).map(drop)
}
