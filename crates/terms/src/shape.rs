//! The shape of terms as JSON: every place there is, and what an entry of each list looks like.

use serde_json::{Value, json};

use crate::{
    CustomField, DropdownOption, InvoiceField, LineItem, LinkTerms, OptionalItem, ShippingOption,
};

/// Terms in which nothing is said, as JSON: every place is there.
pub(crate) fn blank() -> Value {
    // Plain data with names for keys: it can always be written.
    serde_json::to_value(LinkTerms::default()).unwrap_or_default()
}

/// A blank entry of the list at this path; none where the list holds words. Numbers in the path do not
/// matter.
pub(crate) fn blank_entry(path: &[&str]) -> Option<Value> {
    let entry = match path {
        ["line_items"] => json!(LineItem::default()),
        ["optional_items"] => json!(OptionalItem::default()),
        ["shipping_options"] => json!(ShippingOption::default()),
        ["custom_fields"] => json!(CustomField::default()),
        ["custom_fields", .., "options"] => json!(DropdownOption::default()),
        ["invoice_creation", .., "custom_fields"] => json!(InvoiceField::default()),
        _ => return None,
    };
    Some(entry)
}

/// The name of what lies in a place: `a`, `a[b]`, `a[b][0]`.
pub(crate) fn below(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}[{name}]")
    }
}
