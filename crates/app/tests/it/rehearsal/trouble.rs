//! Stories that are stopped, left or broken off, and a ledger that lacks something.

use std::time::Duration;

use countertop_app::ipc::{EndedHow, IpcErrorCode, MissingWhy, PlayStory, StoryPhase, call};
use countertop_app::rehearsal::Hitch;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use super::theatre::{FAST, LONG, LOOK_EVERY, Theatre, delivers, verdict};

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_is_stopped_leaves_no_fault_and_is_compared() {
    let theatre = Theatre::open(FAST, LONG).await;
    theatre.rehearsals.play(PlayStory::Outage).unwrap();
    let busy = theatre.rehearsals.play(PlayStory::CardTesting);
    assert!(matches!(busy, Err(Hitch::Busy)), "one story at a time");
    theatre
        .until(|run| run.outages.iter().any(|it| it.to_ms.is_none()))
        .await;
    theatre.rehearsals.stop();
    let run = theatre.until(|run| run.phase == StoryPhase::Ended).await;
    let ending = run.ending.as_ref().unwrap();
    assert_eq!(ending.how, EndedHow::Stopped);
    let verdict = ending.verdict.as_ref().unwrap();
    assert!(verdict.complete && verdict.payments < 36, "{verdict:?}");
    theatre.delivers().await;
    let next = theatre.play(PlayStory::CardTesting).await;
    assert_eq!(next.number, 2);
    theatre.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_in_the_middle_leaves_no_fault() {
    let theatre = Theatre::open(FAST, LONG).await;
    theatre.rehearsals.play(PlayStory::Outage).unwrap();
    theatre
        .until(|run| run.outages.iter().any(|it| it.to_ms.is_none()))
        .await;
    let Theatre {
        _home,
        ledger,
        reception,
        sandbox,
        rehearsals,
    } = theatre;
    rehearsals.close().await;
    delivers(&sandbox, &ledger).await;
    sandbox.shutdown().await.unwrap();
    reception.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_never_arrives_is_named() {
    // What is held back on purpose need not be waited for.
    let theatre = Theatre::open(FAST, Duration::from_secs(3)).await;
    let endpoints = theatre.ask("GET", "/v1/webhook_endpoints", "").await;
    let endpoint = endpoints["data"][0]["id"].as_str().unwrap();
    // The store tells of refunds, but not to us any more.
    let path = format!("/v1/webhook_endpoints/{endpoint}");
    let kinds = [
        "payment_intent.created",
        "payment_intent.succeeded",
        "payment_intent.payment_failed",
        "payment_intent.requires_action",
        "charge.succeeded",
        "charge.failed",
        "checkout.session.completed",
    ];
    let kinds = kinds
        .map(|kind| format!("enabled_events[]={kind}"))
        .join("&");
    theatre.ask("POST", &path, &kinds).await;
    let run = theatre.play(PlayStory::BusySaturday).await;
    let verdict = verdict(&run);
    assert!(!verdict.complete);
    assert!(verdict.recorded < verdict.told && verdict.recorded > 0);
    let missing = &verdict.missing;
    assert_eq!(missing.len() as u64, verdict.told - verdict.recorded);
    assert!(missing.iter().all(|it| it.why == MissingWhy::NotArrived));
    let refunded: Vec<_> = missing
        .iter()
        .filter(|it| it.event_type == "charge.refunded")
        .collect();
    assert_eq!(refunded.len(), 2, "{missing:?}");
    for event in refunded {
        let told = theatre
            .ask("GET", &format!("/v1/events/{}", event.id), "")
            .await;
        assert_eq!(told["type"], "charge.refunded", "it is named by its own id");
        assert_eq!(theatre.ledger.event(&event.id).unwrap(), None);
    }
    // And so the payments differ, and the money.
    let differing: Vec<_> = verdict
        .differences
        .iter()
        .map(|it| {
            (
                it.told.status.as_str(),
                it.recorded.as_ref().unwrap().status.as_str(),
            )
        })
        .collect();
    for refund in ["refunded", "partially_refunded"] {
        assert!(differing.contains(&(refund, "succeeded")), "{differing:?}");
    }
    let [total] = &verdict.totals[..] else {
        panic!("{:?}", verdict.totals);
    };
    assert!(total.told < total.recorded, "{total:?}");
    theatre.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_gone_breaks_the_story_off() {
    let theatre = Theatre::open(1, LONG).await;
    theatre.rehearsals.play(PlayStory::BusySaturday).unwrap();
    theatre.until(|run| run.customers.came > 0).await;
    let Theatre {
        _home,
        ledger: _ledger,
        reception,
        sandbox,
        rehearsals,
    } = theatre;
    sandbox.shutdown().await.unwrap();
    let gone = async {
        loop {
            let run = rehearsals.run().unwrap();
            if run.phase == StoryPhase::Ended {
                return run;
            }
            rehearsals.stop();
            sleep(LOOK_EVERY).await;
        }
    };
    let run = timeout(LONG, gone).await.unwrap();
    let ending = run.ending.unwrap();
    assert_eq!((ending.how, ending.verdict), (EndedHow::BrokeOff, None));
    let reason = ending.reason.unwrap();
    assert!(
        reason.ends_with('.') && !reason.contains("sk_test"),
        "{reason}"
    );
    rehearsals.close().await;
    reception.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_plays_and_stops_by_commands() {
    let home = tempfile::tempdir().unwrap();
    let app = crate::open(&home).await;
    let shown = call(&app, "show_rehearsal", Value::Null).await.unwrap();
    let stories = shown["stories"].as_array().unwrap();
    let names: Vec<_> = stories.iter().map(|it| &it["play"]["story"]).collect();
    assert_eq!(
        names,
        ["busy_saturday", "dispute", "card_testing", "outage"]
    );
    assert!(stories.iter().all(|it| it["seconds"].as_u64() > Some(5)));
    assert_eq!(shown["run"], Value::Null);
    for arguments in [
        Value::Null,
        json!({ "story": "moon_landing" }),
        json!({ "story": "dispute" }),
        json!({ "story": "dispute", "course": "settled" }),
    ] {
        let error = call(&app, "play_story", arguments.clone())
            .await
            .unwrap_err();
        assert_eq!(error.code, IpcErrorCode::InvalidInput, "{arguments}");
    }
    call(&app, "stop_story", Value::Null).await.unwrap();

    let saturday = json!({ "story": "busy_saturday" });
    let begun = call(&app, "play_story", saturday.clone()).await.unwrap();
    assert_eq!(begun["run"]["played"], saturday);
    assert_eq!(begun["run"]["phase"], "playing");
    let error = call(&app, "play_story", saturday).await.unwrap_err();
    assert_eq!(error.code, IpcErrorCode::InvalidInput);
    let until = async |holds: fn(&Value) -> bool| {
        let waiting = async {
            loop {
                let shown = call(&app, "show_rehearsal", Value::Null).await.unwrap();
                if holds(&shown["run"]) {
                    return shown;
                }
                sleep(LOOK_EVERY).await;
            }
        };
        timeout(LONG, waiting).await.unwrap()
    };
    until(|run| run["customers"]["paid"].as_u64() > Some(0)).await;
    call(&app, "stop_story", Value::Null).await.unwrap();
    let shown = until(|run| run["phase"] == "ended").await;
    let ending = &shown["run"]["ending"];
    assert_eq!(ending["how"], "stopped");
    assert_eq!(ending["verdict"]["complete"], true, "{ending}");
    let text = shown.to_string();
    assert!(
        !text.contains("sk_test") && !text.contains("whsec_"),
        "{text}"
    );
    app.shutdown().await;
}
