//! The verdict: the practice store's side and the ledger's, compared by id.
//!
//! The practice store's side is worked out here from the API's objects alone, by no code that the
//! ledger uses: a shared mistake would hide itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use countertop_domain::{Currency, Money, Payment, PaymentIntentId};
use countertop_store::StoreError;
use serde_json::Value;

use super::told::{self, Told};
use super::{Hitch, Stage};
use crate::ipc::{MissingEvent, PaymentDifference, PaymentState, TakenTotal, Verdict};

/// Compares all that happened after an event, or all where there is none.
pub(super) async fn compare(stage: &Stage, since: Option<&str>) -> Result<Verdict, Hitch> {
    let told = told::since(&stage.client, since).await?;
    let ids = told.iter().map(|it| it.id.clone()).collect();
    let found = told::recorded(&stage.ledger, ids).await?;
    let (mut missing, mut slowest) = (Vec::new(), None);
    for (event, found) in told.iter().zip(found) {
        match found {
            Ok(row) => slowest = slowest.max(Some(row.received_at.0 - row.created.0)),
            Err(why) => missing.push(MissingEvent {
                id: event.id.clone(),
                event_type: event.event_type.clone(),
                created: event.created,
                why,
            }),
        }
    }
    let payments = told_payments(stage, &told).await?;
    let rows = rows(stage, payments.keys().cloned().collect()).await?;
    let differences = differences(&payments, &rows);
    let totals = totals(&payments, &rows)?;
    let is_paid = |state: &&PaymentState| state.amount_captured > 0;
    let is_declined = |state: &&PaymentState| state.status == "failed";
    Ok(Verdict {
        complete: missing.is_empty()
            && differences.is_empty()
            && totals.iter().all(|it| it.told == it.recorded),
        told: told.len() as u64,
        recorded: (told.len() - missing.len()) as u64,
        missing,
        payments: payments.len() as u64,
        paid: payments.values().filter(is_paid).count() as u64,
        declined: payments.values().filter(is_declined).count() as u64,
        differences,
        totals,
        slowest_seconds: slowest,
    })
}

/// The payments that the events are about, as the API has them now.
async fn told_payments(
    stage: &Stage,
    told: &[Told],
) -> Result<BTreeMap<String, PaymentState>, Hitch> {
    let of_kind = |kind: &str| -> BTreeSet<String> {
        let about = told.iter().map(|it| &it.about);
        about
            .filter(|(known, _)| known == kind)
            .map(|(_, id)| id.clone())
            .collect()
    };
    let mut disputes: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for id in of_kind("dispute") {
        let dispute = stage.store.read(&format!("/v1/disputes/{id}")).await?;
        let payment = dispute["payment_intent"].as_str().unwrap_or_default();
        disputes
            .entry(payment.to_owned())
            .or_default()
            .push(dispute);
    }
    let mut payments = BTreeMap::new();
    for id in of_kind("payment_intent") {
        let Ok(intent) = PaymentIntentId::try_from(id.clone()) else {
            continue;
        };
        let expanded = &["latest_charge"];
        let reply = stage
            .client
            .retrieve_payment_intent(&intent, expanded)
            .await?;
        let disputes = disputes.remove(&id).unwrap_or_default();
        payments.insert(id, state(&reply.json()?, &disputes));
    }
    Ok(payments)
}

/// Where a payment stands, by the objects that the API gives.
fn state(intent: &Value, disputes: &[Value]) -> PaymentState {
    let number = |value: &Value| value.as_i64().unwrap_or(0);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let charge = &intent["latest_charge"];
    PaymentState {
        status: status(intent, disputes).to_owned(),
        amount: number(&intent["amount"]),
        amount_captured: number(&charge["amount_captured"]),
        amount_refunded: number(&charge["amount_refunded"]),
        currency: text(&intent["currency"]),
    }
}

fn status<'a>(intent: &'a Value, disputes: &[Value]) -> &'a str {
    let newest = disputes.iter().max_by_key(|it| it["created"].as_i64());
    match newest.and_then(|dispute| dispute["status"].as_str()) {
        Some("lost") => return "dispute_lost",
        Some("needs_response" | "under_review") => return "disputed",
        _ => {}
    }
    let charge = &intent["latest_charge"];
    let captured = charge["amount_captured"].as_i64().unwrap_or(0);
    match charge["amount_refunded"].as_i64().unwrap_or(0) {
        refunded if captured > 0 && refunded >= captured => return "refunded",
        refunded if captured > 0 && refunded > 0 => return "partially_refunded",
        _ => {}
    }
    match intent["status"].as_str().unwrap_or_default() {
        "requires_capture" => "uncaptured",
        "requires_payment_method" if intent["last_payment_error"].is_object() => "failed",
        "requires_payment_method" | "requires_confirmation" => "incomplete",
        other => other,
    }
}

/// The ledger's rows of payments, where it has them.
async fn rows(stage: &Stage, ids: Vec<String>) -> Result<BTreeMap<String, PaymentState>, Hitch> {
    let ledger = Arc::clone(&stage.ledger);
    let look_up = move || {
        let mut rows = BTreeMap::new();
        for id in ids {
            if let Some(payment) = ledger.payment(&id)? {
                rows.insert(id, row(payment));
            }
        }
        Ok::<_, StoreError>(rows)
    };
    let looked_up = tokio::task::spawn_blocking(look_up).await;
    Ok(looked_up.map_err(|_| Hitch::BrokenOff)??)
}

fn row(payment: Payment) -> PaymentState {
    let currency = payment.currency.map(|it| it.to_string());
    PaymentState {
        status: payment.status.as_str().to_owned(),
        amount: payment.amount,
        amount_captured: payment.amount_captured,
        amount_refunded: payment.amount_refunded,
        currency: currency.unwrap_or_default(),
    }
}

fn differences(
    told: &BTreeMap<String, PaymentState>,
    recorded: &BTreeMap<String, PaymentState>,
) -> Vec<PaymentDifference> {
    let differ = told
        .iter()
        .filter(|(id, state)| recorded.get(*id) != Some(state));
    differ
        .map(|(id, state)| PaymentDifference {
            id: id.clone(),
            told: state.clone(),
            recorded: recorded.get(id).cloned(),
        })
        .collect()
}

/// What both sides took, by currency.
fn totals(
    told: &BTreeMap<String, PaymentState>,
    recorded: &BTreeMap<String, PaymentState>,
) -> Result<Vec<TakenTotal>, Hitch> {
    let (told, recorded) = (taken(told)?, taken(recorded)?);
    let currencies: BTreeSet<_> = told.keys().chain(recorded.keys()).collect();
    let total =
        |of: &BTreeMap<String, Money>, currency: &str| of.get(currency).map_or(0, |it| it.minor());
    let totals = currencies.into_iter().map(|currency| TakenTotal {
        currency: currency.clone(),
        told: total(&told, currency),
        recorded: total(&recorded, currency),
    });
    Ok(totals.collect())
}

/// What was captured, less what was given back. What is disputed, or was lost so, is with the bank.
fn taken(payments: &BTreeMap<String, PaymentState>) -> Result<BTreeMap<String, Money>, Hitch> {
    let mut taken = BTreeMap::new();
    let is_with_us = |it: &&PaymentState| {
        it.amount_captured > 0 && !["disputed", "dispute_lost"].contains(&it.status.as_str())
    };
    for state in payments.values().filter(is_with_us) {
        let currency = Currency::parse(&state.currency)?;
        let captured = Money::new(state.amount_captured, currency)?;
        let net = captured.checked_sub(Money::new(state.amount_refunded, currency)?)?;
        let sum = taken
            .entry(state.currency.clone())
            .or_insert(Money::zero(currency));
        *sum = sum.checked_add(net)?;
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(intent: Value, disputes: &[(i64, &str)], expected: &str) {
        let disputes: Vec<_> = disputes
            .iter()
            .map(|(created, status)| json!({ "created": created, "status": status }))
            .collect();
        assert_eq!(
            status(&intent, &disputes),
            expected,
            "{intent} {disputes:?}"
        );
    }

    fn paid(refunded: i64) -> Value {
        let charge = json!({ "amount_captured": 500, "amount_refunded": refunded });
        json!({ "status": "succeeded", "latest_charge": charge })
    }

    #[test]
    fn a_payment_stands_where_the_api_says() {
        check(paid(0), &[], "succeeded");
        check(paid(200), &[], "partially_refunded");
        check(paid(500), &[], "refunded");
        check(paid(0), &[(1, "needs_response")], "disputed");
        check(paid(0), &[(1, "under_review")], "disputed");
        check(paid(0), &[(1, "warning_needs_response")], "succeeded");
        check(paid(0), &[(1, "won")], "succeeded");
        check(paid(0), &[(1, "won"), (2, "lost")], "dispute_lost");
        check(paid(500), &[(2, "won"), (1, "lost")], "refunded");
        let unpaid = |status: &str| json!({ "status": status, "latest_charge": null });
        check(unpaid("requires_action"), &[], "requires_action");
        check(unpaid("processing"), &[], "processing");
        check(unpaid("requires_capture"), &[], "uncaptured");
        check(unpaid("requires_payment_method"), &[], "incomplete");
        let mut declined = unpaid("requires_payment_method");
        declined["last_payment_error"] = json!({ "code": "card_declined" });
        check(declined, &[], "failed");
    }

    #[test]
    fn what_differs_is_named_and_sums_are_kept_apart_by_currency() {
        let state = |status: &str, captured: i64, currency: &str| PaymentState {
            status: status.to_owned(),
            amount: 500,
            amount_captured: captured,
            amount_refunded: 0,
            currency: currency.to_owned(),
        };
        let told = BTreeMap::from([
            ("pi_1".to_owned(), state("succeeded", 500, "eur")),
            ("pi_2".to_owned(), state("succeeded", 500, "usd")),
            ("pi_3".to_owned(), state("failed", 0, "eur")),
            ("pi_4".to_owned(), state("dispute_lost", 500, "eur")),
        ]);
        let mut recorded = told.clone();
        assert_eq!(differences(&told, &recorded), []);
        recorded.remove("pi_2");
        recorded.insert("pi_3".to_owned(), state("incomplete", 0, "eur"));
        let named: Vec<_> = differences(&told, &recorded)
            .into_iter()
            .map(|it| (it.id, it.recorded.map(|it| it.status)))
            .collect();
        let expected = [
            ("pi_2".to_owned(), None),
            ("pi_3".to_owned(), Some("incomplete".to_owned())),
        ];
        assert_eq!(named, expected);
        let sums: Vec<_> = totals(&told, &recorded)
            .unwrap()
            .into_iter()
            .map(|it| (it.currency, it.told, it.recorded))
            .collect();
        assert_eq!(
            sums,
            [("eur".to_owned(), 500, 500), ("usd".to_owned(), 500, 0)]
        );
    }
}
