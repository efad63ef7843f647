//! One order for each paid sale, and the merchant's word on it.

use countertop_domain::{ActKind, Fulfilment};
use countertop_store::{Ledger, Role, rebuild_ledger};
use serde_json::json;

use crate::histories::{Shop, charge, event, intent, shop};

fn fulfilment(ledger: &Ledger, id: &str) -> Fulfilment {
    ledger.payment(id).unwrap().unwrap().fulfilment
}

async fn paid(shop: &Shop) {
    shop.tell(&event(
        "evt_1",
        5,
        "payment_intent.succeeded",
        &intent("succeeded"),
    ))
    .await;
}

#[tokio::test]
async fn what_the_merchant_said_outlives_events_and_a_rebuild() {
    let shop = shop();
    paid(&shop).await;
    let ledger = &shop.ledger;
    assert_eq!(fulfilment(ledger, "pi_1"), Fulfilment::Pending);
    for (act, becomes) in [
        (ActKind::Fulfilled, Fulfilment::Done),
        (ActKind::Fulfilled, Fulfilment::Done),
        (ActKind::Unfulfilled, Fulfilment::Pending),
        (ActKind::Fulfilled, Fulfilment::Done),
    ] {
        ledger.record_act("pi_1", act).await.unwrap();
        assert_eq!(fulfilment(ledger, "pi_1"), becomes);
    }
    let mut refunded = charge("ch_1", "succeeded");
    refunded["amount_refunded"] = json!(8650);
    shop.tell(&event("evt_2", 9, "charge.refunded", &refunded))
        .await;
    assert_eq!(fulfilment(ledger, "pi_1"), Fulfilment::Done, "it stays so");
    assert_eq!(ledger.check().unwrap(), []);

    let folder = shop.folder;
    shop.ledger.close();
    rebuild_ledger(folder.path(), &mut |_| {}).unwrap();
    let ledger = Ledger::open(folder.path(), Role::Beside).unwrap();
    assert_eq!(fulfilment(&ledger, "pi_1"), Fulfilment::Done);
}

#[tokio::test]
async fn an_act_on_a_charge_goes_with_it_to_its_intent() {
    let shop = shop();
    let mut alone = charge("ch_1", "succeeded");
    alone["payment_intent"] = json!(null);
    shop.tell(&event("evt_1", 5, "charge.succeeded", &alone))
        .await;
    shop.ledger
        .record_act("ch_1", ActKind::Fulfilled)
        .await
        .unwrap();
    shop.tell(&event(
        "evt_2",
        6,
        "charge.updated",
        &charge("ch_1", "succeeded"),
    ))
    .await;
    paid(&shop).await;
    assert_eq!(shop.ledger.payment("ch_1").unwrap(), None);
    assert_eq!(fulfilment(&shop.ledger, "pi_1"), Fulfilment::Done);
    assert_eq!(shop.ledger.check().unwrap(), []);
}
