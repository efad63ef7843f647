//! Making a link like one that exists, whose prices may no longer be on sale: a price that was made with a
//! link never is.

use countertop_stripe_client::{Client, PriceId, ProductId};
use countertop_terms::{CustomUnitAmount, LinkTerms, NewProduct, PriceData, Recurring};
use serde_json::Value;

use super::error::LinkError;

/// The terms with a new price in the place of each that is not on sale any more, of the same product
/// where that is still sold, and for the same amount.
///
/// # Errors
/// When Stripe cannot be reached or refuses; nothing is written. A price that is not there stays: Stripe
/// refuses it by its name.
pub async fn revived(client: &Client, mut terms: LinkTerms) -> Result<LinkTerms, LinkError> {
    for item in &mut terms.line_items {
        let Ok(id) = PriceId::new(item.price.as_str()) else {
            continue;
        };
        let price = match client.retrieve_price(&id).await {
            Ok(reply) => reply.json()?,
            Err(error) if error.is_not_found() => continue,
            Err(error) => return Err(LinkError::before_writing(error)),
        };
        let product = product(client, &price).await?;
        let is_sold = product.as_ref().is_some_and(is_active);
        if is_active(&price) && is_sold {
            continue;
        }
        item.price.clear();
        item.price_data = data(&price, product.as_ref().filter(|_| !is_sold));
        item.custom_unit_amount = chosen(&price);
    }
    Ok(terms)
}

/// A price's product; none where it was deleted.
async fn product(client: &Client, price: &Value) -> Result<Option<Value>, LinkError> {
    let Ok(id) = ProductId::new(text(price, "product")) else {
        return Ok(None);
    };
    match client.retrieve_product(&id).await {
        Ok(reply) => Ok(Some(reply.json()?)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(LinkError::before_writing(error)),
    }
}

/// The same price anew; of a product that is no longer sold, with the product anew as well.
fn data(price: &Value, unsold: Option<&Value>) -> PriceData {
    let recurring = price.get("recurring").filter(|it| it.is_object());
    let mut data = PriceData {
        currency: text(price, "currency"),
        unit_amount: number(price, "unit_amount"),
        recurring: Recurring {
            interval: recurring.map_or_else(String::new, |it| text(it, "interval")),
            interval_count: recurring
                .and_then(|it| number(it, "interval_count"))
                .and_then(|it| u32::try_from(it).ok()),
        },
        tax_behavior: text(price, "tax_behavior"),
        ..PriceData::default()
    };
    if data.tax_behavior == "unspecified" {
        data.tax_behavior.clear();
    }
    if data.unit_amount.is_none() {
        data.unit_amount_decimal = text(price, "unit_amount_decimal");
    }
    match unsold {
        None => data.product = text(price, "product"),
        Some(product) => {
            data.product_data = NewProduct {
                name: text(product, "name"),
                description: text(product, "description"),
                images: texts(product, "images"),
                tax_code: text(product, "tax_code"),
                unit_label: text(product, "unit_label"),
                ..NewProduct::default()
            };
        }
    }
    data
}

fn chosen(price: &Value) -> CustomUnitAmount {
    let chosen = price.get("custom_unit_amount").filter(|it| it.is_object());
    chosen.map_or_else(CustomUnitAmount::default, |it| CustomUnitAmount {
        enabled: true,
        preset: number(it, "preset"),
        minimum: number(it, "minimum"),
        maximum: number(it, "maximum"),
    })
}

fn is_active(object: &Value) -> bool {
    object.get("active").and_then(Value::as_bool) != Some(false)
}

fn text(object: &Value, name: &str) -> String {
    let text = object.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn texts(object: &Value, name: &str) -> Vec<String> {
    let list = object.get(name).and_then(Value::as_array);
    let texts = list.into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

fn number(object: &Value, name: &str) -> Option<i64> {
    object.get(name)?.as_i64()
}
