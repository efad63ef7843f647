//! What a price may be made, changed and listed with.

use super::super::params::{Param, Shape, clearable, optional, required};
use super::super::product;

const AMOUNT: Shape = Shape::Integer(0, 999_999_999_999);
const TAX_BEHAVIOR: Shape = Shape::Choice(&["exclusive", "inclusive", "unspecified"]);
const EVERY: Shape = Shape::Choice(&["day", "month", "week", "year"]);
const USAGE: Shape = Shape::Choice(&["licensed", "metered"]);
const RECURRING: Shape = Shape::Object(&[
    required("interval", EVERY),
    optional("interval_count", Shape::Integer(1, 1095)),
    optional("meter", Shape::Text(255)),
    optional("trial_period_days", Shape::Integer(1, 730)),
    optional("usage_type", USAGE),
]);
const INTERVAL: Shape = Shape::Object(&[
    required("interval", EVERY),
    optional("interval_count", Shape::Integer(1, 1095)),
]);
const CUSTOM: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("maximum", AMOUNT),
    optional("minimum", AMOUNT),
    optional("preset", AMOUNT),
]);
/// Tiers are refused with a sentence, whatever they are.
const TIERS: Shape = Shape::List(
    &Shape::Object(&[
        optional("flat_amount", AMOUNT),
        optional("flat_amount_decimal", Shape::Decimal),
        optional("unit_amount", AMOUNT),
        optional("unit_amount_decimal", Shape::Decimal),
        required("up_to", Shape::Text(20)),
    ]),
    100,
);
const CURRENCY_OPTIONS: Shape = Shape::ByCurrency(&[
    optional("custom_unit_amount", CUSTOM),
    optional("tax_behavior", TAX_BEHAVIOR),
    optional("unit_amount", AMOUNT),
    optional("unit_amount_decimal", Shape::Decimal),
]);
const TRANSFORM: Shape = Shape::Object(&[
    required("divide_by", Shape::Integer(1, 999_999)),
    required("round", Shape::Choice(&["down", "up"])),
]);

/// What a price may be made with inside of a line item.
pub(crate) const PRICE_DATA: &[Param] = &[
    required("currency", Shape::Currency),
    optional("product", Shape::Text(255)),
    optional("product_data", Shape::Object(product::ITEM_PRODUCT_DATA)),
    optional("recurring", INTERVAL),
    optional("tax_behavior", TAX_BEHAVIOR),
    optional("unit_amount", AMOUNT),
    optional("unit_amount_decimal", Shape::Decimal),
];

/// What a price may be made with inside of a product.
pub(crate) const DEFAULT_PRICE_DATA: &[Param] = &[
    required("currency", Shape::Currency),
    optional("currency_options", CURRENCY_OPTIONS),
    optional("custom_unit_amount", CUSTOM),
    optional("metadata", Shape::Metadata),
    optional("recurring", INTERVAL),
    optional("tax_behavior", TAX_BEHAVIOR),
    optional("unit_amount", AMOUNT),
    optional("unit_amount_decimal", Shape::Decimal),
];

pub(super) const CREATE: &[Param] = &[
    required("currency", Shape::Currency),
    optional("active", Shape::Boolean),
    optional("billing_scheme", Shape::Choice(&["per_unit", "tiered"])),
    optional("currency_options", CURRENCY_OPTIONS),
    optional("custom_unit_amount", CUSTOM),
    optional("lookup_key", Shape::Text(200)),
    optional("metadata", Shape::Metadata),
    optional("nickname", Shape::Text(5000)),
    optional("product", Shape::Text(255)),
    optional("product_data", Shape::Object(product::PRICE_PRODUCT_DATA)),
    optional("recurring", RECURRING),
    optional("tax_behavior", TAX_BEHAVIOR),
    optional("tiers", TIERS),
    optional("tiers_mode", Shape::Choice(&["graduated", "volume"])),
    optional("transfer_lookup_key", Shape::Boolean),
    optional("transform_quantity", TRANSFORM),
    optional("unit_amount", AMOUNT),
    optional("unit_amount_decimal", Shape::Decimal),
];

pub(super) const UPDATE: &[Param] = &[
    optional("active", Shape::Boolean),
    clearable("currency_options", CURRENCY_OPTIONS),
    clearable("lookup_key", Shape::Text(200)),
    clearable("metadata", Shape::Metadata),
    clearable("nickname", Shape::Text(5000)),
    optional("tax_behavior", TAX_BEHAVIOR),
    optional("transfer_lookup_key", Shape::Boolean),
];

pub(super) const LIST: &[Param] = &[
    optional("active", Shape::Boolean),
    optional("created", Shape::Range),
    optional("currency", Shape::Currency),
    optional("lookup_keys", Shape::List(&Shape::Text(200), 10)),
    optional("product", Shape::Text(255)),
    optional(
        "recurring",
        Shape::Object(&[
            optional("interval", EVERY),
            optional("meter", Shape::Text(255)),
            optional("usage_type", USAGE),
        ]),
    ),
    optional("type", Shape::Choice(&["one_time", "recurring"])),
];
