//! Multibanco vouchers: the customer pays them elsewhere, within seven days.
//!
//! When one is paid, its customer's e-mail address says, as with Stripe's: see [`Plan::of`].

use serde_json::{Value, json};

use super::charge::{self, Answer, ThreeD};
use super::confirm::{self, Attempt, Ended};
use super::debit::DELAY;
use super::decline;
use super::intent::{charge_of, id_of, method_of, tell};
use super::{later, method};
use crate::state::{Kind, StateError, Work};

const DAY: i64 = 24 * 3600;
/// How long a voucher can be paid.
const VALID: i64 = 7 * DAY;
/// How long money that is on its way is waited for after that.
const BUFFER: i64 = 4 * DAY;
/// Whom the money goes to, on a cash machine.
const ENTITY: &str = "12345";

/// What becomes of a voucher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    /// Paid after so many seconds.
    Paid(i64),
    /// Void after so many seconds.
    Expires(i64),
    /// Never paid: void after its days, and failed some days later.
    Never,
}

impl Plan {
    /// By the end of what stands before the `@`, as in Stripe's documentation, "Accept a Multibanco
    /// payment".
    fn of(email: Option<&str>) -> Self {
        let user = email
            .and_then(|email| email.split_once('@'))
            .map_or("", |(user, _)| user);
        if user.ends_with("succeed_immediately") {
            Self::Paid(0)
        } else if user.ends_with("expire_immediately") {
            Self::Expires(0)
        } else if user.ends_with("expire_with_delay") {
            Self::Expires(DELAY)
        } else if user.ends_with("fill_never") {
            Self::Never
        } else {
            Self::Paid(DELAY)
        }
    }
}

/// A new payment method for a voucher, not kept yet.
pub(crate) fn voucher_method(work: &mut Work<'_>, billing_details: Value) -> Value {
    let mut method = method::blank(work, "multibanco", billing_details);
    method["multibanco"] = json!({});
    method
}

/// Gives the customer a voucher.
pub(super) fn issue(
    work: &mut Work<'_>,
    mut intent: Value,
    method: Value,
) -> Result<Attempt, StateError> {
    let now = work.now().0;
    let plan = Plan::of(method["billing_details"]["email"].as_str());
    let (due, expires_at) = match plan {
        Plan::Paid(after) => (now + after, now + VALID),
        Plan::Expires(after) => (now + after, now + after),
        Plan::Never => (now + VALID, now + VALID),
    };
    let number = work.chance().below(1_000_000_000);
    let reference = format!("{number:09}");
    intent["_voucher"] = json!({
        "entity": ENTITY,
        "paid": matches!(plan, Plan::Paid(_)),
        "reference": reference,
        "waits": plan == Plan::Never,
    });
    intent["_due"] = json!(due);
    intent["next_action"] = json!({
        "multibanco_display_details": {
            "entity": ENTITY,
            "expires_at": expires_at,
            "hosted_voucher_url": format!("/pay/voucher/{}", id_of(&intent)),
            "reference": reference,
        },
        "type": "multibanco_display_details",
    });
    intent["status"] = json!("requires_action");
    let charge = charge::keep(work, &intent, &method, Answer::Pending, ThreeD::NotAsked)?;
    confirm::save_method(work, &intent, method, ThreeD::NotAsked)?;
    intent["latest_charge"] = charge["id"].clone();
    work.announce("charge.pending", &charge)?;
    tell(work, "payment_intent.requires_action", &intent)?;
    Ok(Attempt {
        intent,
        charge,
        ended: Ended::Voucher,
    })
}

/// Whether an intent waits for its voucher to be paid.
pub(super) fn waits(intent: &Value) -> bool {
    let open = intent["status"] == "requires_action" || intent["status"] == "processing";
    open && intent["_voucher"].is_object()
}

/// What becomes of a voucher by itself.
pub(super) fn fall_due(work: &mut Work<'_>, mut intent: Value) -> Result<(), StateError> {
    let voucher = intent["_voucher"].clone();
    if voucher["paid"] == true {
        return pay(work, intent).map(drop);
    }
    if voucher["waits"] == true {
        intent["_voucher"]["waits"] = json!(false);
        intent["_due"] = json!(work.now().0 + BUFFER);
        intent["next_action"] = Value::Null;
        intent["status"] = json!("processing");
        return tell(work, "payment_intent.processing", &intent);
    }
    let method = method_of(work, &intent)?;
    let charge = charge_of(work, &intent)?;
    let expired = decline::VOUCHER_EXPIRED;
    later::failed(work, intent, charge, &method, &expired)
}

/// Takes back a voucher that nobody paid, as another attempt or a cancellation does.
pub(super) fn void(work: &mut Work<'_>, intent: &mut Value) -> Result<(), StateError> {
    if waits(intent) {
        let method = method_of(work, intent)?;
        let mut charge = charge_of(work, intent)?;
        let answer = Answer::Declined(decline::VOUCHER_EXPIRED);
        charge::settle_answer(&mut charge, &method, answer, None);
        work.replace(Kind::Charge, &charge)?;
        work.announce("charge.failed", &charge)?;
    }
    intent["_voucher"] = Value::Null;
    Ok(())
}

/// The customer pays a voucher; false where there is none to pay.
pub(crate) fn pay(work: &mut Work<'_>, intent: Value) -> Result<Paid, StateError> {
    if !waits(&intent) {
        return Ok(Paid::No);
    }
    let method = method_of(work, &intent)?;
    let charge = charge_of(work, &intent)?;
    later::paid(work, intent, charge, &method)?;
    Ok(Paid::Yes)
}

/// Whether a voucher was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paid {
    Yes,
    /// There is none that waits.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_what_becomes_of_a_voucher() {
        for (email, plan) in [
            (Some("jenny@example.com"), Plan::Paid(180)),
            (Some("succeed_immediately@example.com"), Plan::Paid(0)),
            (Some("ada.succeed_immediately@example.com"), Plan::Paid(0)),
            (Some("expire_immediately@example.com"), Plan::Expires(0)),
            (Some("expire_with_delay@example.com"), Plan::Expires(180)),
            (Some("fill_never@example.com"), Plan::Never),
            (Some("fill_never@x@y"), Plan::Never),
            (Some("never"), Plan::Paid(180)),
            (None, Plan::Paid(180)),
        ] {
            assert_eq!(Plan::of(email), plan, "{email:?}");
        }
    }
}
