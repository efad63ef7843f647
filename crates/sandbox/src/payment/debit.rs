//! SEPA debits: the customer's mandate, and the money that comes or does not some days later.

use jiff::civil::Weekday;
use serde_json::{Value, json};

use super::charge::{self, Answer, ThreeD};
use super::confirm::{self, Attempt, Ended};
use super::iban::{Account, Scenario, TestIban};
use super::intent::{charge_of, id_of, method_of, tell};
use super::{later, method};
use crate::state::{Kind, StateError, Work};

/// How long Stripe's delayed test accounts take, in seconds.
pub(super) const DELAY: i64 = 3 * 60;
const DAY: i64 = 24 * 3600;
/// How many days of banks a debit takes in truth.
const BANK_DAYS: u32 = 5;

/// A new payment method of an account, not kept yet.
pub(crate) fn debit_method(
    work: &mut Work<'_>,
    account: &Account,
    billing_details: Value,
) -> Value {
    let mut method = method::blank(work, "sepa_debit", billing_details);
    let (bank_code, branch_code) = account.bank();
    method["sepa_debit"] = json!({
        "bank_code": bank_code,
        "branch_code": branch_code,
        "country": account.country(),
        "fingerprint": work.chance().fingerprint(&account.iban),
        "generated_from": { "charge": null, "setup_attempt": null },
        "last4": account.last4(),
    });
    method["_iban"] = json!(account.scenario.name());
    method
}

/// The payment method of a test id such as `pm_sepaDebit_success_de`, not kept yet.
pub(super) fn test_debit_method(work: &mut Work<'_>, id: &str) -> Option<Value> {
    let test = TestIban::of_test_id(id)?;
    let account = Account::read(test.iban).ok()?;
    let details = method::billing_details(Some(&json!({
        "email": "jenny.rosen@example.com",
        "name": "Jenny Rosen",
    })));
    Some(debit_method(work, &account, details))
}

/// Keeps a customer's leave to debit an account. `acceptance` is how they gave it.
pub(crate) fn new_mandate(
    work: &mut Work<'_>,
    method: &Value,
    acceptance: &Value,
) -> Result<Value, StateError> {
    let id = work.new_id(Kind::Mandate);
    let accepted_at = match acceptance["accepted_at"].as_i64() {
        Some(at) => json!(at),
        None => json!(work.now()),
    };
    let kind = acceptance["type"].as_str().unwrap_or("online");
    let mut accepted = json!({ "accepted_at": accepted_at, "type": kind });
    accepted[kind] = if kind == "online" {
        json!({
            "ip_address": acceptance["online"]["ip_address"],
            "user_agent": acceptance["online"]["user_agent"],
        })
    } else {
        json!({})
    };
    let reference = work.chance().word(16).to_uppercase();
    let mandate = json!({
        "id": id,
        "object": "mandate",
        "customer_acceptance": accepted,
        "livemode": false,
        "multi_use": {},
        "payment_method": method["id"],
        "payment_method_details": {
            "sepa_debit": {
                "reference": reference,
                "url": format!("/pay/mandate/{id}"),
            },
            "type": "sepa_debit",
        },
        "status": "active",
        "type": "multi_use",
    });
    work.insert(Kind::Mandate, &mandate)?;
    Ok(mandate)
}

/// Sends a debit to the bank, which answers later.
pub(super) fn start(
    work: &mut Work<'_>,
    mut intent: Value,
    mut method: Value,
) -> Result<Attempt, StateError> {
    let known = method["_mandate"].clone();
    intent["_mandate"] = if known.is_null() || intent["_acceptance"].is_object() {
        new_mandate(work, &method, &intent["_acceptance"])?["id"].clone()
    } else {
        known
    };
    method["_mandate"] = intent["_mandate"].clone();
    let scenario = scenario_of(&method);
    intent["_due"] = json!(due(scenario, work.now().0));
    let mut charge = charge::keep(work, &intent, &method, Answer::Pending, ThreeD::NotAsked)?;
    charge::take(&mut charge);
    work.replace(Kind::Charge, &charge)?;
    confirm::save_method(work, &intent, method, ThreeD::NotAsked)?;
    work.announce("charge.pending", &charge)?;
    intent["latest_charge"] = charge["id"].clone();
    intent["next_action"] = Value::Null;
    intent["status"] = json!("processing");
    tell(work, "payment_intent.processing", &intent)?;
    Ok(Attempt {
        intent,
        charge,
        ended: Ended::Processing,
    })
}

fn scenario_of(method: &Value) -> Scenario {
    let name = method["_iban"].as_str().unwrap_or_default();
    Scenario::kept(name).unwrap_or(Scenario::Failed)
}

/// When the bank answers.
fn due(scenario: Scenario, now: i64) -> i64 {
    match scenario {
        Scenario::SuccessDelayed | Scenario::FailedDelayed => now + DELAY,
        Scenario::SuccessLate => after_bank_days(now, BANK_DAYS),
        Scenario::Success
        | Scenario::Failed
        | Scenario::Disputed
        | Scenario::ExceedsWeeklyVolumeLimit
        | Scenario::ExceedsWeeklyTransactionLimit
        | Scenario::InsufficientFunds => now,
    }
}

/// So many days later, Saturdays and Sundays not counted.
fn after_bank_days(start: i64, days: u32) -> i64 {
    let mut at = start;
    let mut left = days;
    while left > 0 {
        at += DAY;
        let time = jiff::Timestamp::from_second(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let weekday = jiff::tz::TimeZone::UTC.to_datetime(time).weekday();
        if !matches!(weekday, Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    at
}

/// The bank answers.
pub(super) fn answer(work: &mut Work<'_>, intent: Value) -> Result<(), StateError> {
    let method = method_of(work, &intent)?;
    let mut charge = charge_of(work, &intent)?;
    let scenario = scenario_of(&method);
    if scenario == Scenario::Disputed {
        charge["_afterwards"] = json!("dispute_fraudulent");
    }
    match scenario.failure() {
        None => later::paid(work, intent, charge, &method),
        Some(decline) => later::failed(work, intent, charge, &method, &decline),
    }
}

/// Whether an intent waits for its bank.
pub(super) fn waits(intent: &Value) -> bool {
    intent["status"] == "processing" && !id_of(intent).is_empty() && intent["_voucher"].is_null()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banks_do_not_work_at_weekends() {
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_second();
        for (start, days, end) in [
            // A Monday.
            ("2026-11-23T10:00:00Z", 1, "2026-11-24T10:00:00Z"),
            ("2026-11-23T10:00:00Z", 5, "2026-11-30T10:00:00Z"),
            // A Friday and a Saturday.
            ("2026-11-27T10:00:00Z", 1, "2026-11-30T10:00:00Z"),
            ("2026-11-28T10:00:00Z", 1, "2026-11-30T10:00:00Z"),
        ] {
            assert_eq!(after_bank_days(at(start), days), at(end), "{start} {days}");
        }
    }
}
