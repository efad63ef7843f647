//! Links, made through the API of a practice store.

use serde_json::{Value, json};

use crate::practice::{Practice, TEA};
use crate::program::{Running, run};
use crate::serve;

#[test]
fn a_link_is_made_listed_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let practice = Practice::open(&folder.path().join("practice"), &[]);
    let mut with_quantity = TEA.to_vec();
    with_quantity.extend(["--quantity", "3"]);
    let made = practice.run(&ledger, &with_quantity).json();
    let id = made["id"].as_str().unwrap();
    assert!(id.starts_with("plink_"), "{made}");
    assert!(
        made["url"].as_str().unwrap().starts_with(&practice.url),
        "{made}"
    );
    for (field, expected) in [
        ("active", json!(true)),
        ("name", json!("Tea")),
        ("amount", json!(1350)),
        ("currency", json!("gbp")),
        ("quantity", json!(3)),
        ("livemode", json!(false)),
        ("paid", json!(0)),
        ("revenue", json!(0)),
    ] {
        assert_eq!(made[field], expected, "{field}");
    }
    assert_eq!(
        made["items"],
        json!([{"name": "Tea", "unit_amount": 450, "currency": "gbp", "quantity": 3}])
    );
    // With and without the API the same link is listed and shown.
    for ran in [
        practice.run(&ledger, &["links", "list", "--json"]),
        run(&ledger, ["links", "list", "--json"]),
        practice.run(&ledger, &["links", "show", id]),
        run(&ledger, ["links", "show", id]),
    ] {
        assert_eq!(ran.json(), made);
        assert!(ran.stderr.is_empty(), "{ran:?}");
    }
}

#[test]
fn a_file_holds_the_apis_own_parameters() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let practice = Practice::open(&folder.path().join("practice"), &[]);
    let parameters = json!({
        "line_items": [{
            "quantity": 2,
            "price_data": {
                "currency": "jpy", "unit_amount": 500, "product_data": { "name": "Matcha" },
            },
        }],
        "metadata": { "shelf": "7" },
    });
    let file = folder.path().join("link.json");
    std::fs::write(&file, parameters.to_string()).unwrap();
    let made = practice
        .run(
            &ledger,
            &["links", "create", "--file", file.to_str().unwrap()],
        )
        .json();
    assert_eq!(made["amount"], 1000);
    assert_eq!(made["metadata"]["shelf"], "7");
    assert_eq!(made["metadata"]["made_with"], "countertop");

    std::fs::write(
        &file,
        r#"{"line_items":[{"price":"price_none","quantity":1}]}"#,
    )
    .unwrap();
    let ran = practice.run(
        &ledger,
        &["links", "create", "--file", file.to_str().unwrap()],
    );
    assert!(ran.refusal(1).contains("price_none"), "{ran:?}");
}

#[test]
fn what_others_made_is_learned_from_the_api() {
    let folder = tempfile::tempdir().unwrap();
    let practice = Practice::open(&folder.path().join("practice"), &[]);
    let made = practice.run(&folder.path().join("elsewhere"), &TEA).json();
    let id = made["id"].as_str().unwrap();
    let here = folder.path().join("here");
    assert_eq!(run(&here, ["links", "list", "--json"]).text(), "");
    let shown = practice.run(&here, &["links", "show", id]).json();
    assert_eq!(
        (&shown["name"], &shown["url"]),
        (&made["name"], &made["url"])
    );
    let second = practice.run(&folder.path().join("elsewhere"), &TEA).json();
    let listed = practice
        .run(&here, &["links", "list", "--json"])
        .json_lines();
    let mut ids: Vec<&Value> = listed.iter().map(|it| &it["id"]).collect();
    ids.sort_by_key(|id| id.as_str());
    let mut expected = vec![&made["id"], &second["id"]];
    expected.sort_by_key(|id| id.as_str());
    assert_eq!(ids, expected);
}

#[test]
fn without_the_api_the_ledger_answers_with_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let practice = Practice::open(&folder.path().join("practice"), &[]);
    let made = practice.run(&ledger, &TEA).json();
    let id = made["id"].as_str().unwrap();
    let wrong_key = |args: &[&str]| {
        let mut command = practice.client(&ledger);
        command.env("COUNTERTOP_API_KEY", "sk_test_notthisone");
        crate::program::finish(command.args(args))
    };
    for args in [&["links", "list", "--json"][..], &["links", "show", id]] {
        let ran = wrong_key(args);
        assert_eq!(ran.json(), made);
        assert!(
            ran.stderr.starts_with("note: ") && ran.stderr.lines().count() == 1,
            "{ran:?}"
        );
        assert!(!ran.stderr.contains("notthisone"), "{ran:?}");
    }
    let ran = wrong_key(&TEA);
    assert!(
        ran.refusal(1).contains("does not accept the API key"),
        "{ran:?}"
    );
    let ran = wrong_key(&["links", "show", "plink_none"]);
    assert!(
        ran.refusal(1).contains("does not accept the API key"),
        "{ran:?}"
    );
}

#[test]
fn what_came_in_through_a_link_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let mut receiver = Running::start(serve::serve(folder.path()).arg("--follow"));
    let url = serve::ready(&mut receiver, folder.path());
    let secret = folder.path().join("secret");
    let practice = Practice::open(
        &folder.path().join("practice"),
        &[
            "--webhook-url",
            &url,
            "--webhook-secret-file",
            secret.to_str().unwrap(),
        ],
    );
    assert_eq!(practice.webhook_secret.as_deref(), Some(serve::SECRET));
    let link = practice.run(&ledger, &TEA).json();
    let id = link["id"].as_str().unwrap();
    let paid = practice.pay(id);
    assert_eq!(paid["status"], "succeeded");
    let payment = loop {
        let payment = receiver.json();
        if payment["status"] == "succeeded" && payment["payment_link"] == link["id"] {
            break payment;
        }
    };
    assert_eq!(payment["id"], paid["payment_intent"]);
    let shown = practice.run(&ledger, &["links", "show", id]).json();
    assert_eq!(
        (&shown["paid"], &shown["revenue"]),
        (&json!(1), &json!(450))
    );
    let listed = run(&ledger, ["payments", "list", "--json", "--link", id]).json();
    assert_eq!(listed["id"], payment["id"]);
    assert_eq!(
        run(&ledger, ["db", "check"]).json()["sound"],
        true,
        "also beside a receiver"
    );
}
