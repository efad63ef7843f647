//! A link's terms, and when the merchant wants it to open and to close.

use countertop_domain::{LinkPlan, LinkStep, PaymentLinkId, UnixSeconds};
use countertop_store::{DueLink, Fetched, Ledger, NewPlan, Role, rebuild_ledger, salvage_ledger};
use serde_json::{Value, json};

use crate::histories::{Shop, event, shop, with};

fn link(id: &str) -> Value {
    json!({"id": id, "object": "payment_link", "active": true, "currency": "eur", "livemode": false,
        "url": format!("https://buy.example/{id}"), "metadata": {"order": "7"}, "submit_type": "pay",
        "restrictions": {"completed_sessions": {"count": 3, "limit": 20}},
        "inactive_message": "Sold out."})
}

fn id(text: &str) -> PaymentLinkId {
    PaymentLinkId::new(text).unwrap()
}

async fn with_links(ids: &[&str]) -> Shop {
    let shop = shop();
    for (n, id) in (0..).zip(ids) {
        let created = event(
            &format!("evt_{id}"),
            40 + n,
            "payment_link.created",
            &link(id),
        );
        shop.tell(&created).await;
    }
    shop
}

async fn plan(ledger: &Ledger, link: &str, open_at: Option<i64>, close_at: Option<i64>) {
    let plan = NewPlan {
        open_at: open_at.map(UnixSeconds),
        close_at: close_at.map(UnixSeconds),
        time_zone: "Europe/Vienna".to_owned(),
    };
    ledger.plan_link(&id(link), plan).await.unwrap();
}

fn pending(ledger: &Ledger, id: &str) -> (Option<i64>, Option<i64>, Option<String>) {
    let LinkPlan {
        opens_at,
        closes_at,
        time_zone,
    } = ledger.link(id).unwrap().unwrap().0.plan;
    (opens_at.map(|it| it.0), closes_at.map(|it| it.0), time_zone)
}

fn due(ledger: &Ledger, now: i64) -> Vec<(String, LinkStep, i64)> {
    let due = ledger.due_links(UnixSeconds(now)).unwrap().into_iter();
    due.map(|DueLink { id, step, at }| (id.to_string(), step, at.0))
        .collect()
}

#[tokio::test]
async fn what_is_planned_is_due_at_its_time_and_done_once() {
    let shop = with_links(&["plink_a", "plink_b", "plink_c"]).await;
    let ledger = &shop.ledger;
    let vienna = || Some("Europe/Vienna".to_owned());
    assert_eq!(ledger.next_due().unwrap(), None);
    plan(ledger, "plink_a", Some(200), Some(300)).await;
    plan(ledger, "plink_b", None, Some(100)).await;
    plan(ledger, "plink_c", Some(200), Some(200)).await;
    assert_eq!(pending(ledger, "plink_a"), (Some(200), Some(300), vienna()));
    assert_eq!(ledger.next_due().unwrap(), Some(UnixSeconds(100)));
    assert_eq!(due(ledger, 99), []);
    let b = ("plink_b".to_owned(), LinkStep::Close, 100);
    let (a, c) = ("plink_a".to_owned(), "plink_c".to_owned());
    let all = [
        b.clone(),
        (a.clone(), LinkStep::Open, 200),
        (c.clone(), LinkStep::Open, 200),
        (c, LinkStep::Close, 200),
        (a, LinkStep::Close, 300),
    ];
    assert_eq!(due(ledger, 100), [b]);
    assert_eq!(due(ledger, 300), all);

    let done = async |link: &str, step, at| {
        ledger
            .link_plan_done(&id(link), step, UnixSeconds(at))
            .await
            .unwrap();
    };
    done("plink_b", LinkStep::Close, 100).await;
    done("plink_a", LinkStep::Open, 200).await;
    // It had been planned for another time meanwhile, and that stands.
    done("plink_a", LinkStep::Close, 250).await;
    assert_eq!(pending(ledger, "plink_b"), (None, None, None));
    assert_eq!(pending(ledger, "plink_a"), (None, Some(300), vienna()));
    plan(ledger, "plink_c", None, None).await;
    assert_eq!(due(ledger, 999), all[4..]);
    assert_eq!(ledger.link_acts(&id("plink_a")).unwrap().len(), 3);
    assert_eq!(ledger.check().unwrap(), []);
}

#[tokio::test]
async fn a_plan_outlives_events_answers_a_rebuild_and_a_salvage() {
    let shop = with_links(&["plink_a"]).await;
    plan(&shop.ledger, "plink_a", Some(200), Some(300)).await;
    // A link that is planned before it is known here: the plan waits for it.
    plan(&shop.ledger, "plink_new", None, Some(400)).await;
    assert_eq!(shop.ledger.link("plink_new").unwrap(), None);
    for (n, id) in [(1, "plink_new"), (2, "plink_a")] {
        let closed = with(link(id), json!({"active": false}));
        shop.tell(&event(
            &format!("evt_{n}"),
            60,
            "payment_link.updated",
            &closed,
        ))
        .await;
    }
    let folder = shop.folder;
    let closing = |ledger: &Ledger| (pending(ledger, "plink_a").1, pending(ledger, "plink_new").1);
    assert_eq!(closing(&shop.ledger), (Some(300), Some(400)));
    shop.ledger.close();
    rebuild_ledger(folder.path(), &mut |_| {}).unwrap();
    salvage_ledger(folder.path()).unwrap().unwrap();
    let ledger = Ledger::open(folder.path(), Role::Receiver).unwrap();
    assert_eq!(closing(&ledger), (Some(300), Some(400)));
    assert_eq!(ledger.next_due().unwrap(), Some(UnixSeconds(200)));
    assert_eq!(ledger.check().unwrap(), []);
}

#[tokio::test]
async fn a_link_is_known_with_its_terms_while_nothing_can_be_asked() {
    let shop = with_links(&["plink_a"]).await;
    let ledger = &shop.ledger;
    assert_eq!(ledger.link_terms(&id("plink_none")).unwrap(), None);
    let (terms, items) = ledger.link_terms(&id("plink_a")).unwrap().unwrap();
    assert_eq!((terms, items), (link("plink_a"), json!([])));
    let item = json!({"id": "li_1", "description": "Cake", "quantity": 2, "currency": "eur",
        "price": {"id": "price_1", "active": false, "unit_amount": 4325,
            "product": {"id": "prod_1", "object": "product", "deleted": true}}});
    let answer = with(
        link("plink_a"),
        json!({"line_items": {"object": "list", "data": [item.clone()]}}),
    );
    let answer = Fetched {
        request_id: "req_1".to_owned(),
        at: UnixSeconds(50),
        body: answer.to_string().into_bytes(),
    };
    ledger.record_fetched(answer).await.unwrap();
    // A link's events leave out what it sells, and it stays known.
    let closed = with(link("plink_a"), json!({"active": false}));
    shop.tell(&event("evt_2", 60, "payment_link.updated", &closed))
        .await;
    let (terms, items) = ledger.link_terms(&id("plink_a")).unwrap().unwrap();
    assert_eq!((terms, items), (closed, json!([item])));
    let (row, _) = ledger.link("plink_a").unwrap().unwrap();
    assert_eq!(
        (row.name.as_deref(), row.amount),
        (Some("Cake"), Some(8650))
    );
    assert_eq!(
        (
            row.completed_limit,
            row.completed_count,
            row.inactive_message.as_deref()
        ),
        (Some(20), Some(3), Some("Sold out."))
    );
    assert_eq!(ledger.check().unwrap(), []);
}
