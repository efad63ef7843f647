//! Whose account a key belongs to.

use countertop_domain::AccountId;
use countertop_stripe_client::{ApiError, Reply};
use serde_json::Value;

/// An account, as far as its key may tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountFacts {
    /// Its id.
    pub id: AccountId,
    /// What the merchant calls it; none where the key may not read that.
    pub name: Option<String>,
}

impl AccountFacts {
    /// Reads Stripe's answer.
    pub(super) fn read(reply: &Reply) -> Option<Self> {
        let account = reply.json().ok()?;
        let id = account.get("id")?.as_str()?.parse().ok()?;
        let names = [
            "/business_profile/name",
            "/settings/dashboard/display_name",
            "/email",
        ];
        let text = |place: &&str| {
            account
                .pointer(place)
                .and_then(Value::as_str)
                .map(str::trim)
        };
        let name = names.iter().filter_map(text).find(|it| !it.is_empty());
        Some(Self {
            id,
            name: name.map(str::to_owned),
        })
    }

    /// The id that a refusal names: "… on account 'acct_…'".
    pub(super) fn named_in(error: &ApiError) -> Option<Self> {
        let message = error.refusal()?.message.as_deref()?;
        let at = message.find("acct_")?;
        let text = &message[at..];
        let end = text
            .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
            .unwrap_or(text.len());
        Some(Self {
            id: text[..end].parse().ok()?,
            name: None,
        })
    }
}
