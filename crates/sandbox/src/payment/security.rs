//! 3-D Secure: the customer confirms with their bank, or does not.

use serde_json::{Value, json};

use super::charge::ThreeD;
use super::confirm::{self, Attempt, Ended, ReturnTo};
use super::decline;
use super::intent::{id_of, method_of, tell};
use crate::state::{StateError, Work};

/// What the customer told their bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Authentication {
    Confirmed,
    Failed,
}

/// Lets an intent wait for its customer.
pub(super) fn ask(
    work: &mut Work<'_>,
    mut intent: Value,
    return_to: ReturnTo<'_>,
) -> Result<Attempt, StateError> {
    let own = format!("/pay/3ds/{}", id_of(&intent));
    let redirect = |return_url: &str, url: String| {
        json!({
            "redirect_to_url": { "return_url": return_url, "url": url },
            "type": "redirect_to_url",
        })
    };
    intent["next_action"] = match return_to {
        ReturnTo::Address(address) => redirect(address, own),
        ReturnTo::Page(page) => redirect(page, format!("{page}/authenticate")),
        ReturnTo::Sdk => json!({
            "type": "use_stripe_sdk",
            "use_stripe_sdk": { "stripe_js": own, "type": "three_d_secure_redirect" },
        }),
    };
    intent["status"] = json!("requires_action");
    tell(work, "payment_intent.requires_action", &intent)?;
    Ok(Attempt {
        intent,
        charge: Value::Null,
        ended: Ended::RequiresAction,
    })
}

/// Goes on with an attempt that waits for the customer. None where it waits for nothing.
pub(crate) fn authenticate(
    work: &mut Work<'_>,
    mut intent: Value,
    said: Authentication,
) -> Result<Option<Attempt>, StateError> {
    let waits = intent["next_action"]["type"]
        .as_str()
        .is_some_and(|kind| matches!(kind, "redirect_to_url" | "use_stripe_sdk"));
    if !waits {
        return Ok(None);
    }
    let method = method_of(work, &intent)?;
    let attempt = match said {
        Authentication::Failed => {
            let decline = decline::AUTHENTICATION;
            confirm::fail(work, &mut intent, &method, &decline, &Value::Null)?;
            Attempt {
                intent,
                charge: Value::Null,
                ended: Ended::Declined(decline),
            }
        }
        Authentication::Confirmed if intent["confirmation_method"] == "manual" => {
            wait_for_shop(work, intent)?
        }
        Authentication::Confirmed => confirm::charge_card(work, intent, method, ThreeD::Confirmed)?,
    };
    Ok(Some(attempt))
}

/// A shop that confirms by itself has to do so once more.
fn wait_for_shop(work: &mut Work<'_>, mut intent: Value) -> Result<Attempt, StateError> {
    intent["next_action"] = Value::Null;
    intent["status"] = json!("requires_confirmation");
    intent["_confirmed"] = json!(true);
    work.replace(crate::state::Kind::PaymentIntent, &intent)?;
    Ok(Attempt {
        intent,
        charge: Value::Null,
        ended: Ended::RequiresAction,
    })
}
