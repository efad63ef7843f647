//! Coupons and promotion codes: their calls, what they take off, and when they are refused.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Store, expect};

async fn coupon(store: &Store, change: Value) -> Value {
    let mut given = json!({ "percent_off": 10 });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    if !given["amount_off"].is_null() {
        given.as_object_mut().unwrap().remove("percent_off");
    }
    store.post("/v1/coupons", given).await
}

async fn code(store: &Store, coupon: &Value, code: &str, change: Value) -> Value {
    let mut given = json!({
        "promotion": { "type": "coupon", "coupon": coupon["id"] },
        "code": code,
    });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    store.post("/v1/promotion_codes", given).await
}

async fn open_link(store: &Store, change: Value) -> Value {
    let mut given = json!({ "allow_promotion_codes": true });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    store.link(given).await
}

async fn session_of(store: &Store, paid: &Value) -> Value {
    let path = format!(
        "/v1/checkout/sessions/{}",
        paid["checkout_session"].as_str().unwrap()
    );
    let expand = json!({ "expand": [
        "discounts.promotion_code",
        "line_items.data.discounts",
        "payment_intent",
        "total_details.breakdown",
    ] });
    store.get(&path, expand).await
}

#[tokio::test]
async fn a_coupon_is_made_read_changed_listed_and_deleted() {
    let store = Store::open().await;
    let loaf = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let made = coupon(
        &store,
        json!({
            "id": "SPRING",
            "percent_off": "12.5",
            "duration": "repeating",
            "duration_in_months": 3,
            "max_redemptions": 20,
            "name": "Spring",
            "applies_to": { "products": [loaf["id"]] },
            "metadata": { "a": "1" },
        }),
    )
    .await;
    for (field, value) in [
        ("id", json!("SPRING")),
        ("object", json!("coupon")),
        ("percent_off", json!(12.5)),
        ("amount_off", Value::Null),
        ("currency", Value::Null),
        ("duration", json!("repeating")),
        ("duration_in_months", json!(3)),
        ("max_redemptions", json!(20)),
        ("times_redeemed", json!(0)),
        ("valid", json!(true)),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    assert!(made["applies_to"].is_null());
    let path = "/v1/coupons/SPRING";
    let expanded = store.get(path, json!({ "expand": ["applies_to"] })).await;
    assert_eq!(expanded["applies_to"]["products"], json!([loaf["id"]]));
    let changed = store
        .post(
            path,
            json!({ "name": "Early spring", "metadata": { "a": "" } }),
        )
        .await;
    assert_eq!(changed["name"], "Early spring");
    assert_eq!(changed["metadata"], json!({}));
    let event = store.newest_event("coupon.updated").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "name": "Spring", "metadata": { "a": "1" } })
    );
    let code = code(&store, &made, "LOAF10", json!({})).await;
    let gone = expect_deleted(&store, path).await;
    assert_eq!(
        gone,
        json!({ "id": "SPRING", "object": "coupon", "deleted": true })
    );
    let code_path = format!("/v1/promotion_codes/{}", code["id"].as_str().unwrap());
    assert_eq!(store.get(&code_path, json!({})).await["active"], false);
    assert_eq!(store.get("/v1/coupons", json!({})).await["data"], json!([]));
    let types = store.event_types().await;
    assert_eq!(
        types[types.len() - 2..],
        ["promotion_code.updated", "coupon.deleted"]
    );
}

async fn expect_deleted(store: &Store, path: &str) -> Value {
    let call = store.call(Method::DELETE, path, &json!({}));
    expect(StatusCode::OK, call).await
}

#[tokio::test]
async fn what_no_coupon_can_be_is_refused() {
    let store = Store::open().await;
    coupon(&store, json!({ "id": "TAKEN" })).await;
    for (given, param, message) in [
        (
            json!({}),
            Value::Null,
            "Must provide percent_off or amount_off.",
        ),
        (
            json!({ "percent_off": 5, "amount_off": 5 }),
            json!("amount_off"),
            "You may only specify one of these parameters: amount_off, percent_off.",
        ),
        (
            json!({ "amount_off": 500 }),
            json!("currency"),
            "Missing required param: currency.",
        ),
        (
            json!({ "percent_off": 0 }),
            json!("percent_off"),
            "greater than 0",
        ),
        (
            json!({ "percent_off": "100.5" }),
            json!("percent_off"),
            "at most 100",
        ),
        (
            json!({ "percent_off": "33.333" }),
            json!("percent_off"),
            "two decimal places",
        ),
        (
            json!({ "percent_off": 5, "id": "TAKEN" }),
            json!("id"),
            "Coupon already exists.",
        ),
        (
            json!({ "percent_off": 5, "duration": "repeating" }),
            json!("duration_in_months"),
            "Missing required param",
        ),
        (
            json!({ "percent_off": 5, "duration_in_months": 3 }),
            json!("duration_in_months"),
            "a duration of repeating",
        ),
        (
            json!({ "percent_off": 5, "redeem_by": 1000 }),
            json!("redeem_by"),
            "in the future",
        ),
        (
            json!({ "percent_off": 5, "applies_to": { "products": ["prod_x"] } }),
            json!("applies_to[products][0]"),
            "No such product: 'prod_x'",
        ),
        (
            json!({ "percent_off": 5, "name": "x".repeat(41) }),
            json!("name"),
            "at most 40 characters",
        ),
    ] {
        let error = store
            .refused(
                Method::POST,
                "/v1/coupons",
                given.clone(),
                StatusCode::BAD_REQUEST,
            )
            .await;
        assert_eq!(error["param"], param, "{given} {error}");
        let said = error["message"].as_str().unwrap();
        assert!(said.contains(message), "{given}: {said}");
    }
}

#[tokio::test]
async fn a_promotion_code_is_made_changed_and_listed() {
    let store = Store::open().await;
    let ten = coupon(&store, json!({})).await;
    let made = code(
        &store,
        &ten,
        "Spring-24",
        json!({
            "restrictions": { "minimum_amount": 2000, "minimum_amount_currency": "eur" },
            "max_redemptions": 5,
        }),
    )
    .await;
    for (field, value) in [
        ("object", json!("promotion_code")),
        ("active", json!(true)),
        ("code", json!("Spring-24")),
        ("customer", Value::Null),
        ("max_redemptions", json!(5)),
        (
            "promotion",
            json!({ "coupon": ten["id"], "type": "coupon" }),
        ),
        ("times_redeemed", json!(0)),
        (
            "restrictions",
            json!({
                "first_time_transaction": false,
                "minimum_amount": 2000,
                "minimum_amount_currency": "eur",
            }),
        ),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    let path = format!("/v1/promotion_codes/{}", made["id"].as_str().unwrap());
    let expand = json!({ "expand": ["promotion.coupon", "restrictions.currency_options"] });
    let expanded = store.get(&path, expand).await;
    assert_eq!(expanded["promotion"]["coupon"]["percent_off"], 10.0);
    let minimum = &expanded["restrictions"]["currency_options"]["eur"]["minimum_amount"];
    assert_eq!(*minimum, 2000);

    let other = code(&store, &ten, "OTHER", json!({ "active": false })).await;
    for (filter, found) in [
        (json!({ "code": "SPRING-24" }), vec![&made]),
        (json!({ "active": true }), vec![&made]),
        (json!({ "active": false }), vec![&other]),
        (json!({ "coupon": ten["id"] }), vec![&other, &made]),
        (json!({ "coupon": "nothing" }), vec![]),
    ] {
        let listed = store.get("/v1/promotion_codes", filter.clone()).await;
        let ids: Vec<_> = listed["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| &it["id"])
            .collect();
        let wanted: Vec<_> = found.iter().map(|it| &it["id"]).collect();
        assert_eq!(ids, wanted, "{filter}");
    }
    let off = store.post(&path, json!({ "active": false })).await;
    assert_eq!(off["active"], false);
    let event = store.newest_event("promotion_code.updated").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "active": true })
    );
    assert_eq!(
        store.post(&path, json!({ "active": true })).await["active"],
        true
    );
    let made_up = store
        .post(
            "/v1/promotion_codes",
            json!({ "promotion": { "type": "coupon", "coupon": ten["id"] } }),
        )
        .await;
    assert_eq!(made_up["code"].as_str().unwrap().len(), 8);
}

#[tokio::test]
async fn what_no_promotion_code_can_be_is_refused() {
    let store = Store::open().await;
    let ten = coupon(&store, json!({ "max_redemptions": 3 })).await;
    code(&store, &ten, "TAKEN", json!({})).await;
    let of = |change: Value| {
        let mut given = json!({ "promotion": { "type": "coupon", "coupon": ten["id"] } });
        for (name, value) in change.as_object().unwrap() {
            given[name] = value.clone();
        }
        given
    };
    for (given, param, message) in [
        (json!({}), "promotion", "Missing required param: promotion."),
        (
            json!({ "promotion": { "type": "coupon" } }),
            "promotion[coupon]",
            "Missing required",
        ),
        (
            json!({ "promotion": { "type": "coupon", "coupon": "x" } }),
            "promotion[coupon]",
            "No such coupon: 'x'",
        ),
        (
            json!({ "coupon": ten["id"] }),
            "coupon",
            "Received unknown parameter: coupon",
        ),
        (of(json!({ "code": "taken" })), "code", "already exists"),
        (of(json!({ "code": "no spaces" })), "code", "letters"),
        (
            of(json!({ "expires_at": 1000 })),
            "expires_at",
            "in the future",
        ),
        (
            of(json!({ "max_redemptions": 4 })),
            "max_redemptions",
            "the coupon's",
        ),
        (
            of(json!({ "customer": "cus_x" })),
            "customer",
            "No such customer",
        ),
        (
            of(json!({ "restrictions": { "minimum_amount": 100 } })),
            "restrictions[minimum_amount_currency]",
            "Missing required param",
        ),
    ] {
        let error = store
            .refused(
                Method::POST,
                "/v1/promotion_codes",
                given.clone(),
                StatusCode::BAD_REQUEST,
            )
            .await;
        assert_eq!(error["param"], param, "{given} {error}");
        let said = error["message"].as_str().unwrap();
        assert!(said.contains(message), "{given}: {said}");
    }
}

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

#[tokio::test]
async fn a_code_is_refused_in_a_plain_sentence() {
    let store = Store::open().await;
    let ten = coupon(&store, json!({})).await;
    let once = coupon(&store, json!({ "max_redemptions": 1 })).await;
    let dollars = coupon(&store, json!({ "amount_off": 100, "currency": "usd" })).await;
    let loaf = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let of_loaf = coupon(
        &store,
        json!({ "applies_to": { "products": [loaf["id"]] } }),
    )
    .await;
    let ada = store.post("/v1/customers", json!({ "name": "Ada" })).await;
    let minimum = json!({ "minimum_amount": 9000, "minimum_amount_currency": "eur" });
    // What the order comes to, to the cent.
    let just = json!({ "minimum_amount": 8650, "minimum_amount_currency": "eur" });
    let in_dollars = json!({ "minimum_amount": 900, "minimum_amount_currency": "usd" });
    let first = json!({ "first_time_transaction": true });
    let ended = code(&store, &ten, "ENDED", json!({})).await;
    let ended = format!("/v1/promotion_codes/{}", ended["id"].as_str().unwrap());
    store.post(&ended, json!({ "active": false })).await;
    code(&store, &ten, "SINGLE", json!({ "max_redemptions": 1 })).await;
    code(&store, &once, "ONCE", json!({})).await;
    code(&store, &dollars, "DOLLARS", json!({})).await;
    code(&store, &of_loaf, "LOAF", json!({})).await;
    code(&store, &ten, "ADA", json!({ "customer": ada["id"] })).await;
    code(&store, &ten, "BIG", json!({ "restrictions": minimum })).await;
    code(&store, &ten, "JUST", json!({ "restrictions": just })).await;
    code(&store, &ten, "USD9", json!({ "restrictions": in_dollars })).await;
    code(&store, &ten, "FIRST", json!({ "restrictions": first })).await;
    let link = open_link(&store, json!({})).await;
    let pay = |code: &str| {
        let email = "bela@example.com";
        json!({ "payment_link": link["id"], "promotion_code": code, "email": email })
    };
    for good in ["FIRST", "SINGLE", "ONCE", "JUST"] {
        let (status, paid) = store.door(pay(good)).await;
        assert_eq!(status, StatusCode::OK, "{good} {paid}");
    }
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
        let (status, answer) = store.door(pay(typed)).await;
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

#[tokio::test]
async fn a_coupon_and_a_product_may_have_the_same_id() {
    let store = Store::open().await;
    store
        .post("/v1/products", json!({ "id": "cake", "name": "Cake" }))
        .await;
    coupon(&store, json!({ "id": "cake" })).await;
    store
        .post("/v1/coupons/cake", json!({ "name": "A tenth" }))
        .await;
    assert_eq!(
        store.get("/v1/products/cake", json!({})).await["name"],
        "Cake"
    );
    assert_eq!(
        store.get("/v1/coupons/cake", json!({})).await["name"],
        "A tenth"
    );
    let given = json!({
        "currency": "eur",
        "product": "cake",
        "unit_amount": 100,
        "expand": ["product"],
    });
    let price = store.post("/v1/prices", given).await;
    assert_eq!(price["product"]["name"], "Cake");
}
