//! What the shop sells: products, their prices, and a link for each.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use countertop_domain::UnixSeconds;
use serde_json::{Map, Value, json};

use super::Failure;
use super::names::TONGUES;
use crate::api;
use crate::state::{Ground, Kind, Work};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// When something is bought more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Always,
    Christmas,
    Easter,
    Summer,
    Winter,
    Weekend,
}

/// What is particular to a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Options {
    Plain,
    /// From 1 to 10 at once.
    Several,
    /// Sent home, so it asks for an address.
    Shipped,
    /// The customer chooses what to pay.
    ChosenAmount,
    /// Asks three questions.
    Questions,
    /// Remembers customers, and where they live.
    Customers,
    /// Asks for terms, promotions and a telephone number.
    Terms,
}

impl Options {
    /// Links of one class make the same kinds of objects when they are used.
    pub(super) fn class(self) -> u8 {
        match self {
            Customers => 1,
            Plain | Several | Shipped | ChosenAmount | Questions | Terms => 0,
        }
    }
}

/// What sending something costs, in minor units of whichever currency.
const SHIPPING: i64 = 490;

/// Something that the shop sells.
pub(super) struct Article {
    name: &'static str,
    description: &'static str,
    /// In minor units; of one that customers choose, what is proposed.
    pub(super) amount: i64,
    pub(super) currency: &'static str,
    /// How often it is bought.
    pub(super) weight: u64,
    pub(super) season: Season,
    pub(super) options: Options,
    /// On which day of the year it was first sold.
    pub(super) since: i64,
}

const fn article(
    name: &'static str,
    description: &'static str,
    amount: i64,
    weight: u64,
    options: Options,
) -> Article {
    Article {
        name,
        description,
        amount,
        currency: "eur",
        weight,
        season: Season::Always,
        options,
        since: 0,
    }
}

impl Article {
    const fn in_season(mut self, season: Season) -> Self {
        self.season = season;
        self
    }

    const fn since(mut self, day: i64) -> Self {
        self.since = day;
        self
    }

    const fn in_currency(mut self, currency: &'static str) -> Self {
        self.currency = currency;
        self
    }

    /// What sending it costs, in minor units.
    pub(super) fn shipping(&self) -> i64 {
        match self.options {
            Shipped => SHIPPING,
            Plain | Several | ChosenAmount | Questions | Customers | Terms => 0,
        }
    }

    /// When its link is there.
    pub(super) fn opens(&self, start: i64) -> i64 {
        start + self.since * DAY + HOUR
    }
}

use Options::{ChosenAmount, Customers, Plain, Questions, Several, Shipped, Terms};

#[rustfmt::skip]
pub(super) const ARTICLES: &[Article] = &[
    article("Sourdough loaf", "Rye and wheat, baked in the morning", 640, 120, Several),
    article("Cinnamon buns, box of six", "Best on the same day", 1620, 90, Several),
    article("Quiche Lorraine", "For four", 1490, 60, Plain),
    article("Coffee beans, 500 g", "Roasted every Tuesday", 1380, 55, Shipped),
    article("Breakfast basket", "Bread, jam, cheese and juice for two", 3800, 45, Several).in_season(Season::Weekend),
    article("Gift voucher", "Sent by e-mail", 2500, 30, Plain).in_season(Season::Christmas),
    article("Birthday cake, 24 cm", "Order two days ahead", 8650, 22, Questions),
    article("Baking class", "Saturdays from ten to two", 5900, 16, Terms),
    article("Croissants, four", "With butter from the coast", 780, 70, Several).in_season(Season::Weekend),
    article("Spelt rolls, ten", "Half baked, to finish at home", 690, 50, Several),
    article("Cheesecake", "A whole one, twelve pieces", 3290, 26, Plain),
    article("Carrot cake, gluten free", "Eight pieces", 2950, 14, Plain).since(95),
    article("Lemon tart", "With Sicilian lemons", 2490, 20, Plain).in_season(Season::Summer),
    article("Fischbrötchen-Platte für Büro & Feier – zwanzig Stück, gemischt belegt, mit Zwiebeln, Gurke und Remoulade", "Bis 16 Uhr des Vortags bestellen", 7400, 9, Questions),
    article("Iced coffee, six bottles", "To keep cold", 1950, 24, Several).in_season(Season::Summer),
    article("Ice cream, one litre", "Vanilla, rhubarb or plum", 1240, 28, Several).in_season(Season::Summer),
    article("Dresdner Stollen", "With marzipan, a kilogramme", 2390, 34, Shipped).in_season(Season::Christmas),
    article("Christmas biscuits, tin", "Nine kinds", 1890, 30, Shipped).in_season(Season::Christmas),
    article("Easter plait", "With raisins and almonds", 990, 24, Several).in_season(Season::Easter),
    article("Pumpkin soup, two jars", "To warm up", 1180, 20, Several).in_season(Season::Winter),
    article("Hot chocolate powder", "With sea salt", 890, 22, Shipped).in_season(Season::Winter),
    article("Honey from the roof", "250 g, from our own bees", 850, 18, Shipped).since(140),
    article("Apron", "Linen, one size", 3400, 7, Shipped).since(60),
    article("Sourdough starter", "With instructions", 950, 10, Shipped),
    article("Wedding cake, three tiers", "After a talk in the shop", 48500, 2, Customers),
    article("Office breakfast, ten people", "Delivered before nine", 12900, 12, Customers),
    article("Bread club, a month ahead", "A loaf every Friday", 2600, 20, Customers).since(30),
    article("Tip the bakers", "As much as you like", 500, 26, ChosenAmount),
    article("Neighbourhood fridge", "A donation: we double it", 1000, 10, ChosenAmount),
    article("日本の食パン", "Milk bread, as in Tokyo", 890, 12, Several).since(210),
    article("خبز بالزعتر", "Flat bread with thyme, five pieces", 750, 12, Several).since(250),
    article("Recipe book, English edition", "Printed in Leeds", 2495, 10, Shipped).in_currency("gbp"),
    article("Baking class online", "Two hours, for guests from overseas", 4500, 8, Terms).in_currency("usd"),
];

/// The currencies that the shop takes, its own first.
pub(super) fn currencies() -> Vec<&'static str> {
    let mut currencies = Vec::new();
    for article in ARTICLES {
        if !currencies.contains(&article.currency) {
            currencies.push(article.currency);
        }
    }
    currencies
}

/// Makes all that is sold, each link at its time.
pub(super) fn make(work: &mut Work<'_>, start: i64) -> Result<(), Failure> {
    let mut order: Vec<_> = ARTICLES.iter().enumerate().collect();
    order.sort_by_key(|(index, article)| (article.since, *index));
    let mut rates = BTreeMap::new();
    for (nth, (index, article)) in order.into_iter().enumerate() {
        let later = i64::try_from(nth).unwrap_or(0) * 61;
        work.set_time(UnixSeconds(article.opens(start) - HOUR + later));
        let mut given = parameters(work, article)?;
        if article.options == Shipped {
            let rate = rates.entry(article.currency);
            let rate = match rate {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(shipping_rate(work, article.currency)?),
            };
            let options = json!([{ "shipping_rate": rate["id"] }]);
            given.insert("shipping_options".to_owned(), options);
        }
        let mut link = api::make_link(work, &given)?;
        link["_article"] = json!(index);
        work.replace(Kind::PaymentLink, &link)?;
    }
    Ok(())
}

/// The ids of the links, in the order of the articles.
pub(super) fn links(ground: &Ground) -> Vec<String> {
    let mut links = vec![String::new(); ARTICLES.len()];
    for link in ground.of_kind(Kind::PaymentLink) {
        let index = link["_article"]
            .as_u64()
            .and_then(|it| usize::try_from(it).ok());
        if let (Some(place), Some(id)) = (
            index.and_then(|index| links.get_mut(index)),
            link["id"].as_str(),
        ) {
            id.clone_into(place);
        }
    }
    links
}

fn parameters(work: &mut Work<'_>, article: &Article) -> Result<Map<String, Value>, Failure> {
    let mut item = match article.options {
        ChosenAmount => json!({ "price": chosen_price(work, article)?["id"], "quantity": 1 }),
        Plain | Several | Shipped | Questions | Customers | Terms => json!({
            "price_data": {
                "currency": article.currency,
                "product_data": { "name": article.name, "description": article.description },
                "unit_amount": article.amount,
            },
            "quantity": 1,
        }),
    };
    if article.options == Several {
        item["adjustable_quantity"] = json!({ "enabled": true, "minimum": 1, "maximum": 10 });
    }
    let mut given = options(article.options);
    given["line_items"] = json!([item]);
    given["metadata"] = json!({ "article": article.name.chars().take(40).collect::<String>() });
    Ok(given.as_object().cloned().unwrap_or_default())
}

fn shipping_rate(work: &mut Work<'_>, currency: &str) -> Result<Value, Failure> {
    let given = json!({
        "display_name": "Parcel",
        "fixed_amount": { "amount": SHIPPING, "currency": currency },
        "type": "fixed_amount",
    });
    let given = given.as_object().cloned().unwrap_or_default();
    Ok(api::make_shipping_rate(work, &given, "")?)
}

fn chosen_price(work: &mut Work<'_>, article: &Article) -> Result<Value, Failure> {
    let given = json!({
        "currency": article.currency,
        "custom_unit_amount":
            { "enabled": true, "minimum": 100, "maximum": 50_000, "preset": article.amount },
        "product_data": { "name": article.name },
    });
    let given = given.as_object().cloned().unwrap_or_default();
    Ok(api::make_price(work, &given, "")?)
}

fn options(options: Options) -> Value {
    match options {
        Plain | Several => json!({}),
        Shipped => json!({
            "billing_address_collection": "required",
            "shipping_address_collection": { "allowed_countries": countries() },
        }),
        ChosenAmount => json!({
            "submit_type": "donate",
            "after_completion": {
                "type": "hosted_confirmation",
                "hosted_confirmation": { "custom_message": "Thank you!" },
            },
        }),
        Questions => json!({ "custom_fields": questions() }),
        Customers => json!({
            "billing_address_collection": "required",
            "customer_creation": "always",
            "phone_number_collection": { "enabled": true },
        }),
        Terms => json!({
            "consent_collection": { "promotions": "auto" },
            "phone_number_collection": { "enabled": true },
        }),
    }
}

/// Where the shop sends things: everywhere that its buyers live.
fn countries() -> Vec<&'static str> {
    TONGUES.iter().map(|tongue| tongue.country).collect()
}

fn questions() -> Value {
    json!([
        {
            "key": "lettering",
            "label": { "type": "custom", "custom": "What shall it say?" },
            "type": "text",
            "optional": true,
            "text": { "maximum_length": 60 },
        },
        {
            "key": "candles",
            "label": { "type": "custom", "custom": "How many candles?" },
            "type": "numeric",
            "optional": true,
        },
        {
            "key": "pickup",
            "label": { "type": "custom", "custom": "When do you come?" },
            "type": "dropdown",
            "dropdown": {
                "options": [
                    { "label": "Morning", "value": "morning" },
                    { "label": "Noon", "value": "noon" },
                    { "label": "After five", "value": "evening" },
                ],
            },
        },
    ])
}
