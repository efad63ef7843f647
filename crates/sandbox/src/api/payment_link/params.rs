//! What a payment link may be made and changed with.

use super::super::offer::shapes::{
    ADJUSTABLE, AFTER_COMPLETION, AUTOMATIC_TAX, CONSENT, CUSTOM_FIELDS, CUSTOM_TEXT, ID, INTENT,
    INTENT_CHANGE, INVOICE_CREATION, LINE_ITEM_CHANGE, MANAGED, METHOD_OPTIONS, METHOD_TYPES, MOST,
    NAMES, OPTIONAL_ITEMS, PHONE, RESTRICTIONS, SHIPPING, SHIPPING_OPTIONS, SUBMIT_TYPE,
    SUBSCRIPTION, SUBSCRIPTION_CHANGE, TAX_ID, TRANSFER,
};
use super::super::params::{Param, Shape, clearable, optional, required};
use super::super::price;

const LINE_ITEM: Shape = Shape::Object(&[
    optional("adjustable_quantity", ADJUSTABLE),
    optional("price", ID),
    optional("price_data", Shape::Object(price::PRICE_DATA)),
    required("quantity", Shape::Integer(0, MOST)),
]);

pub(super) const CREATE: &[Param] = &[
    required("line_items", Shape::List(&LINE_ITEM, 20)),
    optional("after_completion", AFTER_COMPLETION),
    optional("allow_promotion_codes", Shape::Boolean),
    optional("application_fee_amount", Shape::Integer(0, 99_999_999)),
    optional("application_fee_percent", Shape::Decimal),
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
    optional("managed_payments", MANAGED),
    optional("metadata", Shape::Metadata),
    optional("name_collection", NAMES),
    optional("on_behalf_of", ID),
    optional("optional_items", OPTIONAL_ITEMS),
    optional("payment_intent_data", INTENT),
    optional(
        "payment_method_collection",
        Shape::Choice(&["always", "if_required"]),
    ),
    optional("payment_method_options", METHOD_OPTIONS),
    optional("payment_method_types", METHOD_TYPES),
    optional("phone_number_collection", PHONE),
    optional("restrictions", RESTRICTIONS),
    optional("shipping_address_collection", SHIPPING),
    optional("shipping_options", SHIPPING_OPTIONS),
    optional("submit_type", SUBMIT_TYPE),
    optional("subscription_data", SUBSCRIPTION),
    optional("tax_id_collection", TAX_ID),
    optional("transfer_data", TRANSFER),
];

pub(super) const UPDATE: &[Param] = &[
    optional("active", Shape::Boolean),
    optional("after_completion", AFTER_COMPLETION),
    optional("allow_promotion_codes", Shape::Boolean),
    clearable("application_fee_amount", Shape::Integer(0, 99_999_999)),
    clearable("application_fee_percent", Shape::Decimal),
    optional("automatic_tax", AUTOMATIC_TAX),
    optional(
        "billing_address_collection",
        Shape::Choice(&["auto", "required"]),
    ),
    optional("consent_collection", CONSENT),
    clearable("custom_fields", CUSTOM_FIELDS),
    optional("custom_text", CUSTOM_TEXT),
    optional(
        "customer_creation",
        Shape::Choice(&["always", "if_required"]),
    ),
    clearable("inactive_message", Shape::Text(500)),
    optional("invoice_creation", INVOICE_CREATION),
    optional("line_items", Shape::List(&LINE_ITEM_CHANGE, 20)),
    clearable("metadata", Shape::Metadata),
    clearable("name_collection", NAMES),
    clearable("on_behalf_of", ID),
    clearable("optional_items", OPTIONAL_ITEMS),
    optional("payment_intent_data", INTENT_CHANGE),
    optional(
        "payment_method_collection",
        Shape::Choice(&["always", "if_required"]),
    ),
    clearable("payment_method_options", METHOD_OPTIONS),
    clearable("payment_method_types", METHOD_TYPES),
    optional("phone_number_collection", PHONE),
    clearable("restrictions", RESTRICTIONS),
    clearable("shipping_address_collection", SHIPPING),
    clearable("shipping_options", SHIPPING_OPTIONS),
    optional("submit_type", SUBMIT_TYPE),
    optional("subscription_data", SUBSCRIPTION_CHANGE),
    optional("tax_id_collection", TAX_ID),
    clearable("transfer_data", TRANSFER),
];

pub(super) const LIST: &[Param] = &[optional("active", Shape::Boolean)];
