//! What a checkout session may be made, changed and listed with.

use super::super::offer::shapes::{
    ADDRESS, ADJUSTABLE, AUTOMATIC_TAX, CONSENT, CUSTOM_FIELDS, CUSTOM_TEXT, ID, INTENT_FIELDS,
    INVOICE_CREATION, INVOICE_SETTINGS, MANAGED, MOST, NAMES, OPTIONAL_ITEMS, PHONE, SHIPPING,
    SUBMIT_TYPE, TAX_ID, TRIAL,
};
use super::super::params::{Param, Shape, clearable, optional, required};
use super::super::{price, shipping_rate};
use crate::checkout::LOCALES;

const WORDS: Shape = Shape::List(&Shape::Text(60), 100);
const LINE_ITEM: Shape = Shape::Object(&[
    optional("adjustable_quantity", ADJUSTABLE),
    optional("metadata", Shape::Metadata),
    optional("price", ID),
    optional("price_data", Shape::Object(price::PRICE_DATA)),
    optional("quantity", Shape::Integer(0, MOST)),
    optional("tax_rates", WORDS),
]);
const SHIPPING_OPTIONS: Shape = Shape::List(
    &Shape::Object(&[
        optional("shipping_rate", ID),
        optional("shipping_rate_data", Shape::Object(shipping_rate::CREATE)),
    ]),
    5,
);
const DISCOUNTS: Shape = Shape::List(
    &Shape::Object(&[optional("coupon", ID), optional("promotion_code", ID)]),
    1,
);
const UPDATED: Shape = Shape::Choice(&["auto", "never"]);
const SUBSCRIPTION_TRANSFER: Shape = Shape::Object(&[
    optional("amount_percent", Shape::Decimal),
    required("destination", ID),
]);
const SUBSCRIPTION: Shape = Shape::Object(&[
    optional("application_fee_percent", Shape::Decimal),
    optional("billing_cycle_anchor", Shape::Integer(0, i64::MAX)),
    optional(
        "billing_mode",
        Shape::Object(&[required("type", Shape::Choice(&["classic", "flexible"]))]),
    ),
    optional("default_tax_rates", WORDS),
    optional("description", Shape::Text(500)),
    optional("invoice_settings", INVOICE_SETTINGS),
    optional("metadata", Shape::Metadata),
    optional("on_behalf_of", ID),
    optional(
        "proration_behavior",
        Shape::Choice(&["create_prorations", "none"]),
    ),
    optional("transfer_data", SUBSCRIPTION_TRANSFER),
    optional("trial_end", Shape::Integer(0, i64::MAX)),
    optional("trial_period_days", Shape::Integer(1, 730)),
    optional("trial_settings", TRIAL),
]);
const CARD_OPTIONS: Shape = Shape::Object(&[
    optional("capture_method", Shape::Choice(&["manual"])),
    optional(
        "request_three_d_secure",
        Shape::Choice(&["any", "automatic", "challenge"]),
    ),
    optional(
        "setup_future_usage",
        Shape::Choice(&["off_session", "on_session"]),
    ),
]);
const METHOD_OPTIONS: Shape = Shape::Object(&[
    optional("card", CARD_OPTIONS),
    optional(
        "multibanco",
        Shape::Object(&[optional("setup_future_usage", Shape::Choice(&["none"]))]),
    ),
    optional(
        "sepa_debit",
        Shape::Object(&[optional(
            "setup_future_usage",
            Shape::Choice(&["none", "off_session", "on_session"]),
        )]),
    ),
]);
const RECOVERY: Shape = Shape::Object(&[optional(
    "recovery",
    Shape::Object(&[
        required("enabled", Shape::Boolean),
        optional("allow_promotion_codes", Shape::Boolean),
    ]),
)]);

pub(super) const CREATE: &[Param] = &[
    optional(
        "adaptive_pricing",
        Shape::Object(&[optional("enabled", Shape::Boolean)]),
    ),
    optional("after_expiration", RECOVERY),
    optional("allow_promotion_codes", Shape::Boolean),
    optional("allowed_payment_method_types", WORDS),
    optional("automatic_tax", AUTOMATIC_TAX),
    optional(
        "billing_address_collection",
        Shape::Choice(&["auto", "required"]),
    ),
    optional("cancel_url", Shape::Address),
    optional("client_reference_id", Shape::Text(200)),
    optional("consent_collection", CONSENT),
    optional("currency", Shape::Currency),
    optional("custom_fields", CUSTOM_FIELDS),
    optional("custom_text", CUSTOM_TEXT),
    optional("customer", ID),
    optional("customer_account", ID),
    optional(
        "customer_creation",
        Shape::Choice(&["always", "if_required"]),
    ),
    optional("customer_email", Shape::Text(800)),
    optional(
        "customer_update",
        Shape::Object(&[
            optional("address", UPDATED),
            optional("name", UPDATED),
            optional("shipping", UPDATED),
        ]),
    ),
    optional("discounts", DISCOUNTS),
    optional("excluded_payment_method_types", WORDS),
    optional("expires_at", Shape::Integer(0, i64::MAX)),
    optional("integration_identifier", Shape::Text(200)),
    optional("invoice_creation", INVOICE_CREATION),
    optional("line_items", Shape::List(&LINE_ITEM, 100)),
    optional("locale", Shape::Choice(LOCALES)),
    optional("managed_payments", MANAGED),
    optional("metadata", Shape::Metadata),
    optional("mode", Shape::Choice(&["payment", "setup", "subscription"])),
    optional("name_collection", NAMES),
    optional("optional_items", OPTIONAL_ITEMS),
    optional("origin_context", Shape::Choice(&["mobile_app", "web"])),
    optional("payment_intent_data", INTENT_FIELDS),
    optional(
        "payment_method_collection",
        Shape::Choice(&["always", "if_required"]),
    ),
    optional("payment_method_options", METHOD_OPTIONS),
    optional("payment_method_types", WORDS),
    optional("phone_number_collection", PHONE),
    optional(
        "redirect_on_completion",
        Shape::Choice(&["always", "if_required", "never"]),
    ),
    optional("return_url", Shape::Text(5000)),
    optional(
        "setup_intent_data",
        Shape::Object(&[
            optional("description", Shape::Text(1000)),
            optional("metadata", Shape::Metadata),
            optional("on_behalf_of", ID),
        ]),
    ),
    optional("shipping_address_collection", SHIPPING),
    optional("shipping_options", SHIPPING_OPTIONS),
    optional("submit_type", SUBMIT_TYPE),
    optional("subscription_data", SUBSCRIPTION),
    optional("success_url", Shape::Address),
    optional("tax_id_collection", TAX_ID),
    optional(
        "ui_mode",
        Shape::Choice(&[
            "custom",
            "elements",
            "embedded",
            "embedded_page",
            "form",
            "hosted",
            "hosted_page",
        ]),
    ),
];

pub(super) const UPDATE: &[Param] = &[
    optional(
        "collected_information",
        Shape::Object(&[optional(
            "shipping_details",
            Shape::Object(&[
                required("address", Shape::Object(ADDRESS)),
                required("name", Shape::Text(255)),
            ]),
        )]),
    ),
    clearable("metadata", Shape::Metadata),
    clearable("shipping_options", SHIPPING_OPTIONS),
];

pub(super) const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("customer", ID),
    optional(
        "customer_details",
        Shape::Object(&[required("email", Shape::Text(800))]),
    ),
    optional("payment_intent", ID),
    optional("payment_link", ID),
    optional("status", Shape::Choice(&["complete", "expired", "open"])),
    optional("subscription", ID),
];
