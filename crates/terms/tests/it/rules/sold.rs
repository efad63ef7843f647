//! What is sold.

use countertop_terms::AdjustableQuantity;

use super::{passed, refused, warned};
use crate::made::{cake, item, monthly, of_catalogue, optional};

fn adjustable(minimum: Option<u32>, maximum: Option<u32>) -> AdjustableQuantity {
    AdjustableQuantity {
        enabled: true,
        minimum,
        maximum,
    }
}

#[test]
fn items_are_counted() {
    refused(
        cake,
        &[
            (|it| it.line_items.clear(), "line_items"),
            (
                |it| it.line_items = vec![item("A", "eur", 100); 21],
                "line_items",
            ),
            (
                |it| it.line_items[0].quantity = None,
                "line_items[0][quantity]",
            ),
            (
                |it| it.line_items[0].quantity = Some(0),
                "line_items[0][quantity]",
            ),
            (
                |it| {
                    it.line_items[0].price_data.unit_amount = Some(0);
                    it.line_items[0].quantity = Some(1_000_000);
                },
                "line_items[0][quantity]",
            ),
            (
                |it| {
                    it.line_items[0].quantity = Some(0);
                    it.line_items[0].adjustable_quantity = adjustable(None, None);
                },
                "line_items[0][quantity]",
            ),
            (
                |it| it.optional_items = (0..11).map(|n| optional(&format!("price_{n}"))).collect(),
                "optional_items",
            ),
            (
                |it| {
                    it.line_items = vec![item("A", "eur", 100); 15];
                    it.optional_items = (0..6).map(|n| optional(&format!("price_{n}"))).collect();
                },
                "optional_items",
            ),
        ],
    );
    passed(
        cake,
        &[
            |it| it.line_items = vec![item("A", "eur", 100); 20],
            |it| it.line_items[0].quantity = Some(999),
            |it| {
                it.line_items.push(item("B", "eur", 100));
                it.line_items[0].quantity = Some(0);
                it.line_items[0].adjustable_quantity = adjustable(Some(0), Some(5));
            },
            |it| it.optional_items = (0..10).map(|n| optional(&format!("price_{n}"))).collect(),
        ],
    );
}

#[test]
fn a_quantity_is_among_those_to_choose_from() {
    refused(
        cake,
        &[
            (
                |it| it.line_items[0].adjustable_quantity = adjustable(Some(5), Some(3)),
                "line_items[0][adjustable_quantity][minimum]",
            ),
            (
                |it| it.line_items[0].adjustable_quantity = adjustable(Some(100), None),
                "line_items[0][adjustable_quantity][minimum]",
            ),
            (
                |it| it.line_items[0].adjustable_quantity = adjustable(None, Some(0)),
                "line_items[0][adjustable_quantity][maximum]",
            ),
            (
                |it| it.line_items[0].adjustable_quantity = adjustable(None, Some(1_000_000)),
                "line_items[0][adjustable_quantity][maximum]",
            ),
            (
                |it| it.line_items[0].adjustable_quantity = adjustable(Some(2), Some(3)),
                "line_items[0][quantity]",
            ),
            (
                |it| {
                    it.line_items[0].quantity = Some(100);
                    it.line_items[0].adjustable_quantity = adjustable(None, None);
                },
                "line_items[0][quantity]",
            ),
            (
                |it| {
                    let mut tea = optional("price_tea");
                    tea.adjustable_quantity = adjustable(Some(2), Some(3));
                    it.optional_items = vec![tea];
                },
                "optional_items[0][quantity]",
            ),
        ],
    );
    warned(
        cake,
        &[(
            |it| it.line_items[0].adjustable_quantity.maximum = Some(3),
            "line_items[0][adjustable_quantity][enabled]",
        )],
    );
}

#[test]
fn a_price_is_of_the_catalogue_or_new() {
    refused(
        cake,
        &[
            (
                |it| it.line_items[0].price = "price_tea".into(),
                "line_items[0][price]",
            ),
            (
                |it| it.line_items[0] = of_catalogue("price_old", 1),
                "line_items[0][price]",
            ),
            (
                |it| it.line_items[0] = of_catalogue("price tea", 1),
                "line_items[0][price]",
            ),
            (
                |it| it.line_items[0].price_data.product = "prod_1".into(),
                "line_items[0][price_data][product]",
            ),
            (
                |it| it.line_items[0].price_data.unit_amount_decimal = "12.5".into(),
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| it.line_items[0].price_data.unit_amount = None,
                "line_items[0][price_data][unit_amount]",
            ),
            (
                |it| it.optional_items = vec![optional("")],
                "optional_items[0][price]",
            ),
            (
                |it| it.optional_items = vec![optional("price_tea"), optional("price_tea")],
                "optional_items[1][price]",
            ),
            (
                |it| it.optional_items = vec![optional("price_old")],
                "optional_items[0][price]",
            ),
            (
                |it| it.optional_items = vec![optional("price_gift")],
                "optional_items[0][price]",
            ),
            (
                |it| it.optional_items = vec![optional("price_month")],
                "optional_items[0][price]",
            ),
        ],
    );
    passed(
        cake,
        &[
            |it| it.line_items[0] = of_catalogue("price_tea", 1),
            |it| {
                it.line_items[0] = of_catalogue("price_old", 1);
                it.line_items[0].id = "li_1".into();
            },
            |it| it.line_items[0] = of_catalogue("price_of_somewhere_else", 1),
            |it| {
                it.line_items[0] = of_catalogue("price_tea", 1);
                it.line_items[0].price_data.currency = "usd".into();
            },
            |it| it.optional_items = vec![optional("price_tea")],
        ],
    );
}

#[test]
fn what_is_sold_goes_together() {
    refused(
        cake,
        &[
            (
                |it| it.line_items.push(item("B", "usd", 100)),
                "line_items[1][price_data][currency]",
            ),
            (
                |it| it.line_items.push(of_catalogue("price_dollars", 1)),
                "line_items[1][price]",
            ),
            (
                |it| it.optional_items = vec![optional("price_dollars")],
                "optional_items[0][price]",
            ),
            (|it| it.currency = "usd".into(), "currency"),
            (|it| it.currency = "x".into(), "currency"),
        ],
    );
    refused(
        monthly,
        &[
            (
                |it| {
                    let mut other = it.line_items[0].clone();
                    other.price_data.recurring.interval_count = Some(2);
                    it.line_items.push(other);
                },
                "line_items[1][price_data][recurring][interval]",
            ),
            (
                |it| it.line_items.push(of_catalogue("price_year", 1)),
                "line_items[1][price]",
            ),
            (
                |it| it.optional_items = vec![optional("price_year")],
                "optional_items[0][price]",
            ),
        ],
    );
    passed(
        monthly,
        &[
            |it| it.line_items.push(item("Once", "eur", 100)),
            |it| it.line_items.push(of_catalogue("price_month", 1)),
            |it| it.optional_items = vec![optional("price_month"), optional("price_tea")],
            |it| it.currency = "EUR".into(),
        ],
    );
}
