//! Terms to try things with.

use countertop_terms::{
    Context, CustomField, CustomFieldLabel, DropdownOption, KnownPrice, LineItem, LinkTerms,
    NewProduct, OptionalItem, PriceData,
};

/// A link that sells one cake.
pub fn cake() -> LinkTerms {
    LinkTerms {
        line_items: vec![item("Birthday cake", "eur", 8650)],
        ..LinkTerms::default()
    }
}

/// A new thing at a new price.
pub fn item(name: &str, currency: &str, unit_amount: i64) -> LineItem {
    LineItem {
        price_data: PriceData {
            currency: currency.into(),
            unit_amount: Some(unit_amount),
            product_data: NewProduct {
                name: name.into(),
                ..NewProduct::default()
            },
            ..PriceData::default()
        },
        quantity: Some(1),
        ..LineItem::default()
    }
}

/// A link that is paid every month.
pub fn monthly() -> LinkTerms {
    let mut terms = cake();
    terms.line_items[0].price_data.recurring.interval = "month".into();
    terms
}

/// A question of a kind.
pub fn question(kind: &str) -> CustomField {
    let mut asked = CustomField {
        key: "day".into(),
        label: CustomFieldLabel {
            custom: "Which day?".into(),
            kind: "custom".into(),
        },
        kind: kind.into(),
        ..CustomField::default()
    };
    if kind == "dropdown" {
        asked.dropdown.options = vec![option("Tuesday", "tue"), option("Friday", "fri")];
    }
    asked
}

pub fn option(label: &str, value: &str) -> DropdownOption {
    DropdownOption {
        label: label.into(),
        value: value.into(),
    }
}

/// Something of the catalogue.
pub fn of_catalogue(price: &str, quantity: u32) -> LineItem {
    LineItem {
        price: price.into(),
        quantity: Some(quantity),
        ..LineItem::default()
    }
}

/// Something optional at a price of the catalogue.
pub fn optional(price: &str) -> OptionalItem {
    OptionalItem {
        price: price.into(),
        quantity: Some(1),
        ..OptionalItem::default()
    }
}

/// Prices of a catalogue.
pub fn catalogue() -> Context {
    let price = |currency: &str, unit_amount: i64| KnownPrice {
        currency: currency.into(),
        unit_amount: Some(unit_amount),
        active: true,
        ..KnownPrice::default()
    };
    let recurring = |interval: &str, count: u32| KnownPrice {
        recurring: true,
        interval: Some((interval.into(), count)),
        ..price("eur", 900)
    };
    let prices = [
        ("price_tea", price("eur", 480)),
        ("price_dollars", price("usd", 480)),
        ("price_month", recurring("month", 1)),
        ("price_year", recurring("year", 1)),
        (
            "price_old",
            KnownPrice {
                active: false,
                ..price("eur", 480)
            },
        ),
        (
            "price_gift",
            KnownPrice {
                unit_amount: None,
                customer_chooses: true,
                ..price("eur", 0)
            },
        ),
    ];
    Context {
        prices: prices.map(|(id, price)| (id.to_owned(), price)).into(),
        statement_prefix: Some("PRACTICE".into()),
    }
}
