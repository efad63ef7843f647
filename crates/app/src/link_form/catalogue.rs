//! The account's catalogue, to choose what a link sells.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countertop_stripe_client::{ApiError, Client, Pages, Picture, PriceFilter, ProductFilter};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::choices::{last_known, values};
use crate::App;
use crate::ipc::{
    Catalogue, CataloguePrice, CatalogueProduct, CatalogueQuery, IpcError, ProductChoice,
    ProductPicture,
};
use crate::shop::Shop;

/// How long what was read is taken for what there is.
const FRESH: Duration = Duration::from_secs(30);
/// Most pages of products and of prices that are read, of 100 each.
const MOST_PAGES: usize = 20;
/// Most products of an answer.
const MOST_ROWS: usize = 50;
/// The most of a description that is kept, in characters.
const LONGEST_DESCRIPTION: usize = 300;

/// The catalogue as it was read last. Whoever reads it anew has others wait for the same.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Option<(Instant, Arc<Goods>)>>);

/// What can be sold.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Goods {
    /// By name.
    products: Vec<Product>,
    is_complete: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct Product {
    id: String,
    name: String,
    description: Option<String>,
    /// Where its first picture lies.
    #[serde(default)]
    picture: Option<String>,
    prices: Vec<Price>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Price {
    id: String,
    unit_amount: Option<i64>,
    currency: String,
    interval: Option<String>,
    interval_count: Option<u32>,
    customer_chooses: bool,
    nickname: Option<String>,
}

impl App {
    /// Products of the catalogue by words of their name or description; without Stripe, of what was read
    /// last.
    ///
    /// # Errors
    /// When Stripe refuses, or cannot be reached and nothing was read yet.
    pub async fn search_catalogue(&self, query: CatalogueQuery) -> Result<Catalogue, IpcError> {
        let shop = self.shop().await?;
        Ok(on_the_shelf(&shop).await?.search(&query.search))
    }

    /// The first picture of a product of the catalogue, where it has one that can be had.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub async fn product_picture(&self, choice: ProductChoice) -> Result<ProductPicture, IpcError> {
        let shop = self.shop().await?;
        let goods = on_the_shelf(&shop).await?;
        let product = goods.products.iter().find(|it| it.id == choice.product);
        let Some(address) = product.and_then(|it| it.picture.as_deref()) else {
            return Ok(ProductPicture { data: None });
        };
        let data = match shop.client().picture(address).await {
            Ok(Picture { media_type, bytes }) => Some(format!(
                "data:{media_type};base64,{}",
                STANDARD.encode(bytes)
            )),
            Err(error) => {
                tracing::debug!(product = choice.product, %error, "A product's picture is not shown.");
                None
            }
        };
        Ok(ProductPicture { data })
    }
}

/// The catalogue, read anew where what is known of it is old.
async fn on_the_shelf(shop: &Shop) -> Result<Arc<Goods>, IpcError> {
    let mut shelf = shop.shelf().0.lock().await;
    let fresh = shelf.as_ref().filter(|(at, _)| at.elapsed() < FRESH);
    if let Some((_, goods)) = fresh {
        return Ok(Arc::clone(goods));
    }
    let read = goods(shop.client()).await;
    let goods = Arc::new(last_known(shop.ledger(), "catalogue", read).await?);
    *shelf = Some((Instant::now(), Arc::clone(&goods)));
    Ok(goods)
}

impl Goods {
    fn search(&self, words: &str) -> Catalogue {
        let words: Vec<_> = words.split_whitespace().map(str::to_lowercase).collect();
        let mut fitting = self.products.iter().filter(|it| it.says(&words));
        let rows: Vec<_> = fitting.by_ref().take(MOST_ROWS).map(Product::row).collect();
        Catalogue {
            is_complete: self.is_complete && fitting.next().is_none(),
            rows,
        }
    }
}

impl Product {
    fn says(&self, words: &[String]) -> bool {
        let mut text = self.name.to_lowercase();
        if let Some(description) = &self.description {
            text.push(' ');
            text.push_str(&description.to_lowercase());
        }
        words.iter().all(|word| text.contains(word))
    }

    fn row(&self) -> CatalogueProduct {
        let prices = self.prices.iter().cloned().map(|price| CataloguePrice {
            id: price.id,
            unit_amount: price.unit_amount,
            currency: price.currency,
            interval: price.interval,
            interval_count: price.interval_count,
            customer_chooses: price.customer_chooses,
            nickname: price.nickname,
        });
        CatalogueProduct {
            id: self.id.clone(),
            name: self.name.clone(),
            description: self.description.clone(),
            has_picture: self.picture.is_some(),
            prices: prices.collect(),
        }
    }
}

/// Reads all that is on sale.
async fn goods(client: &Client) -> Result<Goods, ApiError> {
    let on_sale = ProductFilter {
        active: Some(true),
        ..ProductFilter::default()
    };
    let (products, all_products) = read(client.products(on_sale)).await?;
    let on_sale = PriceFilter {
        active: Some(true),
        ..PriceFilter::default()
    };
    let (prices, all_prices) = read(client.prices(on_sale)).await?;
    let mut by_product: BTreeMap<String, Vec<Price>> = BTreeMap::new();
    for price in &prices {
        let Some(product) = price.get("product").and_then(Value::as_str) else {
            continue;
        };
        let of_product = by_product.entry(product.to_owned()).or_default();
        of_product.extend(price_of(price));
    }
    let products = products.iter().filter_map(|product| {
        let id = text(product, "id")?;
        let description = text(product, "description");
        Some(Product {
            name: text(product, "name").unwrap_or_else(|| id.clone()),
            description: description.map(|it| it.chars().take(LONGEST_DESCRIPTION).collect()),
            picture: product
                .pointer("/images/0")
                .and_then(Value::as_str)
                .map(str::to_owned),
            prices: by_product.remove(&id).unwrap_or_default(),
            id,
        })
    });
    let mut products: Vec<_> = products.collect();
    products.sort_by_cached_key(|it| (it.name.to_lowercase(), it.id.clone()));
    Ok(Goods {
        products,
        is_complete: all_products && all_prices,
    })
}

/// The objects of a list, and whether those are all.
async fn read(mut pages: Pages) -> Result<(Vec<Value>, bool), ApiError> {
    let mut objects = Vec::new();
    for _ in 0..MOST_PAGES {
        let Some(page) = pages.next().await? else {
            return Ok((objects, true));
        };
        objects.extend(values(&page));
        if !page.has_more {
            return Ok((objects, true));
        }
    }
    Ok((objects, false))
}

fn price_of(price: &Value) -> Option<Price> {
    let recurring = price.get("recurring").filter(|it| it.is_object());
    let count = recurring.and_then(|it| it.get("interval_count")?.as_u64());
    Some(Price {
        id: text(price, "id")?,
        unit_amount: price.get("unit_amount").and_then(Value::as_i64),
        currency: text(price, "currency")?,
        interval: recurring.and_then(|it| text(it, "interval")),
        interval_count: count.and_then(|it| u32::try_from(it).ok()),
        customer_chooses: price
            .get("custom_unit_amount")
            .is_some_and(Value::is_object),
        nickname: text(price, "nickname"),
    })
}

fn text(object: &Value, name: &str) -> Option<String> {
    let text = object.get(name)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}
