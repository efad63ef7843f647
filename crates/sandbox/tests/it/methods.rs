//! Payment methods, tokens, confirmation tokens, and the older charges that are made of them.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::Store;

async fn refused(store: &Store, path: &str, given: Value, status: u16) -> Value {
    let status = StatusCode::from_u16(status).unwrap();
    store.refused(Method::POST, path, given, status).await
}

fn card(number: &str) -> Value {
    json!({ "number": number, "exp_month": 12, "exp_year": 2040, "cvc": "123" })
}

fn path(object: &Value, call: &str) -> String {
    let id = object["id"].as_str().unwrap();
    match object["object"].as_str().unwrap() {
        "charge" => format!("/v1/charges/{id}{call}"),
        "customer" => format!("/v1/customers/{id}{call}"),
        _ => format!("/v1/payment_methods/{id}{call}"),
    }
}

#[tokio::test]
async fn nothing_of_a_number_is_kept_but_its_end() {
    let store = Store::open().await;
    let number = "4242424242424242";
    let given = json!({
        "type": "card",
        "card": card(number),
        "billing_details": { "name": "Ada Sample", "address": { "postal_code": "10115" } },
        "metadata": { "a": "1" },
    });
    let method = store.post("/v1/payment_methods", given.clone()).await;
    assert_eq!(method["card"]["last4"], "4242");
    assert_eq!(method["card"]["exp_year"], 2040);
    assert_eq!(method["card"]["checks"]["cvc_check"], "unchecked");
    assert_eq!(method["billing_details"]["address"]["postal_code"], "10115");
    assert_eq!(method["billing_details"]["address"]["city"], Value::Null);
    assert_eq!(method["customer"], Value::Null);
    let token = store
        .post("/v1/tokens", json!({ "card": card(number) }))
        .await;
    assert_eq!(token["card"]["brand"], "Visa");
    assert_eq!(token["used"], false);
    let fingerprint = &method["card"]["fingerprint"];
    assert_eq!(
        token["card"]["fingerprint"], *fingerprint,
        "the same for the same number"
    );
    let other = json!({ "type": "card", "card": card("5555555555554444") });
    let other = store.post("/v1/payment_methods", other).await;
    assert_ne!(other["card"]["fingerprint"], *fingerprint);
    store.sandbox.shutdown().await.unwrap();
    let file = std::fs::read(store.folder.path().join("sandbox.sqlite")).unwrap();
    let text = String::from_utf8_lossy(&file);
    assert!(text.contains(method["id"].as_str().unwrap()));
    assert!(!text.contains(number) && !text.contains("5555555555554444"));
}

#[tokio::test]
async fn what_is_wrong_with_a_card_is_told() {
    let store = Store::open().await;
    for (change, code, param) in [
        (
            json!({ "number": "4242424242424241" }),
            "incorrect_number",
            "number",
        ),
        (json!({ "number": "4242" }), "incorrect_number", "number"),
        (
            json!({ "exp_month": 13 }),
            "invalid_expiry_month",
            "exp_month",
        ),
        (
            json!({ "exp_year": 2020 }),
            "invalid_expiry_year",
            "exp_year",
        ),
        (json!({ "exp_year": 95 }), "invalid_expiry_year", "exp_year"),
        (json!({ "cvc": "99" }), "invalid_cvc", "cvc"),
    ] {
        let mut wrong = card("4242424242424242");
        for (name, value) in change.as_object().unwrap() {
            wrong[name] = value.clone();
        }
        let given = json!({ "type": "card", "card": wrong });
        for (path, given) in [
            ("/v1/payment_methods", given),
            ("/v1/tokens", json!({ "card": wrong })),
        ] {
            let error = refused(&store, path, given, 402).await;
            assert_eq!(error["type"], "card_error", "{change}");
            assert_eq!(
                (&error["code"], &error["param"]),
                (&json!(code), &json!(param)),
                "{change}"
            );
        }
    }
    let real = json!({ "type": "card", "card": card("4111111111111111") });
    let error = refused(&store, "/v1/payment_methods", real, 402).await;
    assert_eq!(error["decline_code"], "test_mode_live_card");
    for (given, code) in [
        (json!({ "type": "card" }), "parameter_missing"),
        (
            json!({ "type": "card", "card": { "number": "4242424242424242" } }),
            "parameter_missing",
        ),
        (
            json!({ "type": "card", "card": { "token": "tok_x" } }),
            "resource_missing",
        ),
    ] {
        let error = refused(&store, "/v1/payment_methods", given.clone(), 400).await;
        assert_eq!(error["code"], code, "{given}");
    }
}

async fn visa(store: &Store) -> Value {
    let given = json!({ "type": "card", "card": { "token": "tok_visa" } });
    store.post("/v1/payment_methods", given).await
}

fn intent() -> Value {
    json!({ "amount": 500, "currency": "eur", "payment_method_types": ["card"] })
}

#[tokio::test]
async fn a_method_can_be_changed_once_it_is_attached() {
    let store = Store::open().await;
    let customer = store.post("/v1/customers", json!({})).await;
    let method = visa(&store).await;
    let not_attached = refused(&store, &path(&method, "/detach"), json!({}), 400).await;
    assert!(
        not_attached["message"]
            .as_str()
            .unwrap()
            .contains("detachment is impossible")
    );
    let early = refused(
        &store,
        &path(&method, ""),
        json!({ "metadata": { "a": "1" } }),
        400,
    )
    .await;
    assert!(
        early["message"]
            .as_str()
            .unwrap()
            .contains("save this PaymentMethod")
    );

    let owner = json!({ "customer": customer["id"] });
    let attached = store.post(&path(&method, "/attach"), owner.clone()).await;
    assert_eq!(attached["customer"], customer["id"]);
    assert_eq!(attached["card"]["checks"]["cvc_check"], "pass");
    let renamed = json!({ "billing_details": { "name": "Ada" }, "card": { "exp_year": 2041 } });
    let renamed = store.post(&path(&method, ""), renamed).await;
    assert_eq!(renamed["billing_details"]["name"], "Ada");
    assert_eq!(renamed["card"]["exp_year"], 2041);

    let detached = store.post(&path(&method, "/detach"), json!({})).await;
    assert_eq!(detached["customer"], Value::Null);
    let event = store.newest_event("payment_method.detached").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "customer": customer["id"] })
    );
    refused(&store, &path(&method, "/attach"), owner, 400).await;
}

#[tokio::test]
async fn a_method_belongs_to_one_customer() {
    let store = Store::open().await;
    let customer = store.post("/v1/customers", json!({})).await;
    let other = store.post("/v1/customers", json!({})).await;
    let method = visa(&store).await;
    let owner = json!({ "customer": customer["id"] });
    store.post(&path(&method, "/attach"), owner.clone()).await;
    store.post(&path(&method, "/attach"), owner.clone()).await;
    let taken = json!({ "customer": other["id"] });
    refused(&store, &path(&method, "/attach"), taken, 400).await;
    for list in [
        store.get("/v1/payment_methods", owner).await,
        store
            .get(
                &path(&customer, "/payment_methods"),
                json!({ "type": "card" }),
            )
            .await,
    ] {
        assert_eq!(list["data"].as_array().unwrap().len(), 1);
        assert_eq!(list["data"][0]["id"], method["id"]);
    }
    let debits = json!({ "type": "sepa_debit" });
    let none = store
        .get(&path(&customer, "/payment_methods"), debits)
        .await;
    assert_eq!(none["data"], json!([]));
    let of_customer = path(&customer, "/payment_methods/") + method["id"].as_str().unwrap();
    assert_eq!(store.get(&of_customer, json!({})).await["id"], method["id"]);

    for (customer, code, param) in [
        (Value::Null, json!("parameter_missing"), "source"),
        (other["id"].clone(), Value::Null, "payment_method"),
    ] {
        let mut intent = intent();
        intent["payment_method"] = method["id"].clone();
        if customer.is_string() {
            intent["customer"] = customer;
        }
        let error = refused(&store, "/v1/payment_intents", intent, 400).await;
        assert_eq!((&error["code"], &error["param"]), (&code, &json!(param)));
    }
}

#[tokio::test]
async fn a_method_of_nobodys_is_used_once() {
    let store = Store::open().await;
    let loose = visa(&store).await;
    let mut paid = intent();
    paid["confirm"] = json!(true);
    paid["payment_method"] = loose["id"].clone();
    store.post("/v1/payment_intents", paid.clone()).await;
    let again = refused(&store, "/v1/payment_intents", paid, 400).await;
    assert!(
        again["message"]
            .as_str()
            .unwrap()
            .contains("may not be used again")
    );
}

#[tokio::test]
async fn a_declined_card_cannot_be_saved() {
    let store = Store::open().await;
    let customer = store.post("/v1/customers", json!({})).await;
    for (id, code) in [
        ("pm_card_visa_chargeDeclined", Some("card_declined")),
        (
            "pm_card_visa_chargeDeclinedInsufficientFunds",
            Some("card_declined"),
        ),
        ("pm_card_chargeDeclinedExpiredCard", Some("expired_card")),
        ("pm_card_chargeDeclinedIncorrectCvc", Some("incorrect_cvc")),
        ("pm_card_chargeCustomerFail", None),
        ("pm_card_visa", None),
    ] {
        let request = store.call(
            Method::POST,
            &format!("/v1/payment_methods/{id}/attach"),
            &json!({ "customer": customer["id"] }),
        );
        let answer = request.send().await.unwrap();
        let status = answer.status();
        let body: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        let wanted = if code.is_some() { 402 } else { 200 };
        assert_eq!(
            (status.as_u16(), body["error"]["code"].as_str()),
            (wanted, code),
            "{id}"
        );
    }
}

#[tokio::test]
async fn a_token_is_used_once() {
    let store = Store::open().await;
    let token = store
        .post("/v1/tokens", json!({ "card": card("4242424242424242") }))
        .await;
    let path = format!("/v1/tokens/{}", token["id"].as_str().unwrap());
    let charge = json!({ "amount": 500, "currency": "eur", "source": token["id"] });
    let paid = store.post("/v1/charges", charge.clone()).await;
    assert_eq!(paid["source"]["id"], token["card"]["id"]);
    assert_eq!(paid["payment_method"], token["card"]["id"]);
    assert_eq!(store.get(&path, json!({})).await["used"], true);
    let again = refused(&store, "/v1/charges", charge, 400).await;
    assert_eq!(again["code"], "token_already_used");
    let unknown = store
        .refused(
            Method::GET,
            "/v1/tokens/tok_x",
            json!({}),
            StatusCode::NOT_FOUND,
        )
        .await;
    assert_eq!(unknown["message"], "No such token: 'tok_x'");
}

#[tokio::test]
async fn a_charge_is_made_of_a_token() {
    let store = Store::open().await;
    let given =
        json!({ "amount": 2000, "currency": "usd", "source": "tok_visa", "description": "Cake" });
    let paid = store.post("/v1/charges", given.clone()).await;
    assert_eq!(
        (&paid["status"], &paid["captured"]),
        (&json!("succeeded"), &json!(true))
    );
    assert_eq!(paid["payment_intent"], Value::Null);
    assert_eq!(paid["source"]["brand"], "Visa");
    assert!(paid["balance_transaction"].is_string());
    assert_eq!(store.event_types().await, ["charge.succeeded"]);
    assert!(!paid.to_string().contains("\"_"), "{paid}");
    let change = json!({ "description": "Cakes", "metadata": { "a": "1" }, "fraud_details": { "user_report": "safe" } });
    let changed = store.post(&path(&paid, ""), change).await;
    assert_eq!(changed["fraud_details"], json!({ "user_report": "safe" }));
    let event = store.newest_event("charge.updated").await;
    assert_eq!(event["data"]["previous_attributes"]["description"], "Cake");

    let mut held = given.clone();
    held["capture"] = json!(false);
    let held = store.post("/v1/charges", held).await;
    assert_eq!(
        (&held["paid"], &held["captured"]),
        (&json!(true), &json!(false))
    );
    let part = json!({ "amount": 1500 });
    let captured = store.post(&path(&held, "/capture"), part.clone()).await;
    assert_eq!(captured["amount_captured"], 1500);
    assert_eq!(captured["amount_refunded"], 500);
    assert!(captured["balance_transaction"].is_string());
    let event = store.newest_event("charge.captured").await;
    assert_eq!(
        event["data"]["object"]["balance_transaction"],
        captured["balance_transaction"]
    );
    let again = refused(&store, &path(&held, "/capture"), part, 400).await;
    assert_eq!(again["code"], "charge_already_captured");

    let known = store.event_types().await.len();
    let mut declined = given;
    declined["source"] = json!("tok_chargeDeclined");
    let error = refused(&store, "/v1/charges", declined, 402).await;
    assert_eq!(
        (&error["type"], &error["code"]),
        (&json!("card_error"), &json!("card_declined"))
    );
    let charge = format!("/v1/charges/{}", error["charge"].as_str().unwrap());
    assert_eq!(store.get(&charge, json!({})).await["status"], "failed");
    assert_eq!(store.event_types().await[known..], ["charge.failed"]);
    let nothing = json!({ "amount": 2000, "currency": "usd" });
    let error = refused(&store, "/v1/charges", nothing, 400).await;
    assert_eq!(error["code"], "parameter_missing");
}

#[tokio::test]
async fn a_confirmation_token_is_what_a_customer_filled_in() {
    let store = Store::open().await;
    let given = json!({
        "payment_method_data": {
            "type": "card",
            "card": card("4242424242424242"),
            "billing_details": { "name": "Ada" },
        },
        "return_url": "https://shop.example/done",
        "shipping": { "name": "Ada", "address": { "line1": "1 Example Street" } },
    });
    let token = store
        .post("/v1/test_helpers/confirmation_tokens", given)
        .await;
    let preview = &token["payment_method_preview"];
    assert_eq!(
        (&preview["type"], &preview["card"]["last4"]),
        (&json!("card"), &json!("4242"))
    );
    assert_eq!(preview["id"], Value::Null);
    assert!(!token.to_string().contains("\"_"), "{token}");
    let intent = json!({ "amount": 500, "currency": "eur", "confirm": true, "confirmation_token": token["id"] });
    let paid = store.post("/v1/payment_intents", intent.clone()).await;
    assert_eq!(paid["status"], "succeeded");
    assert_eq!(paid["shipping"]["address"]["line1"], "1 Example Street");
    let path = format!("/v1/confirmation_tokens/{}", token["id"].as_str().unwrap());
    assert_eq!(
        store.get(&path, json!({})).await["payment_intent"],
        paid["id"]
    );
    let again = refused(&store, "/v1/payment_intents", intent, 400).await;
    assert!(
        again["message"]
            .as_str()
            .unwrap()
            .contains("already been used")
    );
}
