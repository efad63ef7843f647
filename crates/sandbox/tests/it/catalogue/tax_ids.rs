//! Tax ids, the account's and customers'.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{check_refused, delete, ids};
use crate::support::Store;

/// A customer's id, and the path of the calls about their tax ids.
async fn ada(store: &Store) -> (String, String) {
    let ada = store.post("/v1/customers", json!({ "name": "Ada" })).await;
    let ada = ada["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/customers/{ada}/tax_ids");
    (ada, path)
}

async fn own(store: &Store) -> Value {
    let given = json!({ "type": "eu_vat", "value": "DE123456789" });
    store.post("/v1/tax_ids", given).await
}

#[tokio::test]
async fn tax_ids_are_the_accounts_or_a_customers() {
    let store = Store::open().await;
    let (ada, of_ada) = ada(&store).await;
    let own = own(&store).await;
    assert_eq!(
        own["owner"],
        json!({ "customer_account": null, "type": "self" })
    );
    assert_eq!(own["verification"], Value::Null);
    let hers = store
        .post(&of_ada, json!({ "type": "eu_vat", "value": "EL000000000" }))
        .await;
    for (field, value) in [
        ("country", json!("GR")),
        ("customer", json!(ada)),
        (
            "owner",
            json!({ "customer": ada, "customer_account": null, "type": "customer" }),
        ),
        ("value", json!("EL000000000")),
    ] {
        assert_eq!(hers[field], value, "{field}");
    }
    assert_eq!(hers["verification"]["status"], "verified");
    for (value, status) in [("DE111111111", "unverified"), ("DE123456789", "pending")] {
        let bela = store.post("/v1/customers", json!({})).await;
        let path = format!("/v1/customers/{}/tax_ids", bela["id"].as_str().unwrap());
        let given = json!({ "type": "eu_vat", "value": value });
        let made = store.post(&path, given).await;
        assert_eq!(made["verification"]["status"], status, "{value}");
    }
}

#[tokio::test]
async fn tax_ids_are_listed_by_whose_they_are_and_deleted() {
    let store = Store::open().await;
    let (ada, of_ada) = ada(&store).await;
    let own = own(&store).await;
    let given = json!({ "type": "eu_vat", "value": "EL000000000" });
    let hers = store.post(&of_ada, given).await;
    let owner = json!({ "type": "customer", "customer": ada });
    let second = store
        .post(
            "/v1/tax_ids",
            json!({ "type": "us_ein", "value": "12-3456789", "owner": owner }),
        )
        .await;
    assert_eq!(second["verification"]["status"], "unavailable");
    for (path, filter, found) in [
        ("/v1/tax_ids", json!({}), vec![&own]),
        (
            "/v1/tax_ids",
            json!({ "owner": owner }),
            vec![&second, &hers],
        ),
        (of_ada.as_str(), json!({}), vec![&second, &hers]),
    ] {
        let listed = store.get(path, filter).await;
        let wanted: Vec<_> = found.iter().map(|tax_id| tax_id["id"].clone()).collect();
        assert_eq!(ids(&listed), wanted, "{path}");
    }
    let path = format!("{of_ada}/{}", hers["id"].as_str().unwrap());
    assert_eq!(store.get(&path, json!({})).await, hers);
    let foreign = format!("{of_ada}/{}", own["id"].as_str().unwrap());
    store
        .refused(Method::GET, &foreign, json!({}), StatusCode::NOT_FOUND)
        .await;
    let gone = delete(&store, &path).await;
    assert_eq!(
        gone,
        json!({ "id": hers["id"], "object": "tax_id", "deleted": true })
    );
    assert_eq!(ids(&store.get(&of_ada, json!({})).await).len(), 1);
    let types = store.event_types().await;
    assert_eq!(
        types[types.len() - 3..],
        [
            "customer.tax_id.created",
            "customer.tax_id.created",
            "customer.tax_id.deleted"
        ]
    );
}

#[tokio::test]
async fn what_is_no_tax_id_is_refused() {
    let store = Store::open().await;
    for (given, param, message) in [
        (
            json!({ "type": "eu_vat", "value": "US12" }),
            "value",
            "Invalid value for eu_vat.",
        ),
        (
            json!({ "type": "xx", "value": "12" }),
            "type",
            "must be one of ad_nrt",
        ),
    ] {
        check_refused(&store, "/v1/tax_ids", given, param, message).await;
    }
}

#[tokio::test]
async fn a_link_collects_names_and_a_tax_id() {
    let store = Store::open().await;
    let link = store
        .link(json!({
            "customer_creation": "always",
            "name_collection": { "business": { "enabled": true } },
            "tax_id_collection": { "enabled": true, "required": "if_supported" },
        }))
        .await;
    let (status, paid) = store.door(json!({ "payment_link": link["id"] })).await;
    assert_eq!(status, StatusCode::OK, "{paid}");
    let path = format!(
        "/v1/checkout/sessions/{}",
        paid["checkout_session"].as_str().unwrap()
    );
    let session = store.get(&path, json!({})).await;
    let details = &session["customer_details"];
    assert_eq!(details["business_name"], "Example Company");
    assert_eq!(details["individual_name"], Value::Null);
    assert_eq!(
        details["tax_ids"],
        json!([{ "type": "eu_vat", "value": "DE123456789" }])
    );
    assert_eq!(details["address"]["country"], "DE");
    assert_eq!(
        session["collected_information"]["business_name"],
        "Example Company"
    );
    let of_customer = format!(
        "/v1/customers/{}/tax_ids",
        session["customer"].as_str().unwrap()
    );
    let kept = store.get(&of_customer, json!({})).await;
    assert_eq!(kept["data"][0]["value"], "DE123456789");
}
