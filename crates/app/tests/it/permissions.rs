//! What a key may do, tried on a real practice store with restricted keys.

use countertop_app::permissions::{
    CheckError, Feature, KeyCheck, Outcome, Reach, check, key_page, recognise, wanted,
};
use countertop_domain::Mode;
use secrecy::SecretString;
use serde_json::{Map, Value, json};

use crate::account::{Account, client};

/// What a key must be given for everything, as the control door names it.
const ALL: &[(&str, &str)] = &[
    ("account", "read"),
    ("balance_transactions", "read"),
    ("charges", "read"),
    ("checkout_sessions", "read"),
    ("disputes", "read"),
    ("events", "read"),
    ("invoices", "read"),
    ("payment_intents", "read"),
    ("payment_links", "write"),
    ("payouts", "read"),
    ("prices", "write"),
    ("products", "write"),
    ("subscriptions", "read"),
    ("webhook_endpoints", "write"),
];

impl Account {
    async fn restricted(&self, permissions: &Map<String, Value>) -> SecretString {
        let made = self
            .practice("keys", json!({ "permissions": permissions }))
            .await;
        SecretString::from(made["key"].as_str().unwrap().to_owned())
    }

    async fn checked(&self, key: SecretString) -> Result<KeyCheck, CheckError> {
        let before = self.practice_state().await;
        let checked = check(&client(&self.sandbox.base_url(), key)).await;
        assert_eq!(
            self.practice_state().await,
            before,
            "the check changed something"
        );
        checked
    }

    async fn practice_state(&self) -> Value {
        let url = format!("{}/_practice/state", self.sandbox.base_url());
        let answer = countertop_sandbox::local_client()
            .unwrap()
            .get(url)
            .send()
            .await
            .unwrap();
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }
}

fn all() -> Map<String, Value> {
    let all = ALL.iter();
    all.map(|(name, access)| ((*name).to_owned(), json!(access)))
        .collect()
}

fn reaches(check: &KeyCheck) -> Vec<(Feature, Reach)> {
    check
        .features
        .iter()
        .map(|it| (it.feature, it.reach()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_with_every_permission_does_everything() {
    let account = Account::open().await;
    for key in [
        account.sandbox.api_key().clone(),
        account.restricted(&all()).await,
    ] {
        let checked = account.checked(key).await.unwrap();
        assert_eq!(checked.account.name.as_deref(), Some("Harbour Bakery"));
        assert!(checked.account.id.as_str().starts_with("acct_"));
        assert!(checked.is_usable());
        for (feature, reach) in reaches(&checked) {
            let expected = match feature {
                Feature::StripeCli => Reach::Unknown,
                _ => Reach::Whole,
            };
            assert_eq!(reach, expected, "{feature:?}");
        }
        let cli = checked.features.last().unwrap();
        assert_eq!(cli.permissions[0].outcome, Outcome::NotTried);
        assert!(cli.sentence().unwrap().contains("cannot be tried"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_missing_permission_is_named_with_what_it_costs() {
    let account = Account::open().await;
    for (given, feature, named) in [
        ("account", Feature::Account, "Accounts (read)"),
        (
            "balance_transactions",
            Feature::Payments,
            "Balance transaction sources (read)",
        ),
        ("charges", Feature::Payments, "Charges and Refunds (read)"),
        (
            "checkout_sessions",
            Feature::Payments,
            "Checkout Sessions (read)",
        ),
        ("disputes", Feature::Payouts, "Disputes (read)"),
        ("events", Feature::CatchUp, "Events (read)"),
        ("invoices", Feature::Subscriptions, "Invoices (read)"),
        (
            "payment_intents",
            Feature::Payments,
            "PaymentIntents (read)",
        ),
        ("payment_links", Feature::Links, "Payment Links (write)"),
        ("payouts", Feature::Payouts, "Payouts (read)"),
        ("prices", Feature::Links, "Prices (write)"),
        ("products", Feature::Links, "Products (write)"),
        (
            "subscriptions",
            Feature::Subscriptions,
            "Subscriptions (read)",
        ),
        (
            "webhook_endpoints",
            Feature::Webhooks,
            "Webhook Endpoints (write)",
        ),
    ] {
        let mut permissions = all();
        permissions.remove(given);
        let key = account.restricted(&permissions).await;
        let checked = account.checked(key).await.unwrap();
        assert!(checked.account.id.as_str().starts_with("acct_"), "{given}");
        assert!(checked.is_usable(), "{given}");
        for row in &checked.features {
            let expected = if row.feature == feature {
                Reach::Missing
            } else if row.feature == Feature::StripeCli {
                Reach::Unknown
            } else {
                Reach::Whole
            };
            assert_eq!(row.reach(), expected, "without {given}: {:?}", row.feature);
            if row.feature != feature {
                continue;
            }
            let sentence = row.sentence().unwrap();
            assert_eq!(
                sentence,
                format!("The key lacks the permission {named}. {}", feature.cost())
            );
            let missing = row
                .permissions
                .iter()
                .find(|it| it.outcome != Outcome::Works);
            let missing = missing.unwrap();
            assert_eq!(
                missing.outcome,
                Outcome::Missing(vec![missing.permission.stripe.to_owned()])
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_is_not_enough_where_something_is_made() {
    let account = Account::open().await;
    let mut permissions = all();
    permissions.insert("products".into(), json!("read"));
    permissions.insert("prices".into(), json!("read"));
    let checked = account
        .checked(account.restricted(&permissions).await)
        .await
        .unwrap();
    let links = checked
        .features
        .iter()
        .find(|it| it.feature == Feature::Links)
        .unwrap();
    let sentence = links.sentence().unwrap();
    assert!(
        sentence.contains("the permissions Products (write) and Prices (write)"),
        "{sentence}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_hears_of_nothing_is_of_no_use() {
    let account = Account::open().await;
    let mut permissions = all();
    permissions.remove("events");
    permissions.remove("webhook_endpoints");
    let checked = account
        .checked(account.restricted(&permissions).await)
        .await
        .unwrap();
    assert!(!checked.is_usable());
    let checked = account
        .checked(account.restricted(&Map::new()).await)
        .await
        .unwrap();
    assert!(
        !checked.is_usable(),
        "a key that may do nothing still names its account"
    );
    assert_eq!(checked.account.name, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_stripe_does_not_know_is_said_to_be_wrong() {
    let account = Account::open().await;
    let unknown = SecretString::from("rk_test_51NobodyHasThisKey000000");
    let error = account.checked(unknown).await.unwrap_err().to_string();
    assert!(error.contains("does not accept the API key"), "{error}");
    assert!(!error.contains("Nobody"), "{error}");

    let url = account.sandbox.base_url();
    let key = account.sandbox.api_key().clone();
    account.sandbox.shutdown().await.unwrap();
    let error = check(&client(&url, key)).await.unwrap_err().to_string();
    assert!(error.contains("no answer from 127.0.0.1"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stripe_does_not_answer_clearly_is_not_called_missing() {
    let account = Account::open().await;
    account
        .practice("faults", json!({"api_500": 0.6, "seed": 3}))
        .await;
    let key = account.sandbox.api_key().clone();
    let mut unclear = 0;
    for _ in 0..12 {
        // Where the account itself cannot be read, nothing can be said.
        let Ok(checked) = check(&client(&account.sandbox.base_url(), key.clone())).await else {
            continue;
        };
        for row in checked.features {
            assert_ne!(row.reach(), Reach::Missing, "{row:?}");
            unclear += row
                .permissions
                .iter()
                .filter(|it| matches!(it.outcome, Outcome::Unclear(_)))
                .count();
        }
    }
    assert!(unclear > 0);
}

#[test]
fn the_page_for_a_new_key_has_the_permissions_chosen() {
    for (mode, start) in [
        (
            Mode::Test,
            "https://dashboard.stripe.com/test/apikeys/create?name=Countertop",
        ),
        (
            Mode::Live,
            "https://dashboard.stripe.com/apikeys/create?name=Countertop",
        ),
    ] {
        let page = key_page(mode);
        assert!(page.starts_with(start), "{page}");
        assert_eq!(wanted(mode).count(), ALL.len());
        for permission in wanted(mode) {
            assert!(page.contains(&format!("&permissions%5B%5D=rak_{}", permission.stripe)));
        }
    }
    assert!(!Feature::all(Mode::Live).contains(&Feature::StripeCli));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_practice_stores_own_texts_are_told_apart() {
    let account = Account::open().await;
    let publishable = SecretString::from(account.sandbox.publishable_key().to_owned());
    let sentence = recognise(&publishable).unwrap_err().to_string();
    assert!(
        sentence.starts_with("this is a publishable key"),
        "{sentence}"
    );
    let restricted = account.restricted(&all()).await;
    assert_eq!(recognise(&restricted).unwrap().mode, Mode::Test);
}
