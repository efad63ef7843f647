//! Customers: made, changed, found by their address, deleted; and their cards of the older calls.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::Store;

fn path(customer: &Value, call: &str) -> String {
    format!("/v1/customers/{}{call}", customer["id"].as_str().unwrap())
}

async fn refused(store: &Store, path: &str, given: Value, status: u16) -> Value {
    let status = StatusCode::from_u16(status).unwrap();
    store.refused(Method::POST, path, given, status).await
}

#[tokio::test]
async fn a_customer_is_made_changed_and_found() {
    let store = Store::open().await;
    let made = store
        .post(
            "/v1/customers",
            json!({
                "email": "ada@example.com",
                "name": "Ada Sample",
                "address": { "line1": "1 Example Street", "country": "DE" },
                "shipping": { "name": "Ada", "address": { "city": "Berlin" } },
                "tax_exempt": "reverse",
                "preferred_locales": ["de"],
                "metadata": { "a": "1" },
            }),
        )
        .await;
    assert_eq!(
        made["address"]["city"],
        Value::Null,
        "an address has every field"
    );
    assert_eq!(made["shipping"]["address"]["city"], "Berlin");
    assert_eq!(made["tax_exempt"], "reverse");
    store
        .post("/v1/customers", json!({ "email": "bela@example.com" }))
        .await;
    let found = store
        .get("/v1/customers", json!({ "email": "ada@example.com" }))
        .await;
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
    assert_eq!(found["data"][0]["id"], made["id"]);

    let change = json!({ "name": "Ada", "address": "", "metadata": { "a": "", "b": "2" } });
    let changed = store.post(&path(&made, ""), change).await;
    assert_eq!(
        (&changed["name"], &changed["address"]),
        (&json!("Ada"), &Value::Null)
    );
    assert_eq!(changed["metadata"], json!({ "b": "2" }));
    let event = store.newest_event("customer.updated").await;
    assert_eq!(event["data"]["previous_attributes"]["name"], "Ada Sample");
    let error = refused(&store, "/v1/customers", json!({ "email": "ada" }), 400).await;
    assert_eq!(
        (&error["code"], &error["param"]),
        (&json!("email_invalid"), &json!("email"))
    );
}

#[tokio::test]
async fn a_deleted_customer_is_still_known_as_that() {
    let store = Store::open().await;
    let customer = store
        .post("/v1/customers", json!({ "payment_method": "pm_card_visa" }))
        .await;
    let methods = store
        .get(&path(&customer, "/payment_methods"), json!({}))
        .await;
    let method = methods["data"][0]["id"].as_str().unwrap().to_owned();
    let gone = store.call(Method::DELETE, &path(&customer, ""), &json!({}));
    let gone = crate::support::expect(StatusCode::OK, gone).await;
    let wanted = json!({ "id": customer["id"], "object": "customer", "deleted": true });
    assert_eq!(gone, wanted);
    assert_eq!(store.get(&path(&customer, ""), json!({})).await, wanted);
    assert_eq!(
        store.get("/v1/customers", json!({})).await["data"],
        json!([])
    );
    refused(&store, &path(&customer, ""), json!({ "name": "Ada" }), 404).await;
    let method = store
        .get(&format!("/v1/payment_methods/{method}"), json!({}))
        .await;
    assert_eq!(method["customer"], Value::Null);
    let intent = json!({ "amount": 500, "currency": "eur", "customer": customer["id"] });
    let error = refused(&store, "/v1/payment_intents", intent, 400).await;
    assert_eq!(
        (&error["code"], &error["param"]),
        (&json!("resource_missing"), &json!("customer"))
    );
}

#[tokio::test]
async fn invoices_are_paid_with_a_method_of_the_customers_own() {
    let store = Store::open().await;
    let customer = store
        .post("/v1/customers", json!({ "payment_method": "pm_card_visa" }))
        .await;
    let methods = store
        .get(&path(&customer, "/payment_methods"), json!({}))
        .await;
    let method = &methods["data"][0]["id"];
    let settings = json!({ "invoice_settings": { "default_payment_method": method } });
    let changed = store.post(&path(&customer, ""), settings.clone()).await;
    assert_eq!(
        changed["invoice_settings"]["default_payment_method"],
        *method
    );
    let other = store.post("/v1/customers", json!({})).await;
    let error = refused(&store, &path(&other, ""), settings, 400).await;
    assert_eq!(error["param"], "invoice_settings[default_payment_method]");
    let detach = format!("/v1/payment_methods/{}/detach", method.as_str().unwrap());
    store.post(&detach, json!({})).await;
    let now = store.get(&path(&customer, ""), json!({})).await;
    assert_eq!(
        now["invoice_settings"]["default_payment_method"],
        Value::Null
    );
}

#[tokio::test]
async fn a_customer_has_cards_of_tokens() {
    let store = Store::open().await;
    let customer = store
        .post("/v1/customers", json!({ "source": "tok_visa" }))
        .await;
    let first = customer["default_source"].as_str().unwrap().to_owned();
    assert!(first.starts_with("card_"));
    let second = store
        .post(
            &path(&customer, "/sources"),
            json!({ "source": "tok_mastercard" }),
        )
        .await;
    assert_eq!(
        (&second["brand"], &second["customer"]),
        (&json!("MasterCard"), &customer["id"])
    );
    let list = store
        .get(&path(&customer, "/sources"), json!({ "object": "card" }))
        .await;
    assert_eq!(list["data"].as_array().unwrap().len(), 2);

    let charge = json!({ "amount": 500, "currency": "eur", "customer": customer["id"] });
    let paid = store.post("/v1/charges", charge.clone()).await;
    assert_eq!(
        (&paid["customer"], &paid["payment_method"]),
        (&customer["id"], &json!(first))
    );
    let mut with_second = charge;
    with_second["source"] = second["id"].clone();
    let paid = store.post("/v1/charges", with_second).await;
    assert_eq!(
        paid["payment_method_details"]["card"]["brand"],
        "mastercard"
    );
    let charges = store
        .get("/v1/charges", json!({ "customer": customer["id"] }))
        .await;
    assert_eq!(charges["data"].as_array().unwrap().len(), 2);
    let intent = paying_intent(&customer);
    let paid = store.post("/v1/payment_intents", intent).await;
    assert_eq!(paid["status"], "succeeded", "the default card pays");
}

/// An intent that a customer's default card is to pay.
fn paying_intent(customer: &Value) -> Value {
    json!({
        "amount": 500,
        "currency": "eur",
        "customer": customer["id"],
        "payment_method_types": ["card"],
        "confirm": true,
    })
}

#[tokio::test]
async fn a_card_that_goes_leaves_the_default_to_another() {
    let store = Store::open().await;
    let customer = store
        .post("/v1/customers", json!({ "source": "tok_visa" }))
        .await;
    let first = &customer["default_source"];
    let mastercard = json!({ "source": "tok_mastercard" });
    let second = store.post(&path(&customer, "/sources"), mastercard).await;
    let declined = json!({ "source": "tok_chargeDeclined" });
    let error = refused(&store, &path(&customer, "/sources"), declined, 402).await;
    assert_eq!(error["code"], "card_declined");
    for (gone, default) in [(first, &second["id"]), (&second["id"], &Value::Null)] {
        let one = path(&customer, &format!("/sources/{}", gone.as_str().unwrap()));
        let call = store.call(Method::DELETE, &one, &json!({}));
        crate::support::expect(StatusCode::OK, call).await;
        let now = store.get(&path(&customer, ""), json!({})).await;
        assert_eq!(now["default_source"], *default);
    }
    let visa = json!({ "source": "tok_visa" });
    let third = store.post(&path(&customer, "/sources"), visa).await;
    let now = store.get(&path(&customer, ""), json!({})).await;
    assert_eq!(
        now["default_source"], third["id"],
        "the first is the default"
    );
    let call = store.call(
        Method::DELETE,
        &path(
            &customer,
            &format!("/sources/{}", third["id"].as_str().unwrap()),
        ),
        &json!({}),
    );
    crate::support::expect(StatusCode::OK, call).await;
    let intent = paying_intent(&customer);
    let error = refused(&store, "/v1/payment_intents", intent, 400).await;
    assert_eq!(error["code"], "payment_intent_unexpected_state");
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .contains("missing a payment method")
    );
}
