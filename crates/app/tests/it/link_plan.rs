//! Links that open and close at times that were planned in the window.

use std::time::Duration;

use countertop_app::App;
use countertop_app::ipc::{
    IpcErrorCode, LinkPlan, LinkPlanQuery, LinkQuery, LinkState, PlanLink, PlanSide, call,
};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde_json::json;
use tokio::time::timeout;

use crate::{LONG, cake, open, practice};

fn at(time: &str) -> PlanSide {
    let time = time.to_owned();
    PlanSide::At { time }
}

/// What a clock in Kathmandu shows so many seconds from now.
fn in_kathmandu(seconds: i64) -> PlanSide {
    let zone = TimeZone::get("Asia/Kathmandu").unwrap();
    let time = Timestamp::now() + seconds.seconds();
    at(&zone.to_datetime(time).to_string())
}

fn plan_in(zone: &str, id: &str, open: PlanSide, close: PlanSide) -> PlanLink {
    PlanLink {
        id: id.to_owned(),
        open,
        close,
        zone: zone.to_owned(),
    }
}

async fn state(app: &App) -> LinkState {
    app.list_links(LinkQuery::default()).await.unwrap().rows[0].state
}

async fn shown(app: &App, id: &str) -> LinkPlan {
    let id = id.to_owned();
    app.show_link_plan(LinkPlanQuery { id }).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_by_the_clock_of_its_zone() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    app.open_practice_store().await.unwrap();
    let link = app.create_link(cake("a")).await.unwrap();
    let nothing = shown(&app, &link.id).await;
    assert_eq!((nothing.opens_at, nothing.zone.as_deref()), (None, None));

    let wanted = plan_in("Asia/Kathmandu", &link.id, in_kathmandu(3), PlanSide::Never);
    let planned = app.plan_link(wanted).await.unwrap();
    let wait = planned.opens_at.unwrap() - Timestamp::now().as_second();
    assert!((0..=3).contains(&wait), "{planned:?}");
    assert_eq!(planned.zone.as_deref(), Some("Asia/Kathmandu"));
    assert_eq!(
        state(&app).await,
        LinkState::Scheduled,
        "it is closed until then"
    );
    let rows = app.list_links(LinkQuery::default()).await.unwrap().rows;
    assert!(!rows[0].active && rows[0].opens_at == planned.opens_at);
    let opening = async {
        while shown(&app, &link.id).await.opens_at.is_some() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(LONG, opening).await.unwrap();
    assert_eq!(state(&app).await, LinkState::Open);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_makes_no_sense_is_refused_at_its_field() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    app.open_practice_store().await.unwrap();
    let id = app.create_link(cake("a")).await.unwrap().id;
    let never = || PlanSide::Never;
    for (wanted, field) in [
        (
            plan_in("Europe/Vienna", &id, at("2020-01-01T00:00"), never()),
            "open",
        ),
        (
            plan_in("Europe/Vienna", &id, never(), at("2020-01-01")),
            "close",
        ),
        (
            plan_in("Europe/Vienna", &id, at("tomorrow"), never()),
            "open",
        ),
        (
            plan_in(
                "Europe/Vienna",
                &id,
                at("2090-01-02T00:00"),
                at("2090-01-01T00:00"),
            ),
            "close",
        ),
        (
            plan_in("Europe/Wien", &id, at("2090-01-01"), never()),
            "zone",
        ),
    ] {
        let error = app.plan_link(wanted).await.unwrap_err();
        assert_eq!(error.code, IpcErrorCode::InvalidInput);
        assert_eq!(
            error.details.get("field").map(String::as_str),
            Some(field),
            "{error:?}"
        );
        assert_eq!(
            state(&app).await,
            LinkState::Open,
            "nothing was done for {field}"
        );
    }
    let nowhere = json!({"id": "plink_nowhere"});
    let error = call(&app, "show_link_plan", nowhere).await.unwrap_err();
    assert_eq!(error.code, IpcErrorCode::NotFound);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_side_that_is_left_as_it_was_stays_to_the_second() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    app.open_practice_store().await.unwrap();
    let id = app.create_link(cake("a")).await.unwrap().id;
    let first = plan_in("UTC", &id, PlanSide::Never, at("2090-06-01T12:00:30"));
    let close = app.plan_link(first).await.unwrap().closes_at;
    let second = plan_in("UTC", &id, at("2090-05-01T12:00"), PlanSide::AsBefore);
    let planned = app.plan_link(second).await.unwrap();
    assert_eq!(planned.closes_at, close);
    assert!(planned.opens_at < close);
    app.shutdown().await;

    // It is kept over a restart, and can be taken back.
    let app = open(&home).await;
    assert_eq!(shown(&app, &id).await, planned);
    let nothing = plan_in("UTC", &id, PlanSide::Never, PlanSide::Never);
    let taken_back = app.plan_link(nothing).await.unwrap();
    assert_eq!((taken_back.opens_at, taken_back.closes_at), (None, None));
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_cannot_be_done_is_overdue_and_says_why() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    app.open_practice_store().await.unwrap();
    let id = app.create_link(cake("a")).await.unwrap().id;
    let wanted = plan_in("Asia/Kathmandu", &id, PlanSide::Never, in_kathmandu(2));
    app.plan_link(wanted).await.unwrap();
    practice(&app, "faults", json!({"api_500": 1.0})).await;
    let told = async {
        loop {
            let plan = shown(&app, &id).await;
            if plan.trouble.is_some() {
                return plan;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let overdue = timeout(LONG * 2, told).await.unwrap();
    assert!(overdue.is_overdue && overdue.closes_at.is_some());
    assert_eq!(state(&app).await, LinkState::Scheduled);

    practice(&app, "faults", json!({"api_500": 0.0})).await;
    let nothing = plan_in("UTC", &id, PlanSide::Never, PlanSide::Never);
    let taken_back = app.plan_link(nothing).await.unwrap();
    assert_eq!((taken_back.is_overdue, taken_back.trouble), (false, None));
    app.shutdown().await;
}
