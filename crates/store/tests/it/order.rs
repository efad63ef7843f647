//! Any order, any duplication, any source, any batches and any restart give the same rows.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use countertop_domain::UnixSeconds;
use countertop_store::{Fetched, Ledger, PaymentFilter, Role, rebuild_ledger};
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::dump::dump;
use crate::histories::{event, eventful_sale, shop};
use crate::model::{Pace, any_history};
use crate::sequences::{self, Sequence};
use crate::telling::{Input, in_order, shuffled, tell};

fn inputs(events: &[Value]) -> Vec<Input> {
    events.iter().cloned().map(Input::Event).collect()
}

/// The payments of a ledger, by id.
fn payments(folder: &TempDir) -> BTreeMap<String, Value> {
    let ledger = Ledger::open(folder.path(), Role::Receiver).unwrap();
    let page = ledger.payments(&PaymentFilter::default()).unwrap();
    let payments = page.rows.iter().map(|payment| {
        let json = serde_json::to_value(payment).unwrap();
        (payment.id.clone(), json)
    });
    let payments = payments.collect();
    ledger.close();
    payments
}

/// The rows of a ledger, after making sure that a rebuild gives the same.
fn rows(folder: &TempDir) -> String {
    let before = dump(folder.path());
    rebuild_ledger(folder.path(), &mut |_| {}).unwrap();
    let after = dump(folder.path());
    assert_eq!(after, before, "a rebuild gives the same rows");
    before
}

fn check(sequence: &Sequence, folder: &TempDir) {
    let payments = payments(folder);
    let expected: Vec<_> = sequence.payments.iter().map(|(id, _)| *id).collect();
    let found: Vec<_> = payments.keys().map(String::as_str).collect();
    assert_eq!(found, expected, "{}", sequence.name);
    for (id, fields) in &sequence.payments {
        for (field, value) in fields.as_object().unwrap() {
            let found = &payments[*id][field];
            assert_eq!(found, value, "{field} of {}", sequence.name);
        }
    }
}

#[test]
fn each_sale_ends_as_stripe_says() {
    for sequence in sequences::all() {
        let inputs = inputs(&sequence.events);
        check(&sequence, &tell(&inputs, &in_order(&inputs)));
    }
}

#[test]
fn each_step_shows_the_state_of_the_sale() {
    let events = eventful_sale();
    for (steps, status, refunded) in [
        (1, "incomplete", 0),
        (3, "failed", 0),
        (5, "succeeded", 0),
        (8, "partially_refunded", 1000),
        (9, "partially_refunded", 1000),
        (10, "succeeded", 0),
        (11, "disputed", 0),
        (12, "dispute_lost", 0),
        (13, "succeeded", 0),
    ] {
        let inputs = inputs(&events[..steps]);
        let payments = payments(&tell(&inputs, &in_order(&inputs)));
        let payment = &payments["pi_1"];
        assert_eq!(payment["status"], status, "after {steps} events");
        assert_eq!(payment["amount_refunded"], refunded, "after {steps} events");
    }
}

#[tokio::test]
async fn an_answer_read_again_is_newer_than_what_came_between() {
    let shop = shop();
    let link = |active: bool| {
        json!({"id": "plink_1", "object": "payment_link", "active": active,
            "url": "https://buy.stripe.com/x"})
    };
    let mut changes = shop.ledger.subscribe();
    for at in [50, 55, 60, 70] {
        let answer = Fetched {
            request_id: format!("req_{at}"),
            at: UnixSeconds(at),
            body: link(true).to_string().into_bytes(),
        };
        shop.ledger.record_fetched(answer).await.unwrap();
    }
    let closed = event("evt_1", 65, "payment_link.updated", &link(false));
    shop.tell(&closed).await;
    let (row, _) = shop.ledger.link("plink_1").unwrap().unwrap();
    assert!(row.active, "it was opened again before the last reading");
    assert_eq!(row.created, UnixSeconds(50));
    assert!(!changes.recv().await.unwrap().links.is_empty());
    assert!(changes.try_recv().is_err(), "the row is what it was");
    let answers = kept_answers(shop.folder.path());
    assert_eq!(answers, [50, 70], "the first and the last");
    assert_eq!(shop.ledger.check().unwrap(), []);
}

/// When the answers that the ledger keeps were read.
fn kept_answers(folder: &Path) -> Vec<i64> {
    let connection = Connection::open(folder.join("ledger.sqlite")).unwrap();
    let mut statement = connection
        .prepare("SELECT at FROM fetched ORDER BY at")
        .unwrap();
    let times = statement.query_map([], |row| row.get(0)).unwrap();
    times.map(Result::unwrap).collect()
}

/// The rows of each sale as it is told in order.
fn plain_rows() -> &'static [String] {
    static ROWS: OnceLock<Vec<String>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let sales = sequences::all().into_iter();
        let inputs = sales.map(|sale| inputs(&sale.events));
        inputs.map(|it| rows(&tell(&it, &in_order(&it)))).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_sale_ends_the_same_however_it_is_told(
        at in 0..sequences::all().len(),
        seed: u64,
    ) {
        let sequence = sequences::all().swap_remove(at);
        let inputs = inputs(&sequence.events);
        let told = tell(&inputs, &shuffled(&inputs, seed));
        check(&sequence, &told);
        prop_assert_eq!(&rows(&told), &plain_rows()[at]);
    }

    #[test]
    fn any_history_ends_in_the_truth(history in any_history(Pace::Steady), seed: u64) {
        let payments = payments(&tell(&history.inputs, &shuffled(&history.inputs, seed)));
        for (id, truth) in &history.truth {
            for (field, value) in truth.as_object().unwrap() {
                prop_assert_eq!(&payments[id][field], value, "{} of {}", field, id);
            }
        }
    }

    #[test]
    fn any_history_ends_the_same_however_it_is_told(
        history in any_history(Pace::Crowded),
        seed: u64,
    ) {
        let told = tell(&history.inputs, &shuffled(&history.inputs, seed));
        let plain = tell(&history.inputs, &in_order(&history.inputs));
        prop_assert_eq!(rows(&told), rows(&plain));
    }
}
