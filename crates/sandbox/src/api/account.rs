//! The account: the practice store itself.

use serde_json::{Value, json};

use super::bank_account;
use super::error::ApiError;
use super::route::{Call, Route, get};
use crate::SHOP_NAME;
use crate::money::{self, Settings};
use crate::state::Work;

pub(super) const ROUTES: &[Route] = &[get("/v1/account", own), get("/v1/accounts/{}", by_id)];

fn own(work: &mut Work<'_>, _call: &Call) -> Result<Value, ApiError> {
    let id = work.chance().account_id();
    let opened = work.opened()?;
    Ok(json!({
        "id": id,
        "object": "account",
        "business_profile": business_profile(),
        "business_type": null,
        "capabilities": { "card_payments": "active", "transfers": "active" },
        "charges_enabled": true,
        "controller": { "type": "account" },
        "country": "DE",
        "created": opened,
        "default_currency": "eur",
        "details_submitted": true,
        "email": "practice@example.com",
        "external_accounts": work.render(&bank_account::included(work, &id)?)?,
        "future_requirements": requirements(),
        "metadata": {},
        "payouts_enabled": true,
        "requirements": requirements(),
        "settings": settings(&money::settings(work)?),
        "tos_acceptance": { "date": opened, "ip": null, "user_agent": null },
        "type": "standard",
    }))
}

fn by_id(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    is_ours(work, call.id())?;
    own(work, call)
}

/// Refuses any account but our own.
pub(super) fn is_ours(work: &mut Work<'_>, id: &str) -> Result<(), ApiError> {
    if id == work.chance().account_id() {
        return Ok(());
    }
    Err(ApiError::invalid(format!(
        "The provided key does not have access to account '{id}' (or that account does not exist). \
         Application access may have been revoked."
    ))
    .code("account_invalid")
    .status(axum::http::StatusCode::FORBIDDEN))
}

/// Nothing more is asked of the practice store.
fn requirements() -> Value {
    json!({
        "alternatives": [],
        "current_deadline": null,
        "currently_due": [],
        "disabled_reason": null,
        "errors": [],
        "eventually_due": [],
        "past_due": [],
        "pending_verification": [],
    })
}

fn business_profile() -> Value {
    json!({
        "annual_revenue": null,
        "estimated_worker_count": null,
        "mcc": "5462",
        "minority_owned_business_designation": null,
        "name": SHOP_NAME,
        "product_description": "A shop to practise with: no money moves.",
        "specified_commercial_transactions_act_url": null,
        "support_address": null,
        "support_email": null,
        "support_phone": null,
        "support_url": null,
        "url": null,
    })
}

fn settings(money: &Settings) -> Value {
    json!({
        "bacs_debit_payments": { "display_name": null, "service_user_number": null },
        "branding": { "icon": null, "logo": null, "primary_color": null, "secondary_color": null },
        "card_issuing": { "tos_acceptance": { "date": null, "ip": null } },
        "card_payments": {
            "decline_on": { "avs_failure": false, "cvc_failure": false },
            "statement_descriptor_prefix": "PRACTICE",
            "statement_descriptor_prefix_kana": null,
            "statement_descriptor_prefix_kanji": null,
        },
        "dashboard": { "display_name": SHOP_NAME, "timezone": "Etc/UTC" },
        "invoices": { "default_account_tax_ids": null, "hosted_payment_method_save": null },
        "payments": {
            "statement_descriptor": "PRACTICE STORE",
            "statement_descriptor_kana": null,
            "statement_descriptor_kanji": null,
            "statement_descriptor_prefix_kana": null,
            "statement_descriptor_prefix_kanji": null,
        },
        "payouts": {
            "debit_negative_balances": money.debits_negative_balances(),
            "schedule": { "delay_days": 2, "interval": money.payouts },
            "statement_descriptor": null,
        },
        "sepa_debit_payments": {},
    })
}
