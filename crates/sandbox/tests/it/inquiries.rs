//! Inquiries: a bank asks before it takes money.

use serde_json::json;

use crate::disputes::{disputed, net_of_all, path_of};
use crate::support::{DAY, types};

#[tokio::test]
async fn an_inquiry_moves_no_money() {
    let (store, intent, inquiry) = disputed(json!({ "inquiry": true })).await;
    let path = path_of(&inquiry);
    assert_eq!(inquiry["status"], "warning_needs_response");
    assert_eq!(inquiry["balance_transactions"], json!([]));
    assert_eq!(inquiry["is_charge_refundable"], true);
    let types_told = store.event_types().await;
    assert_eq!(types_told.last().unwrap(), "charge.dispute.created");
    assert_eq!(net_of_all(&store).await, 8650 - 155);

    let given = json!({ "evidence": { "uncategorized_text": "A cake." } });
    assert_eq!(
        store.post(&path, given).await["status"],
        "warning_under_review"
    );
    store.advance(119 * DAY).await;
    assert_eq!(
        store.get(&path, json!({})).await["status"],
        "warning_under_review"
    );
    store.advance(2 * DAY).await;
    assert_eq!(
        store.get(&path, json!({})).await["status"],
        "warning_closed"
    );
    // Paid out meanwhile, and the refund is possible.
    let refund = json!({ "payment_intent": intent });
    assert_eq!(
        store.post("/v1/refunds", refund).await["status"],
        "succeeded"
    );
}

#[tokio::test]
async fn a_full_refund_settles_an_inquiry() {
    let (store, intent, inquiry) = disputed(json!({ "inquiry": true })).await;
    let part = json!({ "payment_intent": intent, "amount": 100 });
    store.post("/v1/refunds", part).await;
    let path = path_of(&inquiry);
    assert_eq!(
        store.get(&path, json!({})).await["status"],
        "warning_needs_response"
    );
    store
        .post("/v1/refunds", json!({ "payment_intent": intent }))
        .await;
    assert_eq!(
        store.get(&path, json!({})).await["status"],
        "warning_closed"
    );
    let closed = store.newest_event("charge.dispute.closed").await;
    assert_eq!(closed["data"]["object"]["status"], "warning_closed");
}

#[tokio::test]
async fn an_inquiry_may_become_a_chargeback() {
    let (store, _, inquiry) = disputed(json!({ "inquiry": true })).await;
    let path = path_of(&inquiry);
    let before = store.last_event().await;
    let given = json!({ "evidence": { "uncategorized_text": "escalate_inquiry_evidence" } });
    store.post(&path, given).await;
    store.advance(10).await;
    let chargeback = store.get(&path, json!({})).await;
    assert_eq!(chargeback["status"], "needs_response");
    assert_eq!(chargeback["balance_transactions"][0]["amount"], -8650);
    let card = &chargeback["payment_method_details"]["card"];
    assert_eq!(card["case_type"], "chargeback");
    assert_eq!(
        types(&store.events_after(&before).await),
        [
            "charge.dispute.updated",
            "charge.dispute.updated",
            "charge.dispute.funds_withdrawn"
        ]
    );
    let given = json!({ "evidence": { "uncategorized_text": "winning_evidence" } });
    store.post(&path, given).await;
    store.advance(10).await;
    assert_eq!(store.get(&path, json!({})).await["status"], "won");
    assert_eq!(net_of_all(&store).await, 8650 - 155);
}

#[tokio::test]
async fn an_inquiry_that_nobody_answers_stays_open() {
    let (store, _, inquiry) = disputed(json!({ "inquiry": true })).await;
    store.advance(30 * DAY).await;
    let open = store.get(&path_of(&inquiry), json!({})).await;
    assert_eq!(open["status"], "warning_needs_response");
    assert_eq!(open["evidence_details"]["past_due"], true);
    store.advance(100 * DAY).await;
    let closed = store.get(&path_of(&inquiry), json!({})).await;
    assert_eq!(closed["status"], "warning_closed");
}
