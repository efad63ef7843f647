//! Pages, filters and searches.

use countertop_domain::{ActKind, Fulfilment, PaymentStatus, UnixSeconds};
use countertop_store::{EventFilter, PaymentFilter, Span};
use serde_json::json;

use crate::histories::{Shop, charge, event, eventful_sale, intent, shop};

/// Payments `pi_0`… with a charge each; several share a second.
async fn sales(shop: &Shop, count: i64) {
    for at in 0..count {
        let (mut intent, mut charge) = (intent("succeeded"), charge("ch_1", "succeeded"));
        let id = format!("pi_{at:03}");
        intent["id"] = json!(id);
        intent["created"] = json!(100 + at / 3);
        charge["id"] = json!(format!("ch_{at:03}"));
        charge["payment_intent"] = json!(id);
        charge["billing_details"] = json!({"name": format!("Zoë Müller {at}"), "email": null});
        let created = 100 + at / 3;
        let (first, second) = (format!("evt_{at:03}a"), format!("evt_{at:03}b"));
        shop.tell(&event(&first, created, "payment_intent.succeeded", &intent))
            .await;
        shop.tell(&event(&second, created, "charge.succeeded", &charge))
            .await;
    }
}

fn filter(span: Span) -> PaymentFilter {
    PaymentFilter {
        span,
        ..PaymentFilter::default()
    }
}

#[tokio::test]
async fn pages_neither_repeat_nor_skip_while_new_rows_come() {
    let shop = shop();
    sales(&shop, 20).await;
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let span = Span {
            limit: 7,
            after,
            ..Span::default()
        };
        let page = shop.ledger.payments(&filter(span)).unwrap();
        ids.extend(page.rows.into_iter().map(|row| row.id));
        let mut newer = intent("processing");
        newer["id"] = json!(format!("pi_new{}", ids.len()));
        newer["created"] = json!(9999);
        let id = format!("evt_new{}", ids.len());
        shop.tell(&event(&id, 9999, "payment_intent.processing", &newer))
            .await;
        match page.next {
            Some(next) => after = Some(next.to_string().parse().unwrap()),
            None => break,
        }
    }
    let expected: Vec<String> = (0..20).rev().map(|at| format!("pi_{at:03}")).collect();
    assert_eq!(ids, expected, "newest first by (created, id)");
}

#[tokio::test]
async fn filters_narrow_and_spans_are_half_open() {
    let shop = shop();
    sales(&shop, 9).await;
    shop.followed();
    let ids = |filter: &PaymentFilter| {
        let rows = shop.ledger.payments(filter).unwrap().rows;
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let span = Span {
        from: Some(UnixSeconds(101)),
        to: Some(UnixSeconds(102)),
        ..Span::default()
    };
    assert_eq!(ids(&filter(span)), ["pi_005", "pi_004", "pi_003"]);
    let with = |change: fn(&mut PaymentFilter)| {
        let mut filter = PaymentFilter::default();
        change(&mut filter);
        filter
    };
    assert_eq!(
        ids(&with(|it| it.status = Some(PaymentStatus::Failed))),
        [""; 0]
    );
    assert_eq!(ids(&with(|it| it.currency = Some("usd".into()))), [""; 0]);
    assert_eq!(ids(&with(|it| it.currency = Some("eur".into()))).len(), 9);
    assert_eq!(
        ids(&with(|it| it.search = Some("zoe mull 7".into()))),
        ["pi_007"]
    );
    assert_eq!(
        ids(&with(|it| it.search = Some("pi_003".into()))),
        ["pi_003"]
    );
    assert_eq!(ids(&with(|it| it.search = Some("4242".into()))).len(), 9);
    assert_eq!(ids(&with(|it| it.search = Some("nobody".into()))), [""; 0]);
}

#[tokio::test]
async fn orders_are_listed_by_whether_they_were_handed_over() {
    let shop = shop();
    sales(&shop, 4).await;
    shop.ledger
        .record_act("pi_001", ActKind::Fulfilled)
        .await
        .unwrap();
    let mut failed = intent("requires_payment_method");
    failed["id"] = json!("pi_failed");
    shop.tell(&event("evt_f", 200, "payment_intent.created", &failed))
        .await;
    for (fulfilment, expected) in [
        (
            Fulfilment::Pending,
            ["pi_003", "pi_002", "pi_000"].as_slice(),
        ),
        (Fulfilment::Done, &["pi_001"]),
        (Fulfilment::NotNeeded, &["pi_failed"]),
    ] {
        let filter = PaymentFilter {
            fulfilment: Some(fulfilment),
            ..PaymentFilter::default()
        };
        let rows = shop.ledger.payments(&filter).unwrap().rows;
        let ids: Vec<_> = rows.into_iter().map(|row| row.id).collect();
        assert_eq!(ids, expected, "{fulfilment:?}");
    }
    assert_eq!(shop.ledger.count_to_fulfil().unwrap(), 3);
}

#[tokio::test]
async fn payments_are_found_and_summed_by_their_ids() {
    let shop = shop();
    sales(&shop, 4).await;
    let ids = ["pi_001", "pi_003", "pi_nowhere", "pi_001"].map(str::to_owned);
    let filter = PaymentFilter {
        ids: Some(ids.to_vec()),
        ..PaymentFilter::default()
    };
    let named = shop.ledger.payments_named(&ids).unwrap();
    assert_eq!(named, shop.ledger.payments(&filter).unwrap().rows);
    let found: Vec<_> = named.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(found, ["pi_003", "pi_001"], "newest first, each once");
    let sums = shop.ledger.sum_payments(&ids).unwrap();
    let amount: i64 = named.iter().map(|it| it.amount).sum();
    assert_eq!(
        (sums.len(), sums[0].amount, sums[0].to_fulfil),
        (1, amount, 2)
    );
    assert_eq!(shop.ledger.sum_payments(&[]).unwrap(), []);
    let other = PaymentFilter {
        fulfilment: Some(Fulfilment::Done),
        ..filter
    };
    assert_eq!(shop.ledger.payments(&other).unwrap().rows, []);
}

#[tokio::test]
async fn what_waits_for_an_answer_is_told_the_most_urgent_first() {
    let shop = shop();
    for (id, status, due_by) in [
        ("dp_late", "needs_response", json!(900)),
        ("dp_soon", "warning_needs_response", json!(500)),
        ("dp_open", "needs_response", json!(null)),
        ("dp_sent", "under_review", json!(400)),
        ("dp_lost", "lost", json!(300)),
    ] {
        let dispute = json!({"id": id, "object": "dispute", "amount": 100, "charge": "ch_1",
            "status": status, "currency": "eur", "created": 300, "reason": "fraudulent",
            "evidence_details": {"due_by": due_by}});
        shop.tell(&event(
            &format!("evt_{id}"),
            300,
            "charge.dispute.created",
            &dispute,
        ))
        .await;
    }
    let waiting = shop.ledger.disputes_to_answer(10).unwrap();
    let ids: Vec<_> = waiting.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["dp_soon", "dp_late", "dp_open"]);
    assert_eq!(shop.ledger.disputes_to_answer(1).unwrap().len(), 1);

    for (id, status, created) in [
        ("po_old", "failed", 100),
        ("po_new", "failed", 300),
        ("po_paid", "paid", 300),
    ] {
        let payout = json!({"id": id, "object": "payout", "status": status, "amount": 900,
            "currency": "eur", "created": created, "arrival_date": 400, "automatic": true});
        shop.tell(&event(&format!("evt_{id}"), 300, "payout.failed", &payout))
            .await;
    }
    let failed = shop.ledger.failed_payouts(UnixSeconds(200), 10).unwrap();
    let ids: Vec<_> = failed.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["po_new"]);
}

#[tokio::test]
async fn a_payment_is_found_by_what_it_says_now() {
    let shop = shop();
    let mut described = intent("processing");
    for (at, words) in [(5, "first loaf"), (6, "second loaf")] {
        described["description"] = json!(words);
        let id = format!("evt_{at}");
        shop.tell(&event(&id, at, "payment_intent.processing", &described))
            .await;
    }
    shop.followed();
    for (search, found) in [("loaf", 1), ("second", 1), ("first", 0)] {
        let filter = PaymentFilter {
            search: Some(search.into()),
            ..PaymentFilter::default()
        };
        assert_eq!(
            shop.ledger.payments(&filter).unwrap().rows.len(),
            found,
            "{search}"
        );
    }
}

#[tokio::test]
async fn events_are_listed_by_type_and_time() {
    let shop = shop();
    sales(&shop, 3).await;
    let events = |event_type: Option<&str>| {
        let filter = EventFilter {
            event_type: event_type.map(Into::into),
            ..EventFilter::default()
        };
        let rows = shop.ledger.events(&filter).unwrap().rows;
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(
        events(Some("charge.succeeded")),
        ["evt_002b", "evt_001b", "evt_000b"]
    );
    assert_eq!(events(None).len(), 6);
    let about = shop.ledger.payment_events("pi_001").unwrap();
    assert_eq!(
        about.len(),
        2,
        "the timeline has the intent's and the charge's events"
    );
}

#[tokio::test]
async fn a_dispute_knows_its_payment_in_whatever_order_they_came() {
    let events = eventful_sale();
    let disputed = [&events[10], &events[11], &events[12]];
    for first in [true, false] {
        let shop = shop();
        if first {
            shop.tell_all(&disputed.map(Clone::clone)).await;
            let alone = shop.ledger.disputes(&Span::default()).unwrap().rows;
            assert_eq!(alone[0].payment.as_deref(), Some("ch_2"), "all it names");
        }
        shop.tell_all(&events).await;
        let rows = shop.ledger.disputes(&Span::default()).unwrap().rows;
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!(row.payment.as_deref(), Some("pi_1"));
        assert_eq!(row.status.as_str(), "won");
        assert_eq!(row.evidence_due_by, Some(UnixSeconds(900)));
        assert_eq!(shop.ledger.check().unwrap(), []);
    }
}

#[tokio::test]
async fn a_payout_shows_its_newest_state() {
    let shop = shop();
    let payout = |id: &str, created: i64, status: &str| {
        json!({"id": id, "object": "payout", "amount": -500, "currency": "eur", "created": created,
            "arrival_date": 400, "automatic": true, "status": status, "livemode": false})
    };
    for (id, at, of) in [
        ("evt_3", 30, payout("po_1", 10, "failed")),
        ("evt_2", 20, payout("po_1", 10, "paid")),
        ("evt_4", 30, payout("po_2", 12, "in_transit")),
    ] {
        shop.tell(&event(id, at, "payout.updated", &of)).await;
    }
    let span = Span {
        limit: 1,
        ..Span::default()
    };
    let first = shop.ledger.payouts(&span).unwrap();
    let span = Span {
        after: first.next.clone(),
        ..span
    };
    let second = shop.ledger.payouts(&span).unwrap();
    let rows: Vec<_> = [first, second].into_iter().flat_map(|it| it.rows).collect();
    let shown: Vec<_> = rows
        .iter()
        .map(|row| (row.id.as_str(), row.status.as_str(), row.amount))
        .collect();
    assert_eq!(
        shown,
        [("po_2", "in_transit", -500), ("po_1", "failed", -500)]
    );
    assert_eq!(rows[1].arrival_date, Some(UnixSeconds(400)));
    assert_eq!(rows[1].automatic, Some(true));
    assert_eq!(shop.ledger.check().unwrap(), []);
}

#[tokio::test]
async fn parked_events_are_counted() {
    let shop = shop();
    shop.tell_all(&eventful_sale()[..5]).await;
    assert_eq!(shop.ledger.info().unwrap().left_out.parked, 0);
    let file = rusqlite::Connection::open(shop.folder.path().join("ledger.sqlite")).unwrap();
    file.execute_batch("UPDATE event SET parked = 1 WHERE seq IN (2, 4)")
        .unwrap();
    assert_eq!(shop.ledger.info().unwrap().left_out.parked, 2);
}
