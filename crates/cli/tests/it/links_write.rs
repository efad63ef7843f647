//! Links that are made from files, changed, closed and made once more.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::program::{Ran, run};
use crate::shop::Shop;

struct Writer {
    shop: Shop,
}

impl Writer {
    fn open() -> Self {
        Self {
            shop: Shop::open(&[]),
        }
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.shop.practice.run(&self.shop.ledger(), args)
    }

    fn file(&self, parameters: &Value) -> PathBuf {
        let path = self.shop.folder.path().join("parameters.json");
        std::fs::write(&path, parameters.to_string()).unwrap();
        path
    }

    fn create(&self, parameters: &Value, more: &[&str]) -> Ran {
        let file = self.file(parameters);
        let mut args = vec!["links", "create", "--file", text(&file)];
        args.extend(more);
        self.run(&args)
    }

    fn links(&self) -> usize {
        self.shop.api("payment_links?limit=100")["data"]
            .as_array()
            .unwrap()
            .len()
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn tea(unit_amount: i64) -> Value {
    json!({
        "line_items": [{
            "quantity": 2,
            "adjustable_quantity": { "enabled": true, "maximum": 9 },
            "price_data": {
                "currency": "gbp", "unit_amount": unit_amount, "product_data": { "name": "Tea ☕ شاي" },
            },
        }],
        "phone_number_collection": { "enabled": "true" },
        "metadata": { "shelf": "7" },
    })
}

#[test]
fn the_same_key_makes_one_link() {
    let writer = Writer::open();
    let made = writer.create(&tea(450), &["--once", "row-1"]).json();
    assert_eq!(made["metadata"]["countertop_key"], "row-1");
    assert_eq!(made["name"], "Tea ☕ شاي");
    assert_eq!(
        writer.create(&tea(450), &["--once", "row-1"]).json()["id"],
        made["id"]
    );
    let ran = writer.create(&tea(460), &["--once", "row-1"]);
    assert!(
        ran.refusal(1).contains(made["id"].as_str().unwrap()),
        "{ran:?}"
    );
    assert_eq!(writer.links(), 1);
    assert_ne!(writer.create(&tea(450), &[]).json()["id"], made["id"]);
    let ran = writer.create(&tea(450), &["--once", "two words"]);
    assert!(ran.refusal(2).contains("--once"), "{ran:?}");
}

#[test]
fn a_wrong_file_names_the_parameter_and_the_rule() {
    let writer = Writer::open();
    for (parameters, param) in [
        (tea(10), "line_items[0][price_data][unit_amount]"),
        (json!({ "line_item": [{ "quantity": 1 }] }), "line_item: "),
        (json!({ "line_items": [] }), "line_items"),
        (
            json!({ "line_items": [{ "price": "price_none", "quantity": 1 }] }),
            "line_items[0][price]",
        ),
    ] {
        let ran = writer.create(&parameters, &[]);
        assert!(ran.refusal(1).contains(param), "{ran:?}");
    }
    assert_eq!(writer.links(), 0, "nothing was sent");
}

#[test]
fn a_link_is_changed_closed_and_opened() {
    let writer = Writer::open();
    let made = writer.create(&tea(450), &[]).json();
    let id = made["id"].as_str().unwrap();
    let change = writer.file(&json!({
        "inactive_message": "Sold out.", "metadata": { "shelf": "8" },
        "restrictions": { "completed_sessions": { "limit": 5 } },
    }));
    let changed = writer
        .run(&["links", "update", id, "--file", text(&change)])
        .json();
    assert_eq!(
        (&changed["id"], &changed["metadata"]["shelf"]),
        (&made["id"], &json!("8"))
    );
    assert_eq!(
        writer.shop.api(&format!("payment_links/{id}"))["inactive_message"],
        "Sold out."
    );
    let change = writer.file(&json!({ "currency": "usd" }));
    let ran = writer.run(&["links", "update", id, "--file", text(&change)]);
    let told = ran.refusal(1);
    assert!(
        told.contains("currency") && told.contains("links duplicate"),
        "{told}"
    );
    let change = writer.file(&json!({ "submit_type": "sing" }));
    let ran = writer.run(&["links", "update", id, "--file", text(&change)]);
    assert!(ran.refusal(1).contains("submit_type"), "{ran:?}");

    for (word, active) in [
        ("deactivate", false),
        ("deactivate", false),
        ("activate", true),
    ] {
        let link = writer.run(&["links", word, id]).json();
        assert_eq!(
            (&link["id"], &link["active"]),
            (&made["id"], &json!(active))
        );
        let known = run(&writer.shop.ledger(), ["links", "show", id]).json();
        assert_eq!(known["active"], active);
    }
    let ran = writer.run(&["links", "deactivate", "plink_none"]);
    assert!(ran.refusal(1).contains("plink_none"), "{ran:?}");
    let ran = run(&writer.shop.ledger(), ["links", "activate", id]);
    assert!(ran.refusal(1).contains("there is no API key"), "{ran:?}");
}

#[test]
fn a_closed_link_that_the_ledger_does_not_know_is_duplicated() {
    let writer = Writer::open();
    let elsewhere = writer.shop.folder.path().join("elsewhere");
    let file = writer.file(&tea(450));
    let practice = &writer.shop.practice;
    let made = practice
        .run(&elsewhere, &["links", "create", "--file", text(&file)])
        .json();
    let id = made["id"].as_str().unwrap();
    practice
        .run(&elsewhere, &["links", "deactivate", id])
        .json();
    let copy = writer
        .run(&["links", "duplicate", id, "--once", "copy"])
        .json();
    assert_ne!(copy["id"], made["id"]);
    assert_eq!(copy["active"], true);
    for field in ["name", "amount", "currency", "items"] {
        assert_eq!(copy[field], made[field], "{field}");
    }
    assert_eq!(copy["metadata"]["shelf"], "7");
    assert_eq!(
        copy["metadata"]["countertop_key"], "copy",
        "not the other's"
    );
    let whole = writer
        .shop
        .api(&format!("payment_links/{}", copy["id"].as_str().unwrap()));
    assert_eq!(whole["phone_number_collection"]["enabled"], true);
    let again = writer
        .run(&["links", "duplicate", id, "--once", "copy"])
        .json();
    assert_eq!(again["id"], copy["id"]);
    let ran = writer.run(&["links", "duplicate", "plink_none"]);
    assert!(ran.refusal(1).contains("plink_none"), "{ran:?}");
}

#[test]
fn a_price_that_is_not_sold_any_more_is_made_anew() {
    let writer = Writer::open();
    let made = writer.create(&tea(450), &[]).json();
    let id = made["id"].as_str().unwrap();
    let items = writer.shop.api(&format!("payment_links/{id}/line_items"));
    let price = items["data"][0]["price"]["id"].as_str().unwrap().to_owned();
    let product = items["data"][0]["price"]["product"]
        .as_str()
        .unwrap()
        .to_owned();
    for path in [format!("prices/{price}"), format!("products/{product}")] {
        writer.shop.post(&path, "active=false");
    }
    let copy = writer.run(&["links", "duplicate", id]).json();
    assert_eq!(
        (&copy["name"], &copy["amount"]),
        (&made["name"], &made["amount"])
    );
}
