//! The bundle: what is shown is what is saved, and nothing of keys or customers is in it.

use std::io::Read;
use std::sync::Arc;

use countertop_app::backups::Plan;
use countertop_app::diagnostics::{Bundle, Sources, Tail};
use countertop_app::doctor::{Patient, examine};
use countertop_domain::{ActKind, UnixSeconds};
use countertop_receiver::{Clock, SystemClock};
use countertop_store::{Delivery, Ledger, Role};
use countertop_stripe_wire::UnverifiedEvent;
use serde_json::json;
use tracing_subscriber::layer::SubscriberExt as _;

/// What must be nowhere in a bundle.
const PLANTED: &[&str] = &[
    "ana@example.com",
    "Ana Ruiz",
    "+34 600",
    "Calle Mayor",
    "cus_Ana1",
    "sk_test_planted",
    "whsec_planted",
    "rk_live_planted",
    "pi_1_secret_planted",
    "4242",
    "birthday",
    "Bearer",
];

struct Noon;

impl Clock for Noon {
    fn now(&self) -> UnixSeconds {
        UnixSeconds(1_790_000_000)
    }
}

async fn planted(ledger: &Ledger) {
    let charge = json!({"id": "ch_1", "object": "charge", "amount": 500, "currency": "eur", "created": 5,
        "status": "succeeded", "captured": true, "payment_intent": "pi_1", "customer": "cus_Ana1",
        "description": "birthday cake", "client_secret": "pi_1_secret_planted",
        "billing_details": {"email": "ana@example.com", "name": "Ana Ruiz", "phone": "+34 600", "address": "Calle Mayor"},
        "payment_method_details": {"type": "card", "card": {"last4": "4242"}}});
    let event = json!({"id": "evt_1", "object": "event", "type": "charge.succeeded", "created": 5, "livemode": false,
        "data": {"object": charge}});
    let event = UnverifiedEvent::new(event.to_string().into_bytes()).from_api();
    ledger.record(event).await.unwrap();
    let text = "Ana Ruiz, ana@example.com".to_owned();
    ledger
        .record_act("pi_1", ActKind::Note { text })
        .await
        .unwrap();
    ledger
        .set_setting("api_key_by_mistake", "sk_test_planted")
        .await
        .unwrap();
    ledger
        .set_setting("last_currency", "eur whsec_planted ana@example.com")
        .await
        .unwrap();
    Plan::default().set(ledger).await.unwrap();
    for event in ["evt_Abc1", "evt_Ana Ruiz", "Ana Ruiz"] {
        ledger.note_delivery(Delivery {
            at: UnixSeconds(7),
            status: 400,
            code: Some("signature_mismatch".into()),
            event: Some(event.into()),
            bytes: 9,
            digest: None,
            count: 1,
            symptom: None,
        });
    }
}

fn logged(tail: &Tail) {
    let subscriber = tracing_subscriber::registry().with(tail.clone());
    tracing::subscriber::with_default(subscriber, || {
        tracing::info!(name = "Ana Ruiz", inputs = 3, "An order was handed over.");
        tracing::warn!(
            error = "the key sk_test_planted was refused for ana@example.com",
            "A call failed."
        );
        let header = "Bearer rk_live_planted";
        tracing::error!(header, ?header, customer = %"cus_Ana1", "A header.");
    });
}

#[tokio::test]
async fn nothing_of_keys_or_customers_is_in_a_bundle_and_what_is_shown_is_saved() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("shop");
    let ledger = Ledger::open(&folder, Role::Receiver).unwrap();
    planted(&ledger).await;
    assert!(ledger.wait_for_followers(super::LONG).unwrap());
    let tail = Tail::new(Arc::new(Noon));
    logged(&tail);
    let checkup = examine(Patient {
        folder: &folder,
        client: Err("the key rk_live_planted is no key".into()),
        secrets: Err("whsec_planted".into()),
        listen: None,
        clock: &SystemClock,
    })
    .await;
    let sources = Sources {
        ledger: Some(&ledger),
        checkup: &checkup,
        log: tail.lines(),
        home: Some(home.path()),
        version: "1.2.3",
        now: Noon.now(),
    };
    let bundle = Bundle::of(&sources).unwrap();
    let text = bundle.text();
    let found: Vec<_> = PLANTED.iter().filter(|it| text.contains(**it)).collect();
    assert_eq!(found, Vec::<&&str>::new(), "{text}");
    assert!(
        !text.contains(home.path().to_str().unwrap()),
        "the home is the user's"
    );
    for part in [
        "\"version\": \"1.2.3\"",
        "\"events\": 1",
        "~/shop",
        "signature_mismatch",
        "evt_Abc1",
        "An order was handed over.",
        "inputs=3",
        "1790000000 WARN",
        "\"healthy\": false",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }

    let (to, again) = (
        home.path().join("bundle.zip"),
        home.path().join("again.zip"),
    );
    bundle.save(&to).unwrap();
    bundle.save(&again).unwrap();
    assert!(bundle.save(&to).is_err(), "nothing is replaced");
    assert_eq!(std::fs::read(&to).unwrap(), std::fs::read(again).unwrap());
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&to).unwrap()).unwrap();
    let mut saved = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        saved.push((file.name().unwrap().to_string(), text));
    }
    let shown: Vec<_> = bundle
        .files()
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.clone()))
        .collect();
    assert_eq!(saved, shown);
}

#[test]
fn of_a_long_log_the_newest_lines_are_kept() {
    let tail = Tail::new(Arc::new(Noon));
    let subscriber = tracing_subscriber::registry().with(tail.clone());
    tracing::subscriber::with_default(subscriber, || {
        for number in 0..600 {
            tracing::info!(number, "A line\nwith a break {}", "é".repeat(900));
        }
    });
    let lines = tail.lines();
    assert_eq!(lines.len(), 500);
    assert!(
        lines
            .iter()
            .all(|it| it.len() <= 1000 && !it.contains('\n'))
    );
}
