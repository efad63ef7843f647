//! The calls, one file per resource of the API. Each builds a request and hands it to the client.

mod account;
mod balance_transactions;
mod charges;
mod checkout_sessions;
mod disputes;
mod events;
mod payment_intents;
mod payment_links;
mod payouts;
mod prices;
mod products;
mod refunds;
mod shipping_rates;
mod webhook_endpoints;

pub use charges::ChargeFilter;
pub use checkout_sessions::SessionFilter;
pub use disputes::DisputeFilter;
pub use events::EventFilter;
pub use payment_intents::PaymentIntentFilter;
pub use payment_links::{LinkFilter, NewLink};
pub use payouts::PayoutFilter;
pub use prices::{NewPrice, PriceFilter};
pub use products::{NewProduct, ProductFilter};
pub use refunds::{NewRefund, RefundFilter, RefundReason, Refunded};
pub use shipping_rates::ShippingRateFilter;
pub use webhook_endpoints::{
    CreatedEndpoint, EndpointChange, EndpointStatus, NewEndpoint, WebhookEndpoint,
};

/// async-stripe keeps metadata and expansions in types of its own.
fn metadata(
    pairs: &std::collections::BTreeMap<String, String>,
) -> std::collections::HashMap<String, String> {
    pairs
        .iter()
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn currency(currency: countertop_domain::Currency) -> stripe_types::Currency {
    match currency.code().parse() {
        Ok(currency) => currency,
        Err(never) => match never {},
    }
}

/// Sets what a filter holds, and leaves out what it does not.
macro_rules! given {
    ($request:ident, $($setter:ident: $value:expr),* $(,)?) => {
        $(if let Some(value) = $value {
            $request = $request.$setter(value);
        })*
    };
}
use given;
