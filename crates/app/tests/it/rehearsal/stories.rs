//! Each story, played to its end.

use countertop_app::ipc::{ActKind, DisputeCourse, PlayStory};
use serde_json::Value;
use tokio::time::{sleep, timeout};

use super::theatre::{FAST, LONG, LOOK_EVERY, Theatre, complete, kinds};

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_saturday_is_all_there() {
    let theatre = Theatre::open(FAST, LONG).await;
    let run = theatre.play(PlayStory::BusySaturday).await;
    let verdict = complete(&run);
    assert_eq!(
        (verdict.payments, verdict.paid, verdict.declined),
        (60, 55, 5)
    );
    assert_eq!((run.customers.came, run.customers.paid), (60, 55));
    assert_eq!(
        run.customers.declines,
        6 + 4 + 1,
        "second tries, no more tries, not confirmed"
    );
    let statuses = theatre.ledger.count_by_status().unwrap();
    let of = |status: &str| statuses.iter().find(|it| it.0 == status).map(|it| it.1);
    assert_eq!(of("succeeded"), Some(53));
    assert_eq!(
        (of("refunded"), of("partially_refunded")),
        (Some(1), Some(1))
    );
    assert_eq!(of("failed"), Some(5));
    assert!(
        verdict.totals.iter().all(|it| it.told > 0),
        "{:?}",
        verdict.totals
    );
    let timeline = &run.timeline;
    assert!(timeline.len() > 3 && timeline.is_sorted_by_key(|point| point.at_ms));
    assert!(timeline.iter().all(|point| point.recorded <= point.told));
    theatre.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saturday_sells_through_the_shops_plain_links() {
    let theatre = Theatre::open(FAST, LONG).await;
    let plain = "line_items[0][price_data][currency]=usd\
        &line_items[0][price_data][unit_amount]=1500\
        &line_items[0][price_data][product_data][name]=Bagels\
        &line_items[0][quantity]=2";
    let asking = format!("{plain}&phone_number_collection[enabled]=true");
    let plain = theatre.ask("POST", "/v1/payment_links", plain).await;
    let asking = theatre.ask("POST", "/v1/payment_links", &asking).await;
    for link in [&plain, &asking] {
        let id = link["id"].as_str().unwrap();
        let known = async {
            while theatre.ledger.link(id).unwrap().is_none() {
                sleep(LOOK_EVERY).await;
            }
        };
        timeout(LONG, known).await.unwrap();
    }
    let run = theatre.play(PlayStory::BusySaturday).await;
    complete(&run);
    let paid = |link: &Value| {
        let id = link["id"].as_str().unwrap();
        theatre.ledger.link(id).unwrap().unwrap().1.paid
    };
    assert!(paid(&plain) > 0, "the shop's own link sells");
    assert_eq!(paid(&asking), 0, "one that asks for more is left alone");
    theatre.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_goes_as_it_was_chosen() {
    let theatre = Theatre::open(FAST, LONG).await;
    for (number, (course, answered, decided, status)) in (1..).zip([
        (
            DisputeCourse::Won,
            ActKind::EvidenceSent,
            ActKind::DisputeWon,
            "succeeded",
        ),
        (
            DisputeCourse::Lost,
            ActKind::EvidenceSent,
            ActKind::DisputeLost,
            "dispute_lost",
        ),
        (
            DisputeCourse::Unanswered,
            ActKind::NothingSent,
            ActKind::DisputeLost,
            "dispute_lost",
        ),
    ]) {
        let run = theatre.play(PlayStory::Dispute { course }).await;
        assert_eq!(run.number, number);
        assert_eq!(complete(&run).payments, 3);
        let acts = kinds(&run).into_iter();
        let of_the_dispute: Vec<_> = acts.filter(|kind| *kind != ActKind::Paid).collect();
        assert_eq!(of_the_dispute, [ActKind::Disputed, answered, decided]);
        let subject = run.subject.unwrap();
        let payment = theatre.ledger.payment(&subject).unwrap().unwrap();
        assert_eq!(payment.status.as_str(), status, "{course:?}");
        let dispute = payment.dispute.unwrap().id;
        let told = theatre
            .ask("GET", &format!("/v1/disputes/{dispute}"), "")
            .await;
        let has_evidence = told["evidence_details"]["has_evidence"] == true;
        assert_eq!(has_evidence, answered == ActKind::EvidenceSent, "{told}");
    }
    theatre.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn card_testing_is_declined_and_warned_of() {
    let theatre = Theatre::open(FAST, LONG).await;
    let run = theatre.play(PlayStory::CardTesting).await;
    let verdict = complete(&run);
    assert_eq!(
        (verdict.payments, verdict.paid, verdict.declined),
        (80, 4, 76)
    );
    // Others may still be trying cards when the bank warns.
    assert!(kinds(&run).contains(&ActKind::Warned));
    let subject = run.subject.unwrap();
    let events = theatre.ledger.payment_events(&subject).unwrap();
    let warned = |it: &str| it == "radar.early_fraud_warning.created";
    assert!(
        events
            .iter()
            .any(|it| it.event_type.as_deref().is_some_and(warned)),
        "the ledger has the warning: {events:?}"
    );
    theatre.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_loses_nothing() {
    // Slow enough for the counts to be taken while nothing gets through.
    let theatre = Theatre::open(4, LONG).await;
    let run = theatre.play(PlayStory::Outage).await;
    let verdict = complete(&run);
    assert_eq!(
        (verdict.payments, verdict.paid, verdict.declined),
        (36, 33, 3)
    );
    assert!(run.ledger.repeated > 0, "some came twice");
    let [outage] = run.outages[..] else {
        panic!("{:?}", run.outages);
    };
    // Customers went on meanwhile, and the ledger heard nothing of it.
    let meanwhile = run.timeline.iter();
    let meanwhile =
        meanwhile.filter(|it| (outage.from_ms..outage.to_ms.unwrap()).contains(&it.at_ms));
    let most_waiting = meanwhile.map(|it| it.told - it.recorded).max();
    assert!(most_waiting.unwrap() > 10, "{:?}", run.timeline);
    theatre.delivers().await;
    theatre.close().await;
}
