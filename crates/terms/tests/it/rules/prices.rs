//! What new things cost.

use countertop_terms::{AdjustableQuantity, CustomUnitAmount, LinkTerms};

use super::{passed, refused, warned};
use crate::made::{cake, item, monthly, of_catalogue, optional};

#[test]
fn amounts_are_as_their_currency_has_them() {
    refused(
        cake,
        &[
            (
                |it| price(it, "", 500),
                "line_items[0][price_data][currency]",
            ),
            (
                |it| price(it, "euro", 500),
                "line_items[0][price_data][currency]",
            ),
            (
                |it| price(it, "xyz", 500),
                "line_items[0][price_data][currency]",
            ),
            (
                |it| price(it, "eur", -1),
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| price(it, "eur", 49),
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| price(it, "eur", 100_000_000),
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| price(it, "eur", i64::MAX),
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| price(it, "jpy", 49),
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| price(it, "kwd", 5125),
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| price(it, "isk", 50_050),
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| price(it, "ugx", 50_001),
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| price(it, "huf", 17_400),
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| price(it, "idr", 1_000_000_000_000),
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| parts(it, "12.5.1"),
                "line_items[0][price_data][unit_amount_decimal]",
            ),
            (
                |it| parts(it, "-12.5"),
                "line_items[0][price_data][unit_amount_decimal]",
            ),
            (
                |it| parts(it, "12,5"),
                "line_items[0][price_data][unit_amount_decimal]",
            ),
            (
                |it| parts(it, "60.1234567890123"),
                "line_items[0][price_data][unit_amount_decimal]",
            ),
            (
                |it| parts(it, "12.5"),
                "line_items[0][price_data][unit_amount_decimal]",
            ),
        ],
    );
    passed(
        cake,
        &[
            |it| price(it, "EUR", 50),
            |it| price(it, "eur", 99_999_999),
            |it| price(it, "jpy", 50),
            |it| price(it, "jpy", 99_999_999),
            |it| price(it, "kwd", 5120),
            |it| price(it, "bhd", 10),
            |it| price(it, "isk", 50_000),
            |it| price(it, "idr", 100_000_000),
            |it| parts(it, "60.123456789012"),
            |it| parts(it, "60"),
            |it| {
                // Each is less than the smallest charge, together they are more.
                price(it, "eur", 10);
                it.line_items[0].quantity = Some(5);
            },
        ],
    );
    warned(
        cake,
        &[(
            |it| price(it, "eur", 0),
            "line_items[0][price_data][unit_amount]",
        )],
    );
}

fn price(terms: &mut LinkTerms, currency: &str, unit_amount: i64) {
    let price = &mut terms.line_items[0].price_data;
    price.currency = currency.into();
    price.unit_amount = Some(unit_amount);
}

fn parts(terms: &mut LinkTerms, decimal: &str) {
    let price = &mut terms.line_items[0].price_data;
    price.unit_amount = None;
    price.unit_amount_decimal = decimal.into();
}

#[test]
fn intervals_are_at_most_three_years() {
    refused(
        monthly,
        &[
            (
                |it| every(it, "fortnight", 1),
                "line_items[0][price_data][recurring][interval]",
            ),
            (
                |it| every(it, "month", 0),
                "line_items[0][price_data][recurring][interval_count]",
            ),
            (
                |it| every(it, "month", 37),
                "line_items[0][price_data][recurring][interval_count]",
            ),
            (
                |it| every(it, "year", 4),
                "line_items[0][price_data][recurring][interval_count]",
            ),
            (
                |it| every(it, "week", 157),
                "line_items[0][price_data][recurring][interval_count]",
            ),
            (
                |it| every(it, "day", 1096),
                "line_items[0][price_data][recurring][interval_count]",
            ),
        ],
    );
    passed(
        monthly,
        &[
            |it| every(it, "month", 36),
            |it| every(it, "year", 3),
            |it| every(it, "week", 156),
            |it| every(it, "day", 1095),
        ],
    );
    warned(
        cake,
        &[(
            |it| it.line_items[0].price_data.recurring.interval_count = Some(2),
            "line_items[0][price_data][recurring][interval]",
        )],
    );
}

fn every(terms: &mut LinkTerms, interval: &str, count: u32) {
    let recurring = &mut terms.line_items[0].price_data.recurring;
    recurring.interval = interval.into();
    recurring.interval_count = Some(count);
}

fn gift() -> LinkTerms {
    let mut terms = cake();
    terms.line_items[0].price_data.unit_amount = None;
    terms.line_items[0].custom_unit_amount = CustomUnitAmount {
        enabled: true,
        preset: Some(1000),
        minimum: Some(500),
        maximum: Some(50_000),
    };
    terms
}

#[test]
fn what_a_customer_chooses_has_bounds_and_stands_alone() {
    refused(
        gift,
        &[
            (
                |it| it.line_items[0].custom_unit_amount.minimum = Some(49),
                "line_items[0][custom_unit_amount][minimum]",
            ),
            (
                |it| it.line_items[0].custom_unit_amount.minimum = Some(50_001),
                "line_items[0][custom_unit_amount][minimum]",
            ),
            (
                |it| it.line_items[0].custom_unit_amount.preset = Some(499),
                "line_items[0][custom_unit_amount][preset]",
            ),
            (
                |it| it.line_items[0].custom_unit_amount.preset = Some(50_001),
                "line_items[0][custom_unit_amount][preset]",
            ),
            (
                |it| it.line_items[0].custom_unit_amount.maximum = Some(100_000_000),
                "line_items[0][custom_unit_amount][maximum]",
            ),
            (
                |it| it.line_items[0].quantity = Some(2),
                "line_items[0][quantity]",
            ),
            (
                |it| {
                    it.line_items[0].adjustable_quantity = AdjustableQuantity {
                        enabled: true,
                        ..AdjustableQuantity::default()
                    }
                },
                "line_items[0][quantity]",
            ),
            (|it| it.line_items.push(item("B", "eur", 100)), "line_items"),
            (
                |it| it.optional_items = vec![optional("price_tea")],
                "line_items",
            ),
            (
                |it| it.line_items[0].price_data.recurring.interval = "month".into(),
                "line_items[0][custom_unit_amount][enabled]",
            ),
            (
                |it| it.line_items[0].price = "price_tea".into(),
                "line_items[0][price]",
            ),
        ],
    );
    refused(
        cake,
        &[(
            |it| {
                it.line_items[0] = of_catalogue("price_gift", 1);
                it.line_items[0].quantity = Some(2);
            },
            "line_items[0][quantity]",
        )],
    );
    passed(
        gift,
        &[
            |it| it.line_items[0].custom_unit_amount.preset = None,
            |it| it.line_items[0].custom_unit_amount.maximum = None,
            |it| it.line_items[0] = of_catalogue("price_gift", 1),
        ],
    );
    warned(
        gift,
        &[
            (
                |it| it.allow_promotion_codes = true,
                "allow_promotion_codes",
            ),
            (
                |it| it.line_items[0].price_data.unit_amount = Some(5),
                "line_items[0][price_data][unit_amount]",
            ),
        ],
    );
}

#[test]
fn a_new_product_has_a_name() {
    refused(
        cake,
        &[
            (
                |it| it.line_items[0].price_data.product_data.name = "  ".into(),
                "line_items[0][price_data][product_data][name]",
            ),
            (
                |it| it.line_items[0].price_data.product_data.name = "é".repeat(251),
                "line_items[0][price_data][product_data][name]",
            ),
            (
                |it| it.line_items[0].price_data.product_data.name = "x".repeat(5000),
                "line_items[0][price_data][product_data][name]",
            ),
            (
                |it| it.line_items[0].price_data.product_data.description = "x".repeat(5001),
                "line_items[0][price_data][product_data][description]",
            ),
            (
                |it| it.line_items[0].price_data.product_data.unit_label = "thirteen chars".into(),
                "line_items[0][price_data][product_data][unit_label]",
            ),
            (
                |it| {
                    it.line_items[0].price_data.product_data.images =
                        vec!["https://a.example/1.png".into(); 9]
                },
                "line_items[0][price_data][product_data][images]",
            ),
            (
                |it| it.line_items[0].price_data.product_data.images = vec!["1.png".into()],
                "line_items[0][price_data][product_data][images][0]",
            ),
            (
                |it| it.line_items[0].price_data.product_data.tax_code = "food".into(),
                "line_items[0][price_data][product_data][tax_code]",
            ),
            (
                |it| {
                    let product = &mut it.line_items[0].price_data.product_data;
                    product.tax_code = "txcd_1".into();
                    product.tax_details.tax_code = "txcd_2".into();
                },
                "line_items[0][price_data][product_data][tax_details][tax_code]",
            ),
            (
                |it| {
                    it.line_items[0]
                        .price_data
                        .product_data
                        .tax_details
                        .performance_location = "here".into()
                },
                "line_items[0][price_data][product_data][tax_details][performance_location]",
            ),
            (
                |it| {
                    it.line_items[0]
                        .price_data
                        .product_data
                        .metadata
                        .insert("a[b]".into(), "1".into());
                },
                "line_items[0][price_data][product_data][metadata][a[b]]",
            ),
            (
                |it| it.line_items[0].price_data.tax_behavior = "free".into(),
                "line_items[0][price_data][tax_behavior]",
            ),
        ],
    );
    passed(
        cake,
        &[
            // Characters are counted, not bytes: a cake, and a name written from right to left.
            |it| it.line_items[0].price_data.product_data.name = "🎂".repeat(250),
            |it| it.line_items[0].price_data.product_data.name = "כיכר לחם מחמצת".into(),
            |it| it.line_items[0].price_data.product_data.description = "x".repeat(5000),
            |it| {
                it.line_items[0].price_data.product_data.images =
                    vec!["https://a.example/1.png".into(); 8]
            },
            |it| {
                it.line_items[0].price_data.product_data = Default::default();
                it.line_items[0].price_data.product = "prod_1".into();
            },
        ],
    );
}
