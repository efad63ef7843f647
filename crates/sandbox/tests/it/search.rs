//! Search: Stripe's query language over payments, customers and what is sold.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{DAY, Store};

/// A store with three customers, by their names.
async fn with_customers() -> (Store, Value) {
    let store = Store::open_on_monday().await;
    let mut ids = json!({});
    for (name, email, till) in [
        (
            "Ada O'Hara",
            json!("ada@example.com"),
            json!({ "till": "1", "shift": "late" }),
        ),
        (
            "Bela Example",
            json!("bela@shop.example"),
            json!({ "till": "2" }),
        ),
        ("Cleo", Value::Null, json!({})),
    ] {
        let given = json!({ "name": name, "email": email, "metadata": till });
        let customer = store.post("/v1/customers", given).await;
        ids[name] = customer["id"].clone();
        store.advance(DAY).await;
    }
    (store, ids)
}

#[tokio::test]
async fn customers_are_found() {
    let (store, ids) = with_customers().await;
    let (ada, bela, cleo) = (&ids["Ada O'Hara"], &ids["Bela Example"], &ids["Cleo"]);
    let path = format!("/v1/customers/{}", bela.as_str().unwrap());
    let created = store.get(&path, json!({})).await["created"]
        .as_i64()
        .unwrap();
    for (query, found) in [
        ("email:'ada@example.com'".to_owned(), vec![ada]),
        ("email:\"ADA@example.com\"".to_owned(), vec![ada]),
        ("email~'example'".to_owned(), vec![bela, ada]),
        ("-email~'example'".to_owned(), vec![cleo]),
        ("email:null".to_owned(), vec![cleo]),
        ("-email:null".to_owned(), vec![bela, ada]),
        ("name:'ada o\\'hara'".to_owned(), vec![ada]),
        ("name:'ada'".to_owned(), vec![]),
        ("metadata['till']:'2'".to_owned(), vec![bela]),
        ("metadata['till']:null".to_owned(), vec![cleo]),
        ("-metadata['shift']:null".to_owned(), vec![ada]),
        (
            "metadata['till']:'1' AND metadata['shift']:'late'".to_owned(),
            vec![ada],
        ),
        (
            "metadata['till']:'2' metadata['shift']:'late'".to_owned(),
            vec![],
        ),
        (
            "metadata['till']:'2' OR metadata['shift']:'late'".to_owned(),
            vec![bela, ada],
        ),
        ("name~'cleo' OR email~'shop'".to_owned(), vec![cleo, bela]),
        (format!("created>{created}"), vec![cleo]),
        (format!("created>={created}"), vec![cleo, bela]),
        (format!("created<{created}"), vec![ada]),
        (format!("created<={created}"), vec![bela, ada]),
        (format!("created:{created}"), vec![bela]),
        (
            format!("created>{} AND created<{}", created - 1, created + 1),
            vec![bela],
        ),
        (format!("-created:{created} AND -name:'cleo'"), vec![ada]),
    ] {
        let answer = store
            .get("/v1/customers/search", json!({ "query": query }))
            .await;
        let data = answer["data"].as_array().unwrap();
        let got: Vec<_> = data.iter().map(|customer| &customer["id"]).collect();
        assert_eq!(got, found, "{query}");
        assert_eq!(answer["object"], "search_result");
        assert_eq!(answer["has_more"], false);
        assert_eq!(answer["next_page"], Value::Null);
        assert_eq!(answer["url"], "/v1/customers/search");
        assert!(answer.get("total_count").is_none());
    }
}

#[tokio::test]
async fn payments_and_what_is_sold_are_found() {
    let store = Store::open().await;
    let link = store
        .link(json!({ "payment_intent_data": { "metadata": { "till": "7" } } }))
        .await;
    for card in ["4242424242424242", "5555555555554444", "4000000000000002"] {
        store
            .door(json!({ "payment_link": link["id"], "card": card }))
            .await;
    }
    for (resource, query, count) in [
        ("charges", "status:'succeeded'", 2),
        ("charges", "status:'failed' OR amount>8650", 1),
        ("charges", "payment_method_details.card.last4:4444", 1),
        (
            "charges",
            "payment_method_details.card.brand:'visa' AND -status:'failed'",
            1,
        ),
        ("charges", "amount:8650 AND currency:'EUR'", 3),
        ("charges", "refunded:'true'", 0),
        ("charges", "disputed:false", 3),
        (
            "payment_intents",
            "metadata['till']:'7' AND status:'succeeded'",
            2,
        ),
        ("payment_intents", "amount<8650", 0),
        ("products", "name~'cake' AND active:'true'", 1),
        ("products", "-name~'cake'", 0),
        (
            "prices",
            "active:'true' AND currency:'eur' AND type:'one_time'",
            1,
        ),
    ] {
        let path = format!("/v1/{resource}/search");
        let answer = store.get(&path, json!({ "query": query })).await;
        let found = answer["data"].as_array().unwrap().len();
        assert_eq!(found, count, "{resource} {query}");
    }
    let expanded = json!({ "query": "status:'succeeded'", "expand": ["data.payment_intent"] });
    let expanded = store.get("/v1/charges/search", expanded).await;
    assert_eq!(
        expanded["data"][0]["payment_intent"]["object"],
        "payment_intent"
    );
    let product = store.get("/v1/products", json!({})).await["data"][0]["id"].clone();
    let query = format!("product:'{}'", product.as_str().unwrap());
    let prices = store
        .get("/v1/prices/search", json!({ "query": query }))
        .await;
    assert_eq!(prices["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn subscriptions_and_their_invoices_are_found() {
    let store = Store::open().await;
    let link = json!({
        "line_items": [{
            "price_data": {
                "currency": "eur",
                "product_data": { "name": "Bread box" },
                "recurring": { "interval": "month" },
                "unit_amount": 2000,
            },
            "quantity": 1,
        }],
        "subscription_data": { "metadata": { "route": "7" } },
    });
    let link = store.post("/v1/payment_links", link).await;
    let (_, paid) = store.door(json!({ "payment_link": link["id"] })).await;
    let session = paid["checkout_session"].as_str().unwrap();
    let session = store
        .get(&format!("/v1/checkout/sessions/{session}"), json!({}))
        .await;
    let subscription = session["subscription"].as_str().unwrap();
    let customer = session["customer"].as_str().unwrap();
    for (resource, query, id) in [
        (
            "subscriptions",
            "status:'active' AND metadata['route']:'7'".to_owned(),
            &session["subscription"],
        ),
        (
            "subscriptions",
            "canceled_at:null".to_owned(),
            &session["subscription"],
        ),
        ("subscriptions", "-status:'active'".to_owned(), &Value::Null),
        ("subscriptions", "canceled_at>0".to_owned(), &Value::Null),
        (
            "invoices",
            format!("subscription:'{subscription}' AND total:2000"),
            &session["invoice"],
        ),
        (
            "invoices",
            format!("customer:'{customer}' AND status:'paid'"),
            &session["invoice"],
        ),
        ("invoices", "subscription:'sub_x'".to_owned(), &Value::Null),
        (
            "invoices",
            "-last_finalization_error_code:null".to_owned(),
            &Value::Null,
        ),
    ] {
        let path = format!("/v1/{resource}/search");
        let found = store.get(&path, json!({ "query": query })).await;
        assert_eq!(found["data"][0]["id"], *id, "{resource} {query}");
    }
}

#[tokio::test]
async fn pages_follow_each_other() {
    let store = Store::open().await;
    for number in 0..12 {
        let given = json!({ "name": format!("Loaf {number}"), "active": number != 5 });
        store.post("/v1/products", given).await;
    }
    let mut query = json!({ "query": "name~'loaf' AND active:'true'", "limit": 5 });
    query["expand"] = json!(["total_count"]);
    let mut names = Vec::new();
    loop {
        let page = store.get("/v1/products/search", query.clone()).await;
        let data = page["data"].as_array().unwrap().clone();
        names.extend(
            data.iter()
                .map(|it| it["name"].as_str().unwrap().to_owned()),
        );
        assert_eq!(page["total_count"], 11);
        assert_eq!(page["has_more"], page["next_page"].is_string());
        let Some(next) = page["next_page"].as_str() else {
            break;
        };
        assert_eq!(data.len(), 5);
        query["page"] = json!(next);
    }
    let wanted = (0..12).rev().filter(|number| *number != 5);
    let wanted: Vec<_> = wanted.map(|number| format!("Loaf {number}")).collect();
    assert_eq!(names, wanted);
    let all = json!({ "query": "name~'loaf'", "limit": 12 });
    let all = store.get("/v1/products/search", all).await;
    assert_eq!(all["has_more"], false, "there are exactly so many");
    let usual = store
        .get("/v1/products/search", json!({ "query": "name~'loaf'" }))
        .await;
    assert_eq!(usual["data"].as_array().unwrap().len(), 10);
}

#[tokio::test]
async fn what_cannot_be_searched_is_said() {
    let store = Store::open().await;
    let unparsable = "We were unable to parse your search query. Try using the format \
                      `metadata[\"key\"]:\"value\"` to query for metadata or key:\"value\" to query \
                      for other fields.";
    let field = "Field `colour` is an unsupported search field for resource `payment_intents`. See \
                 http://stripe.com/docs/search#query-fields-for-payment-intents for a list of \
                 supported fields.";
    for (given, param, message) in [
        (json!({}), "query", "Missing required param: query."),
        (json!({ "query": "asdf" }), "query", unparsable),
        (json!({ "query": "status:succeeded" }), "query", unparsable),
        (
            json!({ "query": "status:'a' AND status:'b' OR status:'c'" }),
            "query",
            unparsable,
        ),
        (json!({ "query": "colour:'red'" }), "query", field),
        (
            json!({ "query": "status~'succ'" }),
            "query",
            "Field `status` cannot be searched with this operator and value.",
        ),
        (
            json!({ "query": "status>'succeeded'" }),
            "query",
            "Field `status` cannot be searched with this operator and value.",
        ),
        (
            json!({ "query": "amount:'many'" }),
            "query",
            "Field `amount` cannot be searched with this operator and value.",
        ),
        (
            json!({ "query": "status:'x'", "page": "2" }),
            "page",
            "2 is an invalid page.",
        ),
        (
            json!({ "query": "status:'x'", "limit": 101 }),
            "limit",
            "This value must be less than or equal to 100 (it currently is '101').",
        ),
        (
            json!({ "query": "status:'x'", "starting_after": "pi_1" }),
            "starting_after",
            "Received unknown parameter: starting_after",
        ),
        (
            json!({ "query": "status:'x'", "expand": ["customer"] }),
            "",
            "This property cannot be expanded (customer).",
        ),
    ] {
        let path = "/v1/payment_intents/search";
        let error = store
            .refused(Method::GET, path, given.clone(), StatusCode::BAD_REQUEST)
            .await;
        let said = error["message"].as_str().unwrap();
        assert!(said.starts_with(message), "{given}: {said}");
        assert_eq!(
            error["param"].as_str().unwrap_or_default(),
            param,
            "{given}"
        );
    }
}
