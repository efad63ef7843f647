//! What is made before a link, because the API makes it in no other way: prices whose amount the
//! customer chooses, and shipping rates.
//!
//! Source: Stripe's API reference, "Create a product" (`default_price_data`), "Create a price",
//! "Create a shipping rate".

use serde_json::{Value, json};

use crate::rules::Facts;
use crate::sent::without_empty;
use crate::{Context, LineItem, LinkTerms, NewShippingRate, PriceData, ShippingOption};

/// Where among the terms the id of what was made belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line item's price.
    Item(usize),
    /// A way of shipping.
    ShippingOption(usize),
}

/// A call that comes before the link's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First {
    /// What it is for.
    pub place: Place,
    /// Where it is sent, `/v1/prices` for instance.
    pub path: &'static str,
    /// Its parameters.
    pub parameters: Value,
}

impl First {
    /// The id that belongs among the terms, out of Stripe's answer: the product's price where a product
    /// was made, else the object itself.
    pub fn id_in(&self, answer: &Value) -> Option<String> {
        let id = match self.path {
            "/v1/products" => id_of(&answer["default_price"]),
            _ => id_of(answer),
        };
        id.map(str::to_owned)
    }

    /// The place among the terms that a `param` of Stripe's refusal means.
    pub fn param(&self, theirs: &str) -> String {
        let (first, rest) = theirs.split_once('[').unwrap_or((theirs, ""));
        let rest = if rest.is_empty() {
            String::new()
        } else {
            format!("[{rest}")
        };
        match self.place {
            Place::Item(index) => {
                let path = format!("line_items[{index}]");
                match (self.path, first) {
                    ("/v1/products", "default_price_data") => of_price(&path, &rest),
                    ("/v1/products", name) => {
                        format!("{path}[price_data][product_data][{name}]{rest}")
                    }
                    (_, name) => of_price(&path, &format!("[{name}]{rest}")),
                }
            }
            Place::ShippingOption(index) => {
                let name = if first == "display_name" {
                    first
                } else {
                    "amount"
                };
                format!("shipping_options[{index}][new_rate][{name}]")
            }
        }
    }
}

/// A parameter of a price, as an item has it.
fn of_price(path: &str, name: &str) -> String {
    if name.starts_with("[custom_unit_amount]") {
        return format!("{path}{name}");
    }
    format!("{path}[price_data]{name}")
}

/// The id of an object, or the id that stands for it.
pub(crate) fn id_of(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("id")?.as_str())
}

impl LinkTerms {
    /// What has to be made before the link. Put the ids in with [`LinkTerms::with_price`] and
    /// [`LinkTerms::with_rate`] (or [`LinkTerms::with`]); then [`LinkTerms::parameters`] has all.
    pub fn to_make_first(&self, context: &Context) -> Vec<First> {
        let terms = self.clone().plain();
        let currency = Facts::of(&terms, context).currency;
        let code = currency.map_or_else(String::new, |it| it.to_string());
        let items = terms.line_items.iter().enumerate();
        let prices = items.filter_map(|(index, item)| price(index, item));
        let options = terms.shipping_options.iter().enumerate();
        let rates = options.filter_map(|(index, option)| rate(index, option, &code));
        prices.chain(rates).collect()
    }

    /// These terms with the id of something that was made first.
    pub fn with(self, place: Place, id: &str) -> Self {
        match place {
            Place::Item(index) => self.with_price(index, id),
            Place::ShippingOption(index) => self.with_rate(index, id),
        }
    }

    /// These terms with an item's price, instead of one to be made.
    pub fn with_price(mut self, index: usize, id: &str) -> Self {
        if let Some(item) = self.line_items.get_mut(index) {
            item.price = id.to_owned();
            item.price_data = PriceData::default();
            item.custom_unit_amount = crate::CustomUnitAmount::default();
        }
        self
    }

    /// These terms with a way of shipping's rate, instead of one to be made.
    pub fn with_rate(mut self, index: usize, id: &str) -> Self {
        if let Some(option) = self.shipping_options.get_mut(index) {
            option.shipping_rate = id.to_owned();
            option.new_rate = NewShippingRate::default();
        }
        self
    }
}

/// A new product comes with its price, because a price alone takes neither pictures nor a description.
fn price(index: usize, item: &LineItem) -> Option<First> {
    if !item.custom_unit_amount.enabled || !item.price.is_empty() {
        return None;
    }
    let data = &item.price_data;
    let price = json!({
        "currency": data.currency,
        "custom_unit_amount": item.custom_unit_amount,
        "product": data.product,
        "tax_behavior": data.tax_behavior,
    });
    let (path, parameters) = if data.product.is_empty() {
        let mut product = json!(data.product_data);
        product["default_price_data"] = price;
        ("/v1/products", product)
    } else {
        ("/v1/prices", price)
    };
    Some(First {
        place: Place::Item(index),
        path,
        parameters: without_empty(parameters)?,
    })
}

fn rate(index: usize, option: &ShippingOption, currency: &str) -> Option<First> {
    let NewShippingRate {
        display_name,
        amount,
    } = &option.new_rate;
    if !option.shipping_rate.is_empty() || option.new_rate == NewShippingRate::default() {
        return None;
    }
    let parameters = json!({
        "display_name": display_name,
        "fixed_amount": { "amount": amount, "currency": currency },
        "type": "fixed_amount",
    });
    Some(First {
        place: Place::ShippingOption(index),
        path: "/v1/shipping_rates",
        parameters: without_empty(parameters)?,
    })
}
