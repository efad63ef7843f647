//! What a payment intent may be made, changed, confirmed and captured with.

use super::super::params::{Param, Shape, clearable, optional, required};
use super::super::payment_method::METHOD_DATA;
use super::super::people::{MANDATE_DATA, SHIPPING};

const ID: Shape = Shape::Text(255);
const KIND: Shape = Shape::Text(50);
const KINDS: Shape = Shape::List(&KIND, 100);
const DESCRIPTOR: Shape = Shape::Text(22);
/// An amount of money; the bounds of its currency are checked later.
const AMOUNT: Shape = Shape::Integer(i64::MIN, i64::MAX);
const CAPTURE_METHOD: Shape = Shape::Choice(&["automatic", "automatic_async", "manual"]);
const FUTURE_USAGE: Shape = Shape::Choice(&["off_session", "on_session"]);
const FUTURE_USAGE_OR_NONE: Shape = Shape::Choice(&["none", "off_session", "on_session"]);
/// True or false, or which kind of payment it is that the customer is not there for.
const OFF_SESSION: Shape = Shape::Choice(&["true", "false", "one_off", "recurring"]);

const AUTOMATIC: Shape = Shape::Object(&[
    required("enabled", Shape::Boolean),
    optional("allow_redirects", Shape::Choice(&["always", "never"])),
]);

const OPTIONS: Shape = Shape::Object(&[
    optional(
        "card",
        Shape::Object(&[
            clearable("capture_method", Shape::Choice(&["manual"])),
            optional("cvc_token", ID),
            optional("moto", Shape::Boolean),
            optional("network", Shape::Text(30)),
            optional("request_extended_authorization", Shape::Text(20)),
            optional("request_incremental_authorization", Shape::Text(20)),
            optional("request_multicapture", Shape::Text(20)),
            optional("request_overcapture", Shape::Text(20)),
            optional(
                "request_three_d_secure",
                Shape::Choice(&["any", "automatic", "challenge"]),
            ),
            clearable("setup_future_usage", FUTURE_USAGE_OR_NONE),
            clearable("statement_descriptor_suffix_kana", DESCRIPTOR),
            clearable("statement_descriptor_suffix_kanji", DESCRIPTOR),
        ]),
    ),
    optional(
        "multibanco",
        Shape::Object(&[clearable("setup_future_usage", Shape::Choice(&["none"]))]),
    ),
    optional(
        "sepa_debit",
        Shape::Object(&[
            optional(
                "mandate_options",
                Shape::Object(&[clearable("reference_prefix", Shape::Text(12))]),
            ),
            clearable("setup_future_usage", FUTURE_USAGE_OR_NONE),
            optional("target_date", Shape::Text(10)),
        ]),
    ),
]);

const RADAR: Shape = Shape::Object(&[optional("session", ID)]);

pub(super) const CREATE: &[Param] = &[
    required("amount", AMOUNT),
    required("currency", Shape::Currency),
    optional("automatic_payment_methods", AUTOMATIC),
    optional("capture_method", CAPTURE_METHOD),
    optional("confirm", Shape::Boolean),
    optional(
        "confirmation_method",
        Shape::Choice(&["automatic", "manual"]),
    ),
    optional("confirmation_token", ID),
    optional("customer", ID),
    optional("description", Shape::Text(1000)),
    optional("error_on_requires_action", Shape::Boolean),
    optional("excluded_payment_method_types", KINDS),
    optional("mandate", ID),
    clearable("mandate_data", MANDATE_DATA),
    clearable("metadata", Shape::Metadata),
    optional("off_session", OFF_SESSION),
    optional("payment_method", ID),
    optional("payment_method_data", METHOD_DATA),
    optional("payment_method_options", OPTIONS),
    optional("payment_method_types", KINDS),
    optional("radar_options", RADAR),
    optional("receipt_email", Shape::Text(512)),
    optional("return_url", Shape::Address),
    optional("setup_future_usage", FUTURE_USAGE),
    clearable("shipping", SHIPPING),
    optional("statement_descriptor", DESCRIPTOR),
    optional("statement_descriptor_suffix", DESCRIPTOR),
    optional("transfer_group", ID),
    optional("use_stripe_sdk", Shape::Boolean),
];

pub(super) const UPDATE: &[Param] = &[
    optional("amount", AMOUNT),
    optional("capture_method", CAPTURE_METHOD),
    optional("currency", Shape::Currency),
    optional("customer", ID),
    clearable("description", Shape::Text(1000)),
    clearable("excluded_payment_method_types", KINDS),
    clearable("metadata", Shape::Metadata),
    optional("payment_method", ID),
    optional("payment_method_data", METHOD_DATA),
    optional("payment_method_options", OPTIONS),
    optional("payment_method_types", KINDS),
    clearable("receipt_email", Shape::Text(512)),
    clearable("setup_future_usage", FUTURE_USAGE),
    clearable("shipping", SHIPPING),
    clearable("statement_descriptor", DESCRIPTOR),
    clearable("statement_descriptor_suffix", DESCRIPTOR),
    optional("transfer_group", ID),
];

pub(super) const CONFIRM: &[Param] = &[
    optional("capture_method", CAPTURE_METHOD),
    optional("client_secret", ID),
    optional("confirmation_token", ID),
    optional("error_on_requires_action", Shape::Boolean),
    clearable("excluded_payment_method_types", KINDS),
    optional("mandate", ID),
    clearable("mandate_data", MANDATE_DATA),
    optional("off_session", OFF_SESSION),
    optional("payment_method", ID),
    optional("payment_method_data", METHOD_DATA),
    optional("payment_method_options", OPTIONS),
    optional("payment_method_types", KINDS),
    optional("radar_options", RADAR),
    clearable("receipt_email", Shape::Text(512)),
    optional("return_url", Shape::Address),
    clearable("setup_future_usage", FUTURE_USAGE),
    clearable("shipping", SHIPPING),
    optional("use_stripe_sdk", Shape::Boolean),
];

pub(super) const CAPTURE: &[Param] = &[
    optional("amount_to_capture", AMOUNT),
    optional("final_capture", Shape::Boolean),
    clearable("metadata", Shape::Metadata),
    optional("statement_descriptor", DESCRIPTOR),
    optional("statement_descriptor_suffix", DESCRIPTOR),
];

pub(super) const CANCEL: &[Param] = &[optional(
    "cancellation_reason",
    Shape::Choice(&[
        "abandoned",
        "duplicate",
        "fraudulent",
        "requested_by_customer",
    ]),
)];

pub(super) const RETRIEVE: &[Param] = &[optional("client_secret", ID)];

pub(super) const LIST: &[Param] = &[optional("created", Shape::Range), optional("customer", ID)];
