//! What a customer gets for a code, or is told.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{code, coupon, open_link, session_of};
use crate::support::Store;

#[tokio::test]
async fn a_code_takes_off_what_its_coupon_says() {
    let store = Store::open().await;
    let cakes = json!([
        { "price_data": { "currency": "eur", "product_data": { "name": "Cake" }, "unit_amount": 3333 }, "quantity": 1 },
        { "price_data": { "currency": "eur", "product_data": { "name": "Loaf" }, "unit_amount": 667 }, "quantity": 2 },
    ]);
    let link = open_link(&store, json!({ "line_items": cakes })).await;
    let items = format!(
        "/v1/payment_links/{}/line_items",
        link["id"].as_str().unwrap()
    );
    let items = store.get(&items, json!({})).await;
    let loaf = items["data"][1]["price"]["product"].clone();
    for (name, coupon_of, off) in [
        ("TEN", json!({}), vec![334, 133]),
        ("THIRD", json!({ "percent_off": "33.33" }), vec![1111, 445]),
        (
            "FIVE",
            json!({ "amount_off": 500, "currency": "eur" }),
            vec![357, 143],
        ),
        (
            "LOAF",
            json!({ "percent_off": 50, "applies_to": { "products": [loaf] } }),
            vec![0, 667],
        ),
        (
            "MUCH",
            json!({ "amount_off": 9000, "currency": "eur", "applies_to": { "products": [loaf] } }),
            vec![0, 1334],
        ),
        (
            "OPTION",
            json!({ "amount_off": 700, "currency": "usd", "currency_options": { "eur": { "amount_off": 600 } } }),
            vec![428, 172],
        ),
    ] {
        let coupon = coupon(&store, coupon_of).await;
        let code = code(&store, &coupon, name, json!({})).await;
        let typed = name.to_lowercase();
        let (status, paid) = store
            .door(json!({ "payment_link": link["id"], "promotion_code": format!(" {typed} ") }))
            .await;
        assert_eq!(status, StatusCode::OK, "{name} {paid}");
        let session = session_of(&store, &paid).await;
        let sum: i64 = off.iter().sum();
        let taken: Vec<_> = session["line_items"]["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["amount_discount"].as_i64().unwrap())
            .collect();
        assert_eq!(taken, off, "{name}");
        for (item, off) in session["line_items"]["data"]
            .as_array()
            .unwrap()
            .iter()
            .zip(&off)
        {
            let subtotal = item["amount_subtotal"].as_i64().unwrap();
            assert_eq!(item["amount_total"], subtotal - off, "{name}");
        }
        assert_eq!(session["amount_subtotal"], 4667);
        assert_eq!(session["amount_total"], 4667 - sum, "{name}");
        assert_eq!(session["payment_intent"]["amount"], 4667 - sum);
        assert_eq!(session["total_details"]["amount_discount"], sum);
        let breakdown = &session["total_details"]["breakdown"]["discounts"][0];
        assert_eq!(breakdown["amount"], sum);
        assert_eq!(breakdown["discount"]["promotion_code"], code["id"]);
        assert_eq!(breakdown["discount"]["source"]["coupon"], coupon["id"]);
        assert_eq!(session["discounts"][0]["promotion_code"]["code"], name);
        let of_line = &session["line_items"]["data"][1]["discounts"][0]["amount"];
        assert_eq!(*of_line, off[1], "{name}");
        for (path, id) in [("coupons", &coupon["id"]), ("promotion_codes", &code["id"])] {
            let path = format!("/v1/{path}/{}", id.as_str().unwrap());
            assert_eq!(
                store.get(&path, json!({})).await["times_redeemed"],
                1,
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn all_of_it_off_is_nothing_to_pay() {
    let store = Store::open().await;
    let all = coupon(&store, json!({ "percent_off": 100 })).await;
    code(&store, &all, "GIFT", json!({})).await;
    let link = open_link(&store, json!({})).await;
    let (_, paid) = store
        .door(json!({ "payment_link": link["id"], "promotion_code": "GIFT" }))
        .await;
    assert_eq!(paid["payment_intent"], Value::Null, "{paid}");
    let session = session_of(&store, &paid).await;
    assert_eq!(session["payment_status"], "no_payment_required");
    assert_eq!(session["amount_total"], 0);
    let (status, answer) = {
        let most = coupon(&store, json!({ "amount_off": 8640, "currency": "eur" })).await;
        code(&store, &most, "NEARLY", json!({})).await;
        store
            .door(json!({ "payment_link": link["id"], "promotion_code": "NEARLY" }))
            .await
    };
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(
        answer["error"].as_str().unwrap().contains("between €0.50"),
        "{answer}"
    );
}

/// Makes codes of every kind; all but ENDED are active.
async fn make_codes(store: &Store) {
    let ten = coupon(store, json!({})).await;
    let once = coupon(store, json!({ "max_redemptions": 1 })).await;
    let dollars = coupon(store, json!({ "amount_off": 100, "currency": "usd" })).await;
    let loaf = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let of_loaf = json!({ "applies_to": { "products": [loaf["id"]] } });
    let of_loaf = coupon(store, of_loaf).await;
    let ada = store.post("/v1/customers", json!({ "name": "Ada" })).await;
    let minimum = json!({ "minimum_amount": 9000, "minimum_amount_currency": "eur" });
    // What the order comes to, to the cent.
    let just = json!({ "minimum_amount": 8650, "minimum_amount_currency": "eur" });
    let in_dollars = json!({ "minimum_amount": 900, "minimum_amount_currency": "usd" });
    let first = json!({ "first_time_transaction": true });
    let ended = code(store, &ten, "ENDED", json!({})).await;
    let ended = format!("/v1/promotion_codes/{}", ended["id"].as_str().unwrap());
    store.post(&ended, json!({ "active": false })).await;
    code(store, &ten, "SINGLE", json!({ "max_redemptions": 1 })).await;
    code(store, &once, "ONCE", json!({})).await;
    code(store, &dollars, "DOLLARS", json!({})).await;
    code(store, &of_loaf, "LOAF", json!({})).await;
    code(store, &ten, "ADA", json!({ "customer": ada["id"] })).await;
    code(store, &ten, "BIG", json!({ "restrictions": minimum })).await;
    code(store, &ten, "JUST", json!({ "restrictions": just })).await;
    code(store, &ten, "USD9", json!({ "restrictions": in_dollars })).await;
    code(store, &ten, "FIRST", json!({ "restrictions": first })).await;
}

/// What pays a link with a code.
fn pay(link: &Value, code: &str) -> Value {
    let email = "bela@example.com";
    json!({ "payment_link": link["id"], "promotion_code": code, "email": email })
}

/// A link that was paid with each of these codes, by one and the same customer.
async fn paid_with(store: &Store, codes: &[&str]) -> Value {
    let link = open_link(store, json!({})).await;
    for good in codes {
        let (status, paid) = store.door(pay(&link, good)).await;
        assert_eq!(status, StatusCode::OK, "{good} {paid}");
    }
    link
}

#[tokio::test]
async fn a_code_is_refused_in_a_plain_sentence() {
    let store = Store::open().await;
    make_codes(&store).await;
    let link = paid_with(&store, &["FIRST", "SINGLE", "ONCE", "JUST"]).await;
    for (typed, sentence) in [
        ("NOTHING", "There is no such code."),
        ("ENDED", "This code is no longer valid."),
        ("SINGLE", "This code was used as often as it may be."),
        ("ONCE", "This code is no longer valid."),
        ("DOLLARS", "This code is not for payments in EUR."),
        ("LOAF", "This code is for other products."),
        ("ADA", "This code is for another customer."),
        ("BIG", "This code is for orders of at least €90.00."),
        ("USD9", "This code is not for payments in EUR."),
        ("FIRST", "This code is for a first order only."),
    ] {
        let (status, answer) = store.door(pay(&link, typed)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{typed}");
        assert_eq!(
            answer["error"],
            format!("promotion_code: {sentence}"),
            "{typed}"
        );
    }
    let closed = store.link(json!({})).await;
    let (_, answer) = store
        .door(json!({ "payment_link": closed["id"], "promotion_code": "FIRST" }))
        .await;
    assert!(
        answer["error"]
            .as_str()
            .unwrap()
            .contains("takes no promotion codes"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_code_that_is_used_up_does_not_come_back() {
    let store = Store::open().await;
    make_codes(&store).await;
    paid_with(&store, &["SINGLE", "ONCE"]).await;
    let used = store
        .get("/v1/promotion_codes", json!({ "code": "ONCE" }))
        .await;
    assert_eq!(used["data"][0]["active"], false);
    let again = format!(
        "/v1/promotion_codes/{}",
        used["data"][0]["id"].as_str().unwrap()
    );
    let given = json!({ "active": true });
    let error = store
        .refused(Method::POST, &again, given, StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], "active", "{error}");
    let left = store
        .get(
            "/v1/promotion_codes",
            json!({ "active": true, "limit": 100 }),
        )
        .await;
    let codes: Vec<_> = left["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["code"])
        .collect();
    assert!(
        !codes.contains(&&json!("ONCE")) && !codes.contains(&&json!("SINGLE")),
        "{codes:?}"
    );
}

#[tokio::test]
async fn a_code_in_the_address_is_applied_or_dropped() {
    let store = Store::open().await;
    let ten = coupon(&store, json!({})).await;
    code(&store, &ten, "SPRING", json!({})).await;
    let link = open_link(&store, json!({})).await;
    for (query, total) in [
        ("prefilled_promo_code=spring", 8650 - 865),
        ("prefilled_promo_code=nothing", 8650),
        ("", 8650),
    ] {
        let mut visited = link.clone();
        visited["url"] = json!(format!("{}?{query}", link["url"].as_str().unwrap()));
        store.visit(&visited).await;
        let session = store
            .get("/v1/checkout/sessions", json!({ "limit": 1 }))
            .await;
        assert_eq!(session["data"][0]["amount_total"], total, "{query}");
    }
}
