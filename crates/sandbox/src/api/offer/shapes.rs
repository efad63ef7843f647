//! The parameters that payment links and checkout sessions both take.

use super::super::params::{Param, Shape, clearable, optional, required};
use super::lists::{COUNTRIES, METHODS};

pub(crate) const TEXT: Shape = Shape::Text(5000);
pub(crate) const ID: Shape = Shape::Text(255);
/// The largest quantity of anything.
pub(crate) const MOST: i64 = 999_999;

pub(crate) const AFTER_COMPLETION: Shape = Shape::Object(&[
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
pub(crate) const AUTOMATIC_TAX: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("liability", ISSUER),
]);
pub(crate) const ISSUER: Shape = Shape::Object(&[
    required("type", Shape::Choice(&["account", "self"])),
    optional("account", ID),
]);
pub(crate) const CONSENT: Shape = Shape::Object(&[
    optional(
        "payment_method_reuse_agreement",
        Shape::Object(&[required("position", Shape::Choice(&["auto", "hidden"]))]),
    ),
    clearable("promotions", Shape::Choice(&["auto", "none"])),
    clearable("terms_of_service", Shape::Choice(&["none", "required"])),
]);

pub(crate) const LENGTHS: Shape = Shape::Object(&[
    optional("default_value", Shape::Text(255)),
    optional("maximum_length", Shape::Integer(1, 255)),
    optional("minimum_length", Shape::Integer(1, 255)),
]);
pub(crate) const DROPDOWN: Shape = Shape::Object(&[
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
pub(crate) const CUSTOM_FIELD: Shape = Shape::Object(&[
    required("key", Shape::Text(200)),
    required(
        "label",
        Shape::Object(&[
            // The API description of the pinned version says 100; earlier ones said 50.
            required("custom", Shape::Text(100)),
            required("type", Shape::Choice(&["custom"])),
        ]),
    ),
    required("type", Shape::Choice(&["dropdown", "numeric", "text"])),
    optional("dropdown", DROPDOWN),
    optional("numeric", LENGTHS),
    optional("optional", Shape::Boolean),
    optional("text", LENGTHS),
]);
pub(crate) const CUSTOM_FIELDS: Shape = Shape::List(&CUSTOM_FIELD, 3);

pub(crate) const MESSAGE: Shape = Shape::Object(&[required("message", Shape::Text(1200))]);
pub(crate) const CUSTOM_TEXT: Shape = Shape::Object(&[
    clearable("after_submit", MESSAGE),
    clearable("shipping_address", MESSAGE),
    clearable("submit", MESSAGE),
    clearable("terms_of_service_acceptance", MESSAGE),
]);

pub(crate) const NAME: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("optional", Shape::Boolean),
]);
pub(crate) const NAMES: Shape =
    Shape::Object(&[optional("business", NAME), optional("individual", NAME)]);
pub(crate) const PHONE: Shape = Shape::Object(&[required("enabled", Shape::Boolean)]);
pub(crate) const TAX_ID: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("required", Shape::Choice(&["if_supported", "never"])),
]);
pub(crate) const SHIPPING: Shape = Shape::Object(&[required(
    "allowed_countries",
    Shape::List(&Shape::Choice(COUNTRIES), 300),
)]);
pub(crate) const RESTRICTIONS: Shape = Shape::Object(&[required(
    "completed_sessions",
    Shape::Object(&[required("limit", Shape::Integer(1, 999_999_999))]),
)]);

pub(crate) const INVOICE_FIELDS: Shape = Shape::List(
    &Shape::Object(&[
        required("name", Shape::Text(40)),
        required("value", Shape::Text(140)),
    ]),
    4,
);
pub(crate) const INVOICE_DATA: Shape = Shape::Object(&[
    clearable("account_tax_ids", Shape::List(&ID, 20)),
    clearable("custom_fields", INVOICE_FIELDS),
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
pub(crate) const INVOICE_SETTINGS: Shape = Shape::Object(&[
    clearable("account_tax_ids", Shape::List(&ID, 20)),
    clearable("custom_fields", INVOICE_FIELDS),
    optional("description", Shape::Text(1500)),
    optional("footer", TEXT),
    optional("issuer", ISSUER),
]);
pub(crate) const INVOICE_CREATION: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("invoice_data", INVOICE_DATA),
]);

pub(crate) const ADJUSTABLE: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("maximum", Shape::Integer(1, MOST)),
    optional("minimum", Shape::Integer(0, MOST)),
]);
pub(crate) const OPTIONAL_ITEMS: Shape = Shape::List(
    &Shape::Object(&[
        optional("adjustable_quantity", ADJUSTABLE),
        required("price", ID),
        required("quantity", Shape::Integer(1, MOST)),
    ]),
    10,
);
pub(crate) const LINE_ITEM_CHANGE: Shape = Shape::Object(&[
    optional("adjustable_quantity", ADJUSTABLE),
    required("id", ID),
    optional("quantity", Shape::Integer(0, MOST)),
]);
pub(crate) const SHIPPING_OPTIONS: Shape =
    Shape::List(&Shape::Object(&[optional("shipping_rate", ID)]), 5);
pub(crate) const METHOD_TYPES: Shape = Shape::List(&Shape::Choice(METHODS), 50);
pub(crate) const SUBMIT_TYPE: Shape =
    Shape::Choice(&["auto", "book", "donate", "pay", "subscribe"]);

pub(crate) const INTENT_CHANGE: Shape = Shape::Object(&[
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
pub(crate) const INTENT: Shape = Shape::Object(&[
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
/// What the payment of a session may be made with, besides.
pub(crate) const INTENT_FIELDS: Shape = Shape::Object(&[
    optional("application_fee_amount", Shape::Integer(0, 99_999_999)),
    optional(
        "capture_method",
        Shape::Choice(&["automatic", "automatic_async", "manual"]),
    ),
    optional("description", Shape::Text(1000)),
    optional("metadata", Shape::Metadata),
    optional("on_behalf_of", ID),
    optional("receipt_email", Shape::Text(800)),
    optional(
        "setup_future_usage",
        Shape::Choice(&["off_session", "on_session"]),
    ),
    optional("shipping", SENT_TO),
    optional("statement_descriptor", Shape::Text(22)),
    optional("statement_descriptor_suffix", Shape::Text(22)),
    optional("transfer_data", TRANSFER),
    optional("transfer_group", ID),
]);
pub(crate) const ADDRESS: &[Param] = &[
    optional("city", TEXT),
    optional("country", Shape::Text(2)),
    optional("line1", TEXT),
    optional("line2", TEXT),
    optional("postal_code", Shape::Text(100)),
    optional("state", TEXT),
];
pub(crate) const SENT_TO: Shape = Shape::Object(&[
    required("address", Shape::Object(ADDRESS)),
    optional("carrier", TEXT),
    required("name", TEXT),
    optional("phone", Shape::Text(30)),
    optional("tracking_number", TEXT),
]);
pub(crate) const TRIAL: Shape = Shape::Object(&[required(
    "end_behavior",
    Shape::Object(&[required(
        "missing_payment_method",
        Shape::Choice(&["cancel", "create_invoice", "pause"]),
    )]),
)]);
/// What the subscriptions of a payment link are made with; what of it may change.
pub(crate) const SUBSCRIPTION: Shape = Shape::Object(&[
    optional("description", Shape::Text(500)),
    optional("invoice_settings", INVOICE_SETTINGS),
    optional("metadata", Shape::Metadata),
    optional("trial_period_days", Shape::Integer(1, 730)),
    optional("trial_settings", TRIAL),
]);
pub(crate) const SUBSCRIPTION_CHANGE: Shape = Shape::Object(&[
    optional("invoice_settings", INVOICE_SETTINGS),
    clearable("metadata", Shape::Metadata),
    clearable("trial_period_days", Shape::Integer(1, 730)),
    clearable("trial_settings", TRIAL),
]);
/// What has to do with other accounts. The practice store has none, and says so.
pub(crate) const TRANSFER: Shape = Shape::Object(&[
    required("destination", ID),
    clearable("amount", Shape::Integer(0, 99_999_999)),
]);
pub(crate) const MANAGED: Shape = Shape::Object(&[optional("enabled", Shape::Boolean)]);
pub(crate) const METHOD_OPTIONS: Shape = Shape::Object(&[clearable(
    "card",
    Shape::Object(&[optional(
        "restrictions",
        Shape::Object(&[optional(
            "brands_blocked",
            Shape::List(
                &Shape::Choice(&[
                    "american_express",
                    "discover_global_network",
                    "mastercard",
                    "visa",
                ]),
                4,
            ),
        )]),
    )]),
)]);
