//! Optional items: what a customer may add to the order.

use serde_json::{Value, json};

use super::super::error::ApiError;
use super::Mode;
use super::lines::{adjustable, check_quantity, existing_price};
use crate::state::Work;

/// Optional items as they are shown, and their prices.
#[derive(Default)]
pub(crate) struct Optional {
    /// Null where there are none.
    pub(crate) shown: Value,
    pub(crate) prices: Vec<Value>,
}

/// The optional items that were asked for, each by itself found good.
pub(crate) fn items(work: &Work<'_>, given: &Value) -> Result<Optional, ApiError> {
    let asked = given.as_array().map(Vec::as_slice).unwrap_or_default();
    let (mut shown, mut prices) = (Vec::new(), Vec::<Value>::new());
    for (index, asked) in asked.iter().enumerate() {
        let path = format!("optional_items[{index}]");
        let param = format!("{path}[price]");
        let id = asked["price"].as_str().unwrap_or_default();
        let price = existing_price(work, id, &param)?;
        if !price["custom_unit_amount"].is_null() {
            return Err(ApiError::invalid(
                "A price whose amount the customer chooses cannot be an optional item.",
            )
            .param(param));
        }
        if prices.iter().any(|other| other["id"] == price["id"]) {
            return Err(
                ApiError::invalid("Each optional item must have another price.").param(param),
            );
        }
        let quantity = asked["quantity"].as_i64().unwrap_or(1);
        let adjustable = adjustable(asked.get("adjustable_quantity"), &path)?;
        check_quantity(quantity, &adjustable, &path)?;
        shown.push(json!({
            "adjustable_quantity": adjustable,
            "price": id,
            "quantity": quantity,
        }));
        prices.push(price);
    }
    Ok(Optional {
        shown: if shown.is_empty() {
            Value::Null
        } else {
            json!(shown)
        },
        prices,
    })
}

impl Optional {
    /// What is paid again and again is only added to a subscription.
    pub(crate) fn check(&self, mode: Mode) -> Result<(), ApiError> {
        let recurring = |price: &&Value| price["type"] == "recurring";
        match mode {
            Mode::Payment if self.prices.iter().any(|price| recurring(&price)) => {
                Err(ApiError::invalid(
                    "A recurring price can only be an optional item in `subscription` mode.",
                )
                .param("optional_items"))
            }
            Mode::Payment | Mode::Subscription => Ok(()),
        }
    }
}
