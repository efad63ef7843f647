//! What the form offers to choose from: countries, methods, the shop's own words, shipping rates.

use countertop_store::Ledger;
use countertop_stripe_client::{ApiError, Client, Page, ShippingRateFilter};
use countertop_terms::{COUNTRIES, METHODS};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::App;
use crate::ipc::{IpcError, LinkChoices, ShippingRate, ShippingRates};

/// The kind of the documents that keep what was fetched last, for when Stripe cannot be reached.
pub(super) const KEPT: &str = "link_choice";
/// Most pages of shipping rates that are read.
const MOST_PAGES: usize = 10;

/// What the account says of itself.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Shop {
    name: Option<String>,
    statement_prefix: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Rate {
    id: String,
    name: String,
    amount: Option<i64>,
    currency: Option<String>,
}

impl App {
    /// What the form offers to choose from. What the account says of itself is left out where it cannot
    /// be read.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn link_choices(&self) -> Result<LinkChoices, IpcError> {
        let shop = self.shop().await?;
        let (ledger, client) = (shop.ledger(), shop.client());
        let account = last_known(ledger, "account", account(client).await).await;
        let account = account.unwrap_or_default();
        Ok(LinkChoices {
            shop_name: account.name,
            statement_prefix: account.statement_prefix,
            countries: owned(COUNTRIES),
            methods: owned(METHODS),
        })
    }

    /// The account's shipping rates that are in use; without Stripe, those that were read last.
    ///
    /// # Errors
    /// When Stripe refuses, or cannot be reached and none were read yet.
    pub async fn list_shipping_rates(&self) -> Result<ShippingRates, IpcError> {
        let shop = self.shop().await?;
        let read = rates(shop.client()).await;
        let rates = last_known(shop.ledger(), "shipping_rates", read).await?;
        let rows = rates.into_iter().map(|rate| ShippingRate {
            id: rate.id,
            name: rate.name,
            amount: rate.amount,
            currency: rate.currency,
        });
        Ok(ShippingRates {
            rows: rows.collect(),
        })
    }
}

/// What stands before the suffix on a card's statement, as it was read last; where it never was, it is read
/// now, and left to Stripe where that cannot be.
pub(super) async fn statement_prefix(
    ledger: &Ledger,
    client: &Client,
) -> Result<Option<String>, IpcError> {
    let known: Option<Shop> = match ledger.document(KEPT, "account")? {
        Some(kept) => serde_json::from_value(kept.body).ok(),
        None => last_known(ledger, "account", account(client).await)
            .await
            .ok(),
    };
    Ok(known.and_then(|it| it.statement_prefix))
}

/// What was read, which is kept; where Stripe could not be reached, what was kept before.
pub(super) async fn last_known<T: Serialize + DeserializeOwned>(
    ledger: &Ledger,
    id: &str,
    read: Result<T, ApiError>,
) -> Result<T, IpcError> {
    match read {
        Ok(read) => {
            let body = serde_json::to_value(&read).unwrap_or(Value::Null);
            if let Err(error) = ledger.put_document(KEPT, id, &body).await {
                tracing::warn!(%error, what = id, "What Stripe answered is not kept.");
            }
            Ok(read)
        }
        Err(error) if matches!(error, ApiError::Network { .. }) => {
            let kept = ledger.document(KEPT, id)?;
            let kept = kept.and_then(|it| serde_json::from_value(it.body).ok());
            kept.ok_or_else(|| error.into())
        }
        Err(error) => Err(error.into()),
    }
}

async fn account(client: &Client) -> Result<Shop, ApiError> {
    let account = client.retrieve_account().await?.json()?;
    let text = |place: &str| {
        let text = account.pointer(place).and_then(Value::as_str)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let name = text("/business_profile/name");
    Ok(Shop {
        name: name.or_else(|| text("/settings/dashboard/display_name")),
        statement_prefix: text("/settings/card_payments/statement_descriptor_prefix"),
    })
}

async fn rates(client: &Client) -> Result<Vec<Rate>, ApiError> {
    let mut pages = client.shipping_rates(ShippingRateFilter { active: Some(true) });
    let mut rates = Vec::new();
    for _ in 0..MOST_PAGES {
        let Some(page) = pages.next().await? else {
            break;
        };
        rates.extend(values(&page).filter_map(|rate| rate_of(&rate)));
    }
    Ok(rates)
}

fn rate_of(rate: &Value) -> Option<Rate> {
    let id = rate.get("id")?.as_str()?;
    let amount = rate.get("fixed_amount");
    let currency = amount.and_then(|it| it.get("currency")?.as_str());
    Some(Rate {
        id: id.to_owned(),
        name: rate
            .get("display_name")
            .and_then(Value::as_str)
            .unwrap_or(id)
            .to_owned(),
        amount: amount.and_then(|it| it.get("amount")?.as_i64()),
        currency: currency.map(str::to_owned),
    })
}

/// The objects of a page; what cannot be read is left out.
pub(super) fn values(page: &Page) -> impl Iterator<Item = Value> {
    page.objects.iter().filter_map(|it| it.value().ok())
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|it| (*it).to_owned()).collect()
}
