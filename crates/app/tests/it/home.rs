//! What Home tells beside today's figures, and the pages of payouts, events and the door.

use std::future::Future;
use std::time::Duration;

use countertop_app::App;
use countertop_app::ipc::{
    DeliveriesQuery, EventQuery, EventsQuery, Home, HomeQuery, PaymentQuery, PaymentsQuery,
    PayoutQuery, PayoutsQuery, ReceiverState, RefusalReason, SuspicionKind, SymptomKind, TimeSpan,
};
use serde_json::json;
use tokio::time::{sleep, timeout};

use crate::{LONG, cake, one_item, open, pay, practice};

const QUARTER: i64 = 900;
const DAY: i64 = 24 * 60 * 60;

/// Asks until there is an answer.
async fn eventually<T, F: Future<Output = Option<T>>>(ask: impl Fn() -> F) -> T {
    let waiting = async {
        loop {
            if let Some(found) = ask().await {
                return found;
            }
            sleep(Duration::from_millis(30)).await;
        }
    };
    timeout(LONG, waiting).await.unwrap()
}

/// Home as it is asked for on the day of a payment: a chart of two days, and of two before.
async fn home(app: &App, created: i64) -> Home {
    let day_start = created - created.rem_euclid(QUARTER) - 2 * QUARTER;
    let query = HomeQuery {
        day_start,
        day_end: created + DAY,
        week_ago: TimeSpan {
            from: day_start,
            to: created + 1,
        },
        days: (-3..=0).map(|day| day_start + day * DAY).collect(),
    };
    app.home(query).await.unwrap()
}

async fn newest_payment(app: &App) -> Option<i64> {
    let page = app.list_payments(PaymentsQuery::default()).await.unwrap();
    let row = page.rows.first()?;
    (row.status == "succeeded").then_some(row.created)
}

#[tokio::test(flavor = "multi_thread")]
async fn home_compares_draws_and_says_what_waits() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(&folder).await;
    app.open_practice_store().await.unwrap();
    let mut only_one = one_item("Last cake", 8650, 1, "a");
    only_one.terms.restrictions = serde_json::from_value(json!({
        "completed_sessions": { "limit": 1 }
    }))
    .unwrap();
    let link = app.create_link(only_one).await.unwrap();
    // The card of the documentation for an early fraud warning.
    pay(&app, &link.id, "4000000000005423").await;
    let created = eventually(|| newest_payment(&app)).await;

    let home = eventually(|| async {
        let home = home(&app, created).await;
        let is_told = !home.suspicions.is_empty() && !home.sold_out.is_empty();
        (is_told && home.days.first()?.gross > 0).then_some(home)
    })
    .await;
    let day = &home.days[0];
    assert_eq!(
        (day.gross, day.week_ago),
        (8_650, 8_650),
        "the same stretch"
    );
    assert_eq!(day.change_percent, Some(0));
    let volume = &home.volume[0];
    assert_eq!(volume.currency, "eur");
    assert_eq!(
        (volume.days.as_slice(), volume.sum),
        ([0, 8_650].as_slice(), 8_650)
    );
    assert_eq!(
        (volume.days_before.as_slice(), volume.sum_before),
        ([0, 0].as_slice(), 0)
    );
    assert_eq!(home.sold_out[0].name.as_deref(), Some("Last cake"));
    assert_eq!(home.sold_out[0].limit, Some(1));
    let suspicion = &home.suspicions[0];
    assert_eq!(suspicion.suspicion.kind, SuspicionKind::FraudWarning);
    assert_eq!(
        (suspicion.amount, suspicion.currency.as_str()),
        (8_650, "eur")
    );
    let id = suspicion.payment.clone().unwrap();
    let detail = app.show_payment(PaymentQuery { id }).await.unwrap();
    assert_eq!(detail.suspicions, vec![suspicion.suspicion.clone()]);
    assert_eq!(detail.dashboard, None, "the practice store has none");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payout_adds_up_from_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(&folder).await;
    app.open_practice_store().await.unwrap();
    let link = app.create_link(cake("a")).await.unwrap();
    pay(&app, &link.id, "4242424242424242").await;
    pay(&app, &link.id, "4242424242424242").await;
    practice(&app, "advance", json!({ "seconds": 10 * DAY })).await;

    let row = eventually(|| async {
        let page = app.list_payouts(PayoutsQuery::default()).await.unwrap();
        page.rows.into_iter().next()
    })
    .await;
    assert_eq!(row.automatic, Some(true));
    let id = row.id.clone();
    let detail = app
        .show_payout(PayoutQuery { id: id.clone() })
        .await
        .unwrap();
    assert_eq!((detail.row.amount, detail.failure_code), (row.amount, None));
    let contents = app.payout_contents(PayoutQuery { id }).await.unwrap();
    assert!(contents.is_whole);
    assert_eq!(contents.net, row.amount);
    assert_eq!(
        contents.lines.len(),
        2,
        "the payout's own entry is left out"
    );
    assert!(contents.lines.iter().all(|line| line.payment.is_some()));
    let sum = &contents.sums[0];
    assert_eq!(
        (sum.kind.as_str(), sum.count, sum.amount),
        ("charge", 2, 34_600)
    );
    assert_eq!(sum.amount - sum.fee, sum.net);
    app.shutdown().await;
}

/// Sends a body with a signature that fits nothing.
async fn forge(app: &App, body: &'static str) {
    let ReceiverState::Receiving { address } = app.show_health().await.unwrap().receiver else {
        panic!("it does not receive");
    };
    let signature = format!("t=1,v1={}", "0".repeat(64));
    let sent = countertop_sandbox::local_client()
        .unwrap()
        .post(address)
        .header("Content-Type", "application/json")
        .header("Stripe-Signature", signature)
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(sent.status().as_u16(), 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_shown_as_they_came_and_refusals_with_what_they_tell() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(&folder).await;
    app.open_practice_store().await.unwrap();
    let link = app.create_link(cake("a")).await.unwrap();
    pay(&app, &link.id, "4242424242424242").await;
    let of_type = EventsQuery {
        event_type: Some("payment_intent.succeeded".into()),
        ..EventsQuery::default()
    };
    let row = eventually(|| async {
        let page = app.list_events(of_type.clone()).await.unwrap();
        page.rows.into_iter().next()
    })
    .await;
    assert_eq!(
        (row.source.as_str(), row.handled, row.parsed),
        ("webhook", true, true)
    );
    let shown = app
        .show_event(EventQuery { id: row.id.clone() })
        .await
        .unwrap();
    assert_eq!(shown.bytes, shown.text.len() as u64);
    let body: serde_json::Value = serde_json::from_str(&shown.text).unwrap();
    assert_eq!(body["id"], row.id.as_str());

    forge(
        &app,
        r#"{"id":"evt_forged","object":"event","livemode":true}"#,
    )
    .await;
    forge(&app, "hello").await;
    let refused = eventually(|| async {
        let query = DeliveriesQuery {
            is_refused: true,
            ..DeliveriesQuery::default()
        };
        let rows = app.list_deliveries(query).await.unwrap().rows;
        (rows.len() == 2).then_some(rows)
    })
    .await;
    let symptoms: Vec<_> = refused.iter().map(|it| it.symptom).collect();
    assert_eq!(
        symptoms,
        [Some(SymptomKind::NoEvent), Some(SymptomKind::LiveMode)]
    );
    assert_eq!(refused[0].reason, Some(RefusalReason::SignatureMismatch));
    let all = app
        .list_deliveries(DeliveriesQuery::default())
        .await
        .unwrap();
    assert!(all.rows.len() > 2, "what was accepted is there as well");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn payments_are_narrowed_by_what_a_merchant_remembers() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(&folder).await;
    app.open_practice_store().await.unwrap();
    for (name, amount, card) in [
        ("Birthday cake", 4_800, "4242424242424242"),
        ("Sourdough box", 2_400, "5555555555554444"),
    ] {
        let link = app
            .create_link(one_item(name, amount, 1, card))
            .await
            .unwrap();
        pay(&app, &link.id, card).await;
    }
    let found = |query: PaymentsQuery| {
        let app = &app;
        async move {
            let rows = app.list_payments(query).await.unwrap().rows;
            let mut amounts: Vec<_> = rows.into_iter().map(|row| row.amount).collect();
            amounts.sort_unstable();
            amounts
        }
    };
    // The search follows the payment by a moment.
    let with = |last4: &str| PaymentsQuery {
        last4: Some(last4.into()),
        ..PaymentsQuery::default()
    };
    for last4 in ["4242", "4444"] {
        eventually(|| async { (found(with(last4)).await.len() == 1).then_some(()) }).await;
    }
    let created = newest_payment(&app).await.unwrap();
    let all = PaymentsQuery::default;
    for (query, amounts) in [
        (
            PaymentsQuery {
                link_name: Some("birthday CAKE".into()),
                ..all()
            },
            vec![4_800],
        ),
        (
            PaymentsQuery {
                link_name: Some("nothing".into()),
                ..all()
            },
            vec![],
        ),
        (
            PaymentsQuery {
                least: Some(2_401),
                ..all()
            },
            vec![4_800],
        ),
        (
            PaymentsQuery {
                most: Some(2_400),
                ..all()
            },
            vec![2_400],
        ),
        (
            PaymentsQuery {
                least: Some(2_400),
                most: Some(4_800),
                ..all()
            },
            vec![2_400, 4_800],
        ),
        (
            PaymentsQuery {
                currency: Some("usd".into()),
                ..all()
            },
            vec![],
        ),
        (
            PaymentsQuery {
                from: Some(created + 1),
                ..all()
            },
            vec![],
        ),
        (
            PaymentsQuery {
                to: Some(created - DAY),
                ..all()
            },
            vec![],
        ),
        (
            PaymentsQuery {
                last4: Some("4242".into()),
                search: Some("ana".into()),
                ..all()
            },
            vec![4_800],
        ),
    ] {
        let shown = format!("{query:?}");
        assert_eq!(found(query).await, amounts, "{shown}");
    }
    app.shutdown().await;
}
