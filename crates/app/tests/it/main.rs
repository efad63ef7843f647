//! The whole path on real parts: practice store, signed webhook, receiver, ledger, announcement.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod account;
mod accounts;
mod backups;
mod behind;
mod catchup;
mod chain;
mod connection;
mod deeds;
mod diagnostics;
mod endpoint;
mod health;
mod history;
mod home;
mod incidents;
mod link_list;
mod link_plan;
mod link_table;
mod links;
mod notices;
mod payment_list;
mod permissions;
mod preferences;
mod rehearsal;
mod road;
mod settings;
mod settings_restore;
mod share;
mod till;
mod toll;
#[cfg(target_os = "linux")]
mod tunnel;
#[cfg(target_os = "linux")]
mod wake;

use std::time::Duration;

use countertop_app::ipc::{
    Announcement, COMMANDS, CreateLink, HomeQuery, IpcErrorCode, LinkQuery, LinkState, PaymentPage,
    PaymentQuery, PaymentsQuery, QrQuery, TimeSpan, call,
};
use countertop_app::{App, AppConfig};
use countertop_terms::{LineItem, LinkTerms, NewProduct, PriceData};
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;
use tokio::time::timeout;

const LONG: Duration = Duration::from_secs(20);

async fn open(home: &tempfile::TempDir) -> App {
    App::start(AppConfig::new(home.path().to_owned(), "till"))
        .await
        .unwrap()
}

fn cake(submission: &str) -> CreateLink {
    one_item("Birthday cake, 24 cm", 8650, 2, submission)
}

/// A link that sells one new thing in euro.
fn one_item(name: &str, unit_amount: i64, quantity: u32, submission: &str) -> CreateLink {
    let price_data = PriceData {
        currency: "eur".into(),
        unit_amount: Some(unit_amount),
        product_data: NewProduct {
            name: name.into(),
            ..NewProduct::default()
        },
        ..PriceData::default()
    };
    let item = LineItem {
        price_data,
        quantity: Some(quantity),
        ..LineItem::default()
    };
    CreateLink {
        terms: LinkTerms {
            line_items: vec![item],
            ..LinkTerms::default()
        },
        submission: submission.into(),
    }
}

/// Pays through the practice store's control door, as a customer would on the page.
async fn pay(app: &App, link: &str, card: &str) -> Value {
    let payment = json!({"payment_link": link, "card": card, "name": "Ana Ruiz"});
    practice(app, "pay", payment).await
}

/// Asks something at the practice store's control door.
async fn practice(app: &App, what: &str, body: Value) -> Value {
    let origin = app.practice_origin().await.unwrap();
    let answer = countertop_sandbox::local_client()
        .unwrap()
        .post(format!("{origin}/_practice/{what}"))
        .header("Content-Type", "application/json")
        .body(body.to_string())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    serde_json::from_str(&answer.text().await.unwrap()).unwrap()
}

/// Waits until an announcement makes the condition true of the payments.
async fn until(
    app: &App,
    announcements: &mut Receiver<Announcement>,
    holds: impl Fn(&PaymentPage) -> bool,
) -> PaymentPage {
    let waiting = async {
        loop {
            let page = app.list_payments(PaymentsQuery::default()).await.unwrap();
            if holds(&page) {
                return page;
            }
            announcements.recv().await.unwrap();
        }
    };
    timeout(LONG, waiting).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_link_becomes_a_row_and_stays_one() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let mut announcements = app.announcements();
    assert!(!app.app_state().await.unwrap().welcomed);
    assert!(app.open_practice_store().await.unwrap().welcomed);

    let link = app.create_link(cake("a")).await.unwrap();
    assert_eq!(
        (link.amount, link.name.as_deref()),
        (Some(17_300), Some("Birthday cake, 24 cm"))
    );
    let again = app.create_link(cake("a")).await.unwrap();
    assert_eq!(again.id, link.id, "one submission makes one link");

    let paid = pay(&app, &link.id, "4242424242424242").await;
    assert_eq!(paid["status"], "succeeded");
    let page = until(&app, &mut announcements, |page| {
        page.rows
            .first()
            .is_some_and(|row| row.status == "succeeded" && row.title.is_some())
    })
    .await;
    let row = &page.rows[0];
    assert_eq!((row.amount, row.currency.as_str()), (17_300, "eur"));
    assert_eq!(row.customer_name.as_deref(), Some("Ana Ruiz"));
    assert_eq!(row.title.as_deref(), Some("Birthday cake, 24 cm"));
    assert_eq!(row.method_last4.as_deref(), Some("4242"));

    let id = row.id.clone();
    let settled = async {
        loop {
            let detail = app
                .show_payment(PaymentQuery { id: id.clone() })
                .await
                .unwrap();
            if detail.fee.is_some() {
                return detail;
            }
            announcements.recv().await.unwrap();
        }
    };
    let detail = timeout(LONG, settled).await.unwrap();
    assert_eq!(
        detail.fee,
        Some(285),
        "1.5 % of 173.00, rounded half up, and 0.25"
    );
    assert!(
        detail
            .timeline
            .iter()
            .any(|step| step.text == "Payment succeeded")
    );
    assert!(detail.timeline.iter().all(|step| step.source == "webhook"));

    let query = day(row.created - 10, row.created + 10);
    let figures = &app.home(query).await.unwrap().days[0];
    assert_eq!(
        (figures.gross, figures.fees, figures.paid),
        (17_300, 285, 1)
    );
    let listed = async {
        loop {
            // The figures follow the payment by a moment.
            let mut page = app.list_links(LinkQuery::default()).await.unwrap();
            if page.rows[0].finished > 0 {
                return page.rows.remove(0);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let listed = timeout(LONG, listed).await.unwrap();
    assert_eq!((listed.paid, listed.revenue), (1, 17_300));
    assert_eq!((listed.finished, listed.ended), (1, 1));
    assert_eq!(listed.state, LinkState::Open);
    let code = app
        .link_qr(QrQuery {
            id: link.id.clone(),
            variant: None,
        })
        .await
        .unwrap();
    assert!(code.svg.contains("<svg"));

    app.shutdown().await;
    let reopened = open(&home).await;
    assert!(reopened.app_state().await.unwrap().welcomed);
    let page = reopened
        .list_payments(PaymentsQuery::default())
        .await
        .unwrap();
    assert_eq!(page.rows.len(), 1);
    let links = reopened.list_links(LinkQuery::default()).await.unwrap();
    let origin = reopened.practice_origin().await.unwrap();
    assert!(
        links.rows[0].url.starts_with(&origin),
        "{} at {origin}",
        links.rows[0].url
    );
    let paid = pay(&reopened, &link.id, "4000000000000002").await;
    assert_eq!(paid["status"], "failed", "{paid}");
    let mut announcements = reopened.announcements();
    let page = until(&reopened, &mut announcements, |page| {
        page.rows.len() == 2 && page.rows[0].status == "failed"
    })
    .await;
    assert_eq!(page.counts.len(), 2);
    reopened.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_breaks_a_rule_is_named() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let with = |change: fn(&mut LineItem)| {
        let mut link = cake("b");
        change(&mut link.terms.line_items[0]);
        link
    };
    for (link, field) in [
        (
            with(|it| it.price_data.product_data.name = "  ".into()),
            "[price_data][product_data][name]",
        ),
        (
            with(|it| it.price_data.product_data.name = "x".repeat(251)),
            "[price_data][product_data][name]",
        ),
        (
            with(|it| it.price_data.unit_amount = Some(-5)),
            "[price_data][unit_amount]",
        ),
        (
            with(|it| {
                it.price_data.unit_amount = Some(49);
                it.quantity = Some(1);
            }),
            "[price_data][unit_amount]",
        ),
        (
            with(|it| it.price_data.unit_amount = Some(i64::MAX)),
            "[price_data][unit_amount]",
        ),
        (
            with(|it| it.price_data.currency = "xyz".into()),
            "[price_data][currency]",
        ),
        (with(|it| it.quantity = Some(0)), "[quantity]"),
    ] {
        let field = format!("line_items[0]{field}");
        let error = app.create_link(link).await.unwrap_err();
        assert_eq!(
            error.code,
            IpcErrorCode::InvalidInput,
            "{field}: {}",
            error.message
        );
        assert_eq!(error.details["field"], field, "{}", error.message);
        assert!(error.message.ends_with('.') && !error.message.contains('\n'));
    }
    assert_eq!(
        app.list_links(LinkQuery::default())
            .await
            .unwrap()
            .rows
            .len(),
        0
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_called_by_name_with_json() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let state = call(&app, "app_state", Value::Null).await.unwrap();
    assert_eq!(state["account"]["kind"], "practice");
    assert!(!state.to_string().contains("whsec_") && !state.to_string().contains("sk_test"));
    let page = call(&app, "list_payments", json!({"limit": 5}))
        .await
        .unwrap();
    assert_eq!(page["rows"], json!([]));
    for (name, arguments, code) in [
        ("drop_everything", Value::Null, IpcErrorCode::UnknownCommand),
        (
            "list_payments",
            json!({"limit": "five"}),
            IpcErrorCode::InvalidInput,
        ),
        (
            "list_payments",
            json!({"sql": "x"}),
            IpcErrorCode::InvalidInput,
        ),
        (
            "list_payments",
            json!({"after": "nowhere"}),
            IpcErrorCode::InvalidInput,
        ),
        (
            "show_payment",
            json!({"id": "pi_none"}),
            IpcErrorCode::NotFound,
        ),
        (
            "link_qr",
            json!({"id": "plink_none"}),
            IpcErrorCode::NotFound,
        ),
        (
            "home",
            json!({"dayStart": 5, "dayEnd": 5}),
            IpcErrorCode::InvalidInput,
        ),
    ] {
        let error = call(&app, name, arguments).await.unwrap_err();
        assert_eq!(error.code, code, "{name}: {}", error.message);
    }
    assert!(COMMANDS.contains(&"create_link"));
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_app_on_the_same_home_says_who_has_it() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let second = App::start(AppConfig::new(home.path().to_owned(), "till")).await;
    let error = second.err().unwrap().to_string();
    assert!(error.contains(&std::process::id().to_string()), "{error}");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fee_comes_to_be_known() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let mut announcements = app.announcements();
    let link = app.create_link(cake("a")).await.unwrap();
    // Of so many, some are told of their fee last of all, when nothing else about them changes.
    for _ in 0..40 {
        pay(&app, &link.id, "4242424242424242").await;
    }
    let page = until(&app, &mut announcements, |page| {
        page.counts
            .iter()
            .any(|it| it.status == "succeeded" && it.count == 40)
    })
    .await;
    let query = day(page.rows[0].created - 3600, page.rows[0].created + 3600);
    let known = async {
        while app.home(query.clone()).await.unwrap().days[0].fees_unknown > 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(LONG, known).await.unwrap();
    app.shutdown().await;
}

/// What Home asks for a stretch of time, without a chart.
fn day(day_start: i64, day_end: i64) -> HomeQuery {
    const WEEK: i64 = 7 * 24 * 60 * 60;
    HomeQuery {
        day_start,
        day_end,
        week_ago: TimeSpan {
            from: day_start - WEEK,
            to: day_end - WEEK,
        },
        days: Vec::new(),
    }
}
