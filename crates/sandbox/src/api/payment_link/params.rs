//! What a payment link may be made and changed with.

use super::super::params::{Param, Shape, clearable, optional, required};
use super::super::price;

const TEXT: Shape = Shape::Text(5000);
const ID: Shape = Shape::Text(255);

const AFTER_COMPLETION: Shape = Shape::Object(&[
    required("type", Shape::Choice(&["hosted_confirmation", "redirect"])),
    optional(
        "hosted_confirmation",
        Shape::Object(&[clearable("custom_message", Shape::Text(500))]),
    ),
    optional(
        "redirect",
        Shape::Object(&[required("url", Shape::Address)]),
    ),
]);
const AUTOMATIC_TAX: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("liability", ISSUER),
]);
const ISSUER: Shape = Shape::Object(&[
    required("type", Shape::Choice(&["account", "self"])),
    optional("account", ID),
]);
const CONSENT: Shape = Shape::Object(&[
    optional(
        "payment_method_reuse_agreement",
        Shape::Object(&[required("position", Shape::Choice(&["auto", "hidden"]))]),
    ),
    clearable("promotions", Shape::Choice(&["auto", "none"])),
    clearable("terms_of_service", Shape::Choice(&["none", "required"])),
]);

const LENGTHS: Shape = Shape::Object(&[
    optional("default_value", Shape::Text(255)),
    optional("maximum_length", Shape::Integer(1, 255)),
    optional("minimum_length", Shape::Integer(1, 255)),
]);
const DROPDOWN: Shape = Shape::Object(&[
    optional("default_value", Shape::Text(100)),
    required(
        "options",
        Shape::List(
            &Shape::Object(&[
                required("label", Shape::Text(100)),
                required("value", Shape::Text(100)),
            ]),
            200,
        ),
    ),
]);
const CUSTOM_FIELD: Shape = Shape::Object(&[
    required("key", Shape::Text(200)),
    required(
        "label",
        Shape::Object(&[
            required("custom", Shape::Text(50)),
            required("type", Shape::Choice(&["custom"])),
        ]),
    ),
    required("type", Shape::Choice(&["dropdown", "numeric", "text"])),
    optional("dropdown", DROPDOWN),
    optional("numeric", LENGTHS),
    optional("optional", Shape::Boolean),
    optional("text", LENGTHS),
]);
const CUSTOM_FIELDS: Shape = Shape::List(&CUSTOM_FIELD, 3);

const MESSAGE: Shape = Shape::Object(&[required("message", Shape::Text(1200))]);
const CUSTOM_TEXT: Shape = Shape::Object(&[
    clearable("after_submit", MESSAGE),
    clearable("shipping_address", MESSAGE),
    clearable("submit", MESSAGE),
    clearable("terms_of_service_acceptance", MESSAGE),
]);

const NAME: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("optional", Shape::Boolean),
]);
const NAMES: Shape = Shape::Object(&[optional("business", NAME), optional("individual", NAME)]);
const PHONE: Shape = Shape::Object(&[required("enabled", Shape::Boolean)]);
const TAX_ID: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("required", Shape::Choice(&["if_supported", "never"])),
]);
const SHIPPING: Shape = Shape::Object(&[required(
    "allowed_countries",
    Shape::List(&Shape::Text(2), 300),
)]);
const RESTRICTIONS: Shape = Shape::Object(&[required(
    "completed_sessions",
    Shape::Object(&[required("limit", Shape::Integer(1, 999_999_999))]),
)]);

const INVOICE_DATA: Shape = Shape::Object(&[
    clearable("account_tax_ids", Shape::List(&ID, 20)),
    clearable(
        "custom_fields",
        Shape::List(
            &Shape::Object(&[
                required("name", Shape::Text(40)),
                required("value", Shape::Text(140)),
            ]),
            4,
        ),
    ),
    optional("description", Shape::Text(1500)),
    optional("footer", TEXT),
    optional("issuer", ISSUER),
    clearable("metadata", Shape::Metadata),
    clearable(
        "rendering_options",
        Shape::Object(&[
            clearable(
                "amount_tax_display",
                Shape::Choice(&["exclude_tax", "include_inclusive_tax"]),
            ),
            optional("template", ID),
        ]),
    ),
]);
const INVOICE_CREATION: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("invoice_data", INVOICE_DATA),
]);

const ADJUSTABLE: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("maximum", Shape::Integer(1, 999_999)),
    optional("minimum", Shape::Integer(0, 999_998)),
]);
const LINE_ITEM: Shape = Shape::Object(&[
    optional("adjustable_quantity", ADJUSTABLE),
    optional("price", ID),
    optional("price_data", Shape::Object(price::PRICE_DATA)),
    required("quantity", Shape::Integer(0, 999_999)),
]);
const LINE_ITEM_CHANGE: Shape = Shape::Object(&[
    optional("adjustable_quantity", ADJUSTABLE),
    required("id", ID),
    optional("quantity", Shape::Integer(0, 999_999)),
]);
const METHODS: Shape = Shape::List(&Shape::Text(40), 50);
const SUBMIT_TYPE: Shape = Shape::Choice(&["auto", "book", "donate", "pay", "subscribe"]);

const INTENT_CHANGE: Shape = Shape::Object(&[
    clearable("description", Shape::Text(1000)),
    clearable("metadata", Shape::Metadata),
    clearable(
        "setup_future_usage",
        Shape::Choice(&["off_session", "on_session"]),
    ),
    clearable("statement_descriptor", Shape::Text(22)),
    clearable("statement_descriptor_suffix", Shape::Text(22)),
    clearable("transfer_group", ID),
]);
const INTENT: Shape = Shape::Object(&[
    optional(
        "capture_method",
        Shape::Choice(&["automatic", "automatic_async", "manual"]),
    ),
    optional("description", Shape::Text(1000)),
    optional("metadata", Shape::Metadata),
    optional(
        "setup_future_usage",
        Shape::Choice(&["off_session", "on_session"]),
    ),
    optional("statement_descriptor", Shape::Text(22)),
    optional("statement_descriptor_suffix", Shape::Text(22)),
    optional("transfer_group", ID),
]);
const TRIAL: Shape = Shape::Object(&[required(
    "end_behavior",
    Shape::Object(&[required(
        "missing_payment_method",
        Shape::Choice(&["cancel", "create_invoice", "pause"]),
    )]),
)]);
const SUBSCRIPTION: Shape = Shape::Object(&[
    optional("description", Shape::Text(500)),
    optional(
        "invoice_settings",
        Shape::Object(&[optional("issuer", ISSUER)]),
    ),
    clearable("metadata", Shape::Metadata),
    clearable("trial_period_days", Shape::Integer(1, 730)),
    clearable("trial_settings", TRIAL),
]);

pub(super) const CREATE: &[Param] = &[
    required("line_items", Shape::List(&LINE_ITEM, 20)),
    optional("after_completion", AFTER_COMPLETION),
    optional("allow_promotion_codes", Shape::Boolean),
    optional("automatic_tax", AUTOMATIC_TAX),
    optional(
        "billing_address_collection",
        Shape::Choice(&["auto", "required"]),
    ),
    optional("consent_collection", CONSENT),
    optional("currency", Shape::Currency),
    optional("custom_fields", CUSTOM_FIELDS),
    optional("custom_text", CUSTOM_TEXT),
    optional(
        "customer_creation",
        Shape::Choice(&["always", "if_required"]),
    ),
    optional("inactive_message", Shape::Text(500)),
    optional("invoice_creation", INVOICE_CREATION),
    optional("metadata", Shape::Metadata),
    optional("name_collection", NAMES),
    optional("payment_intent_data", INTENT),
    optional(
        "payment_method_collection",
        Shape::Choice(&["always", "if_required"]),
    ),
    optional("payment_method_types", METHODS),
    optional("phone_number_collection", PHONE),
    optional("restrictions", RESTRICTIONS),
    optional("shipping_address_collection", SHIPPING),
    optional("submit_type", SUBMIT_TYPE),
    optional("subscription_data", SUBSCRIPTION),
    optional("tax_id_collection", TAX_ID),
];

pub(super) const UPDATE: &[Param] = &[
    optional("active", Shape::Boolean),
    optional("after_completion", AFTER_COMPLETION),
    optional("allow_promotion_codes", Shape::Boolean),
    optional("automatic_tax", AUTOMATIC_TAX),
    optional(
        "billing_address_collection",
        Shape::Choice(&["auto", "required"]),
    ),
    clearable("consent_collection", CONSENT),
    clearable("custom_fields", CUSTOM_FIELDS),
    clearable("custom_text", CUSTOM_TEXT),
    optional(
        "customer_creation",
        Shape::Choice(&["always", "if_required"]),
    ),
    clearable("inactive_message", Shape::Text(500)),
    optional("invoice_creation", INVOICE_CREATION),
    optional("line_items", Shape::List(&LINE_ITEM_CHANGE, 20)),
    clearable("metadata", Shape::Metadata),
    clearable("name_collection", NAMES),
    optional("payment_intent_data", INTENT_CHANGE),
    optional(
        "payment_method_collection",
        Shape::Choice(&["always", "if_required"]),
    ),
    clearable("payment_method_types", METHODS),
    optional("phone_number_collection", PHONE),
    clearable("restrictions", RESTRICTIONS),
    clearable("shipping_address_collection", SHIPPING),
    optional("submit_type", SUBMIT_TYPE),
    optional("subscription_data", SUBSCRIPTION),
    optional("tax_id_collection", TAX_ID),
];

pub(super) const LIST: &[Param] = &[optional("active", Shape::Boolean)];
