//! Restricted keys: what each call needs, and how a call without it is refused.

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value};

use super::error::ApiError;

/// A family of paths, and Stripe's name of the permission for it.
struct Resource {
    path: &'static str,
    permission: &'static str,
}

const fn resource(path: &'static str, permission: &'static str) -> Resource {
    Resource { path, permission }
}

/// Source: the permissions that Stripe's refusals and its page "Create a restricted key" name. Some
/// are not called as the resource is: prices are plans there, refunds go with charges.
const RESOURCES: &[Resource] = &[
    resource("account", "accounts_kyc_basic"),
    resource("accounts", "accounts_kyc_basic"),
    resource("balance", "balance"),
    resource("balance_transactions", "balance_transaction_source"),
    resource("charges", "charge"),
    resource("checkout/sessions", "checkout_session"),
    resource("confirmation_tokens", "confirmation_token"),
    resource("core/event_destinations", "event_destination"),
    resource("core/events", "event"),
    resource("coupons", "coupon"),
    resource("customers", "customer"),
    resource("disputes", "dispute"),
    resource("events", "event"),
    resource("file_links", "file"),
    resource("files", "file"),
    resource("invoice_payments", "invoice"),
    resource("invoiceitems", "invoice"),
    resource("invoices", "invoice"),
    resource("mandates", "mandate"),
    resource("payment_intents", "payment_intent"),
    resource("payment_links", "payment_links"),
    resource("payment_methods", "payment_method"),
    resource("payment_pages", "checkout_session"),
    resource("payouts", "payout"),
    resource("prices", "plan"),
    resource("products", "product"),
    resource("promotion_codes", "promotion_code"),
    resource("radar/early_fraud_warnings", "charge"),
    resource("refunds", "charge"),
    resource("reviews", "review"),
    resource("shipping_rates", "shipping_rate"),
    resource("stripecli/sessions", "stripecli_session"),
    resource("subscription_items", "subscription"),
    resource("subscriptions", "subscription"),
    resource("tax_ids", "customer"),
    resource("test_helpers/confirmation_tokens", "confirmation_token"),
    resource("test_helpers/disputes", "dispute"),
    resource("test_helpers/payouts", "payout"),
    resource("test_helpers/refunds", "charge"),
    resource("tokens", "token"),
    resource("webhook_endpoints", "webhook"),
];

/// What a restricted key may do: resources, each with `read` or `write`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Permissions(Map<String, Value>);

impl Permissions {
    /// Takes permissions as they were kept.
    pub(super) fn kept(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    /// Checks what a new key is to be allowed: resources as paths name them, with `_` for `/`.
    ///
    /// # Errors
    /// A sentence on the first that is not known.
    pub(crate) fn new(given: Map<String, Value>) -> Result<Self, String> {
        for (name, access) in &given {
            if !RESOURCES.iter().any(|known| name_of(known.path) == *name) {
                let names: Vec<_> = RESOURCES.iter().map(|it| name_of(it.path)).collect();
                return Err(format!(
                    "There is no resource {name}. There are: {}.",
                    names.join(", ")
                ));
            }
            if !["none", "read", "write"]
                .iter()
                .any(|known| access == known)
            {
                return Err(format!("{name} can be none, read or write, not {access}."));
            }
        }
        Ok(Self(given))
    }

    /// The permissions as they are kept.
    pub(crate) fn to_json(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }

    /// Refuses a call that these do not allow.
    pub(super) fn check(
        &self,
        method: &Method,
        path: &str,
        key: &str,
        account: &str,
    ) -> Result<(), ApiError> {
        let wanted = resource_of(path);
        let given = wanted.and_then(|it| self.0.get(&name_of(it.path)));
        let given = given.and_then(Value::as_str).unwrap_or("none");
        let (verb, allowed) = match *method {
            Method::GET => ("read", given == "read" || given == "write"),
            _ => ("write", given == "write"),
        };
        if allowed {
            return Ok(());
        }
        let having = match wanted {
            Some(it) => format!("the 'rak_{}_{verb}' permission", it.permission),
            None => "more permissions".to_owned(),
        };
        Err(ApiError::invalid(format!(
            "The provided key '{}' does not have the required permissions for this endpoint on \
             account '{account}'. Having {having} would allow this request to continue.",
            masked(key)
        ))
        .code("more_permissions_required")
        .status(StatusCode::FORBIDDEN))
    }
}

/// `checkout/sessions` is `checkout_sessions` to whoever makes a key.
fn name_of(path: &str) -> String {
    path.replace('/', "_")
}

/// The family that a path belongs to.
fn resource_of(path: &str) -> Option<&'static Resource> {
    let path = path.strip_prefix("/v1/").or(path.strip_prefix("/v2/"))?;
    RESOURCES.iter().find(|it| {
        path.strip_prefix(it.path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// The first eight and last six characters.
fn masked(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    let (start, rest) = letters.split_at(letters.len().min(8));
    let (middle, end) = rest.split_at(rest.len().saturating_sub(6));
    let start: String = start.iter().collect();
    let end: String = end.iter().collect();
    format!("{start}{}{end}", "*".repeat(middle.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn permissions(given: Value) -> Permissions {
        let Value::Object(given) = given else {
            panic!("{given}")
        };
        Permissions::new(given).unwrap()
    }

    #[test]
    fn a_call_needs_its_own_permission() {
        let key = permissions(json!({
            "payment_links": "write",
            "charges": "read",
            "checkout_sessions": "read",
            "payouts": "none",
        }));
        for (method, path, missing) in [
            (Method::POST, "/v1/payment_links", None),
            (Method::GET, "/v1/payment_links/plink_1/line_items", None),
            (Method::GET, "/v1/charges/search", None),
            (Method::POST, "/v1/charges/ch_1", Some("rak_charge_write")),
            (Method::GET, "/v1/refunds", Some("rak_charge_read")),
            (Method::GET, "/v1/checkout/sessions/cs_1", None),
            (Method::GET, "/v1/payouts", Some("rak_payout_read")),
            (Method::DELETE, "/v1/prices/x", Some("rak_plan_write")),
            (Method::GET, "/v1/balance", Some("rak_balance_read")),
            (
                Method::GET,
                "/v1/balance_transactions",
                Some("rak_balance_transaction_source_read"),
            ),
            (Method::GET, "/v1/nothing", Some("more permissions")),
        ] {
            let said = key.check(&method, path, "rk_test_1234567890abcdef", "acct_1");
            match missing {
                None => assert!(said.is_ok(), "{method} {path}"),
                Some(missing) => {
                    let said = said.unwrap_err().to_string();
                    assert!(said.contains(missing), "{said}");
                    assert!(said.contains("'rk_test_**********abcdef'"), "{said}");
                }
            }
        }
    }

    #[test]
    fn no_resource_is_named_twice() {
        assert!(RESOURCES.is_sorted_by(|a, b| name_of(a.path) < name_of(b.path)));
    }

    #[test]
    fn every_call_has_a_permission() {
        for route in super::super::route::all() {
            assert!(resource_of(route.path()).is_some(), "{}", route.path());
        }
    }

    #[test]
    fn a_key_is_made_of_known_words() {
        for given in [
            json!({ "charge": "read" }),
            json!({ "charges": "delete" }),
            json!({ "charges": true }),
        ] {
            let Value::Object(given) = given else {
                panic!("{given}")
            };
            assert!(Permissions::new(given.clone()).is_err(), "{given:?}");
        }
    }
}
