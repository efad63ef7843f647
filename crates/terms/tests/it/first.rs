//! What is sent, and what is made before.

use countertop_terms::{
    Context, CustomUnitAmount, KnownPrice, LineItem, LinkTerms, Place, ShippingOption,
};
use serde_json::json;

use crate::made::{cake, monthly, question};

fn gift() -> LinkTerms {
    let mut terms = cake();
    let item = &mut terms.line_items[0];
    item.price_data.unit_amount = None;
    item.custom_unit_amount = CustomUnitAmount {
        enabled: true,
        minimum: Some(500),
        ..CustomUnitAmount::default()
    };
    terms
}

#[test]
fn what_is_no_parameter_is_not_sent() {
    let mut terms = gift();
    terms.line_items[0].id = "li_1".into();
    terms.line_items[0].price_data.recurring.interval_count = Some(3);
    let mut option = ShippingOption::default();
    option.new_rate.display_name = "By bicycle".into();
    terms.shipping_options = vec![option];
    terms.after_completion.redirect.url = "https://example.com".into();
    terms.tax_id_collection.required = "if_supported".into();
    terms.name_collection.business.optional = true;
    terms.submit_type = "auto".into();
    assert_eq!(
        terms.parameters(),
        json!({
            "line_items": [{
                "price_data": { "currency": "eur", "product_data": { "name": "Birthday cake" } },
                "quantity": 1,
            }],
        })
    );
}

#[test]
fn a_question_says_only_what_its_kind_has() {
    let mut terms = cake();
    let mut asked = question("dropdown");
    asked.text.default_value = "left behind".into();
    asked.label.kind.clear();
    terms.custom_fields = vec![asked];
    assert_eq!(
        terms.parameters()["custom_fields"],
        json!([{
            "key": "day",
            "label": { "custom": "Which day?", "type": "custom" },
            "type": "dropdown",
            "dropdown": { "options": [
                { "label": "Tuesday", "value": "tue" },
                { "label": "Friday", "value": "fri" },
            ] },
        }])
    );
}

#[test]
fn a_price_that_the_customer_chooses_is_made_with_its_product() {
    let mut terms = gift();
    let product = &mut terms.line_items[0].price_data.product_data;
    product.description = "As you like".into();
    let first = terms.to_make_first(&Context::default());
    let [first] = first.as_slice() else {
        panic!("{first:?}")
    };
    assert_eq!((first.place, first.path), (Place::Item(0), "/v1/products"));
    assert_eq!(
        first.parameters,
        json!({
            "name": "Birthday cake",
            "description": "As you like",
            "default_price_data": {
                "currency": "eur",
                "custom_unit_amount": { "enabled": true, "minimum": 500 },
            },
        })
    );
    for (theirs, ours) in [
        (
            "default_price_data[custom_unit_amount][minimum]",
            "line_items[0][custom_unit_amount][minimum]",
        ),
        (
            "default_price_data[currency]",
            "line_items[0][price_data][currency]",
        ),
        (
            "images[1]",
            "line_items[0][price_data][product_data][images][1]",
        ),
        ("name", "line_items[0][price_data][product_data][name]"),
    ] {
        assert_eq!(first.param(theirs), ours);
    }
    let id = first.id_in(&json!({ "id": "prod_1", "default_price": "price_1" }));
    assert_eq!(id.as_deref(), Some("price_1"));
    let terms = terms.with(first.place, "price_1");
    assert_eq!(
        terms.parameters(),
        json!({ "line_items": [{ "price": "price_1", "quantity": 1 }] })
    );
    assert_eq!(terms.to_make_first(&Context::default()), []);
}

#[test]
fn a_product_of_the_catalogue_gets_a_price() {
    let mut terms = gift();
    let price = &mut terms.line_items[0].price_data;
    price.product = "prod_1".into();
    price.product_data = Default::default();
    price.tax_behavior = "inclusive".into();
    let first = terms.to_make_first(&Context::default()).remove(0);
    assert_eq!(first.path, "/v1/prices");
    assert_eq!(
        first.parameters,
        json!({
            "currency": "eur",
            "custom_unit_amount": { "enabled": true, "minimum": 500 },
            "product": "prod_1",
            "tax_behavior": "inclusive",
        })
    );
    assert_eq!(
        first.id_in(&json!({ "id": "price_1" })).as_deref(),
        Some("price_1")
    );
    for (theirs, ours) in [
        (
            "custom_unit_amount[preset]",
            "line_items[0][custom_unit_amount][preset]",
        ),
        ("product", "line_items[0][price_data][product]"),
    ] {
        assert_eq!(first.param(theirs), ours);
    }
}

#[test]
fn a_new_rate_is_in_the_currency_of_what_is_sold() {
    let mut terms = LinkTerms {
        line_items: vec![LineItem {
            price: "price_tea".into(),
            quantity: Some(1),
            ..LineItem::default()
        }],
        ..LinkTerms::default()
    };
    let mut new = ShippingOption::default();
    new.new_rate.display_name = "By bicycle".into();
    new.new_rate.amount = Some(450);
    let known = ShippingOption {
        shipping_rate: "shr_1".into(),
        ..ShippingOption::default()
    };
    terms.shipping_options = vec![known, new];
    let tea = KnownPrice {
        currency: "chf".into(),
        ..KnownPrice::default()
    };
    let context = Context {
        prices: [("price_tea".to_owned(), tea)].into(),
        ..Context::default()
    };
    let first = terms.to_make_first(&context).remove(0);
    assert_eq!(
        (first.place, first.path),
        (Place::ShippingOption(1), "/v1/shipping_rates")
    );
    assert_eq!(
        first.parameters,
        json!({
            "display_name": "By bicycle",
            "fixed_amount": { "amount": 450, "currency": "chf" },
            "type": "fixed_amount",
        })
    );
    for (theirs, ours) in [
        (
            "display_name",
            "shipping_options[1][new_rate][display_name]",
        ),
        (
            "fixed_amount[amount]",
            "shipping_options[1][new_rate][amount]",
        ),
    ] {
        assert_eq!(first.param(theirs), ours);
    }
    let sent = terms.with_rate(1, "shr_2").parameters();
    let rates = json!([{ "shipping_rate": "shr_1" }, { "shipping_rate": "shr_2" }]);
    assert_eq!(sent["shipping_options"], rates);
}

#[test]
fn nothing_is_made_for_what_is_fixed() {
    assert_eq!(cake().to_make_first(&Context::default()), []);
    assert_eq!(monthly().to_make_first(&Context::default()), []);
}
