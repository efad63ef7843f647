//! Form bodies, exactly as Stripe's reference writes them.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use countertop_domain::{Currency, Money, PaymentLinkId};
use countertop_stripe_client::{Client, NewLink, NewPrice, NewProduct, ProductId};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::stub::Stub;

fn money(minor: i64, currency: &str) -> Money {
    Money::new(minor, Currency::supported(currency).unwrap()).unwrap()
}

fn marks(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

fn link(name: &str, amount: Money, quantity: u32, metadata: BTreeMap<String, String>) -> NewLink {
    NewLink {
        name: name.to_owned(),
        amount,
        quantity: NonZeroU32::new(quantity).unwrap(),
        metadata,
    }
}

/// What one call sends: path, then a pair a line.
async fn sent<F, T>(call: impl FnOnce(Client) -> F) -> String
where
    F: Future<Output = T>,
{
    let stub = Stub::start([]).await;
    call(stub.client()).await;
    let seen = stub.only();
    format!("{}\n{}", seen.path, seen.body.replace('&', "\n"))
}

#[tokio::test]
async fn a_link_is_created_in_one_call() {
    let new = link("Röst & Café 100%", money(1250, "eur"), 2, marks(&[]));
    let body = sent(async |client| client.create_payment_link(&new, None).await).await;
    insta::assert_snapshot!(body, @r#"
        /v1/payment_links
        expand[0]=line_items
        line_items[0][price_data][currency]=eur
        line_items[0][price_data][product_data][name]=R%C3%B6st+%26+Caf%C3%A9+100%25
        line_items[0][price_data][unit_amount]=1250
        line_items[0][quantity]=2
    "#);
}

#[tokio::test]
async fn metadata_goes_on_the_link_and_on_its_payments_in_order() {
    let pairs: Vec<_> = (b'a'..=b'h')
        .map(|letter| (char::from(letter).to_string(), "1".to_owned()))
        .collect();
    let new = link("Tea", money(500, "jpy"), 1, pairs.into_iter().collect());
    let body = sent(async |client| client.create_payment_link(&new, None).await).await;
    insta::assert_snapshot!(body, @r#"
        /v1/payment_links
        expand[0]=line_items
        line_items[0][price_data][currency]=jpy
        line_items[0][price_data][product_data][name]=Tea
        line_items[0][price_data][unit_amount]=500
        line_items[0][quantity]=1
        metadata[a]=1
        metadata[b]=1
        metadata[c]=1
        metadata[d]=1
        metadata[e]=1
        metadata[f]=1
        metadata[g]=1
        metadata[h]=1
        payment_intent_data[metadata][a]=1
        payment_intent_data[metadata][b]=1
        payment_intent_data[metadata][c]=1
        payment_intent_data[metadata][d]=1
        payment_intent_data[metadata][e]=1
        payment_intent_data[metadata][f]=1
        payment_intent_data[metadata][g]=1
        payment_intent_data[metadata][h]=1
    "#);
}

#[tokio::test]
async fn a_link_is_created_from_the_apis_own_parameters() {
    let parameters = json!({
        "line_items": [
            {"price": "price_1", "quantity": 1, "adjustable_quantity": {"enabled": true}},
            {"price": "price_2", "quantity": 3},
        ],
        "after_completion": {"type": "redirect", "redirect": {"url": "https://a.example/?x=1&y"}},
        "expand": ["line_items", "on_behalf_of"],
        "inactive_message": "",
        "tax_id_collection": null,
    });
    let body = sent(async |client| client.create_payment_link_from(&parameters, None).await).await;
    insta::assert_snapshot!(body, @r#"
        /v1/payment_links
        after_completion[redirect][url]=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y
        after_completion[type]=redirect
        expand[0]=line_items
        expand[1]=on_behalf_of
        inactive_message=
        line_items[0][adjustable_quantity][enabled]=true
        line_items[0][price]=price_1
        line_items[0][quantity]=1
        line_items[1][price]=price_2
        line_items[1][quantity]=3
    "#);
}

#[tokio::test]
async fn an_update_sends_what_it_names() {
    let id = PaymentLinkId::new("plink_1").unwrap();
    let parameters = json!({"active": false});
    let body = sent(async |client| client.update_payment_link(&id, &parameters, None).await).await;
    insta::assert_snapshot!(body, @r#"
        /v1/payment_links/plink_1
        active=false
        expand[0]=line_items
    "#);
}

#[tokio::test]
async fn products_and_prices_are_created() {
    let product = NewProduct {
        name: "Tea".into(),
        description: Some("Green, 100 g".into()),
        metadata: marks(&[("shelf", "3"), ("box", "1")]),
    };
    let body = sent(async |client| client.create_product(&product, None).await).await;
    insta::assert_snapshot!(body, @r#"
        /v1/products
        description=Green,+100+g
        metadata[box]=1
        metadata[shelf]=3
        name=Tea
    "#);

    let price = NewPrice {
        product: ProductId::new("tea/green").unwrap(),
        amount: money(1990, "kwd"),
        metadata: marks(&[]),
    };
    let body = sent(async |client| client.create_price(&price, None).await).await;
    insta::assert_snapshot!(body, @r#"
        /v1/prices
        currency=kwd
        product=tea/green
        unit_amount=1990
    "#);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever a merchant writes arrives as it was written.
    #[test]
    fn a_new_link_survives_the_way(
        name in "\\PC{1,40}",
        minor in 0..99_999_999_i64,
        quantity in 1..1000_u32,
        pairs in prop::collection::btree_map("[a-zA-Z][a-zA-Z0-9_ .-]{0,19}", "\\PC{0,40}", 0..5),
    ) {
        let new = link(&name, money(minor, "usd"), quantity, pairs.clone());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let body = runtime.block_on(async {
            let stub = Stub::start([]).await;
            stub.client().create_payment_link(&new, None).await.unwrap();
            stub.only().body
        });
        let form = countertop_stripe_wire::form::decode(&body);
        let item = &form["line_items"][0];
        prop_assert_eq!(&item["price_data"]["product_data"]["name"], &Value::from(name));
        prop_assert_eq!(&item["price_data"]["unit_amount"], &Value::from(minor.to_string()));
        prop_assert_eq!(&item["quantity"], &Value::from(quantity.to_string()));
        for (key, value) in pairs {
            prop_assert_eq!(&form["metadata"][&key], &Value::from(value.clone()));
            prop_assert_eq!(&form["payment_intent_data"]["metadata"][&key], &Value::from(value));
        }
    }
}
