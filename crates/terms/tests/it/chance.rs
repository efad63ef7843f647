//! Terms by chance: mostly good ones with a few changes, of which some break a rule.

use countertop_terms::{CARD_BRANDS, CustomField, LineItem, LinkTerms, ShippingOption};
use serde_json::{Value, json};

use super::made::{item, option, optional, question};

/// A row of numbers that looks like chance, and is the same for the same seed.
pub struct Chance(u64);

impl Chance {
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below this one.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % most
    }

    pub fn one_in(&mut self, most: usize) -> bool {
        self.below(most) == 0
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    fn text(&mut self) -> String {
        self.pick(&["", "Danke 🎂", "שלום", "Soon", "x"]).to_owned()
    }

    /// A text of about the longest length, now and then.
    fn up_to(&mut self, most: usize) -> String {
        match self.below(8) {
            0 => "é".repeat(most),
            1 => "🎂".repeat(most + 1),
            _ => self.text(),
        }
    }

    fn count(&mut self, around: u32) -> Option<u32> {
        self.pick(&[
            None,
            Some(0),
            Some(1),
            Some(2),
            Some(around),
            Some(around + 1),
        ])
    }
}

/// What terms may name: prices of a catalogue that is there.
pub struct Shop {
    /// Paid once, in euro.
    pub once: String,
    /// Paid every month, in euro.
    pub monthly: String,
    /// What the customer chooses, in euro.
    pub gift: String,
    /// A rate in euro.
    pub rate: String,
}

/// Terms that are mostly good.
pub fn terms(seed: u64, shop: &Shop) -> LinkTerms {
    let chance = &mut Chance::of(seed);
    let mut terms = LinkTerms::default();
    sell(&mut terms, chance, shop);
    for _ in 0..chance.below(5) {
        let change = chance.pick(CHANGES);
        change(&mut terms, chance);
    }
    if chance.one_in(6) {
        terms
            .optional_items
            .push(optional(&chance.pick(&[&shop.once, &shop.monthly]).clone()));
        terms.optional_items[0].quantity = chance.pick(&[Some(1), Some(1), Some(3), Some(0)]);
    }
    if chance.one_in(6) {
        let option = ShippingOption {
            shipping_rate: shop.rate.clone(),
            ..ShippingOption::default()
        };
        terms.shipping_options = vec![option];
        if !chance.one_in(4) {
            terms.shipping_address_collection.allowed_countries = vec!["DE".into()];
        }
    }
    terms
}

fn sell(terms: &mut LinkTerms, chance: &mut Chance, shop: &Shop) {
    const EUR: &str = "eur";
    let currency = chance.pick(&[EUR, EUR, EUR, EUR, "usd", "jpy", "kwd", "isk", "idr"]);
    let recurring = chance.one_in(4);
    for _ in 0..=chance.below(3) {
        let amount = match chance.one_in(12) {
            true => chance.pick(&[8650, 5125, 0, 49, 99_999_999, 100_000_000, -1]),
            false => chance.pick(&[10_000, 500_000]),
        };
        let name = if chance.one_in(20) { "" } else { "🎂" };
        let mut line = item(name, currency, amount);
        if chance.one_in(12) {
            line.quantity = chance.pick(&[Some(2), Some(0), None]);
        }
        if recurring {
            line.price_data.recurring.interval = "month".into();
        }
        if recurring && chance.one_in(12) {
            line.price_data.recurring.interval_count = Some(37);
        }
        if currency == EUR && chance.one_in(5) {
            let price = match chance.below(8) {
                0 => &shop.gift,
                1..4 if recurring => &shop.monthly,
                _ => &shop.once,
            };
            line = LineItem {
                price: price.clone(),
                quantity: line.quantity,
                ..LineItem::default()
            };
        }
        if chance.one_in(5) {
            let choice = &mut line.adjustable_quantity;
            choice.enabled = !chance.one_in(5);
            choice.minimum = chance.pick(&[None, Some(0), Some(1), Some(4)]);
            choice.maximum = chance.pick(&[None, Some(3), Some(999_999), Some(0)]);
        }
        terms.line_items.push(line);
    }
}

type Write = fn(&mut LinkTerms, &mut Chance);

const CHANGES: &[Write] = &[
    |it, by| it.after_completion.kind = by.pick(&["redirect", "hosted_confirmation"]).into(),
    |it, by| {
        it.after_completion.kind = "redirect".into();
        let urls = [
            "https://example.com/?id={CHECKOUT_SESSION_ID}",
            "example.com",
            "",
        ];
        it.after_completion.redirect.url = by.pick(&urls).into();
    },
    |it, by| {
        it.after_completion.kind = "hosted_confirmation".into();
        it.after_completion.hosted_confirmation.custom_message = by.up_to(500);
    },
    |it, _| it.allow_promotion_codes = true,
    |it, _| it.automatic_tax.enabled = true,
    |it, by| it.billing_address_collection = by.pick(&["auto", "required", "never"]).into(),
    |it, by| it.consent_collection.promotions = by.pick(&["auto", "none", "x"]).into(),
    |it, by| it.consent_collection.terms_of_service = by.pick(&["required", "none"]).into(),
    |it, by| {
        let agreement = &mut it.consent_collection.payment_method_reuse_agreement;
        agreement.position = by.pick(&["auto", "hidden", "x"]).into();
    },
    |it, by| it.custom_fields.push(asked(by)),
    |it, by| it.custom_fields.push(asked(by)),
    |it, by| it.custom_text.submit.message = by.up_to(1200),
    |it, by| it.custom_text.after_submit.message = by.up_to(1200),
    |it, by| it.customer_creation = by.pick(&["always", "if_required", "never"]).into(),
    |it, by| it.inactive_message = by.up_to(500),
    |it, by| {
        it.invoice_creation.enabled = true;
        let data = &mut it.invoice_creation.invoice_data;
        data.footer = by.text();
        data.description = by.up_to(1500);
        data.rendering_options.amount_tax_display = by.pick(&["", "exclude_tax", "x"]).into();
    },
    |it, by| {
        it.metadata.insert(by.up_to(40), by.up_to(500));
    },
    |it, by| it.name_collection.individual.enabled = by.one_in(2),
    |it, by| {
        it.name_collection.business.enabled = true;
        it.name_collection.business.optional = by.one_in(2);
    },
    |it, by| it.payment_intent_data.description = by.up_to(1000),
    |it, by| {
        it.payment_intent_data
            .metadata
            .insert("order".into(), by.up_to(500));
    },
    |it, by| {
        let words = ["automatic", "automatic_async", "manual", "x"];
        it.payment_intent_data.capture_method = by.pick(&words).into();
    },
    |it, by| {
        let words = ["on_session", "off_session", "x"];
        it.payment_intent_data.setup_future_usage = by.pick(&words).into();
    },
    |it, by| {
        let texts = [
            "BAKERY",
            "CAKE",
            "12345",
            "BÄCKER",
            "A*B*C",
            "X".repeat(22).leak(),
        ];
        it.payment_intent_data.statement_descriptor = by.pick(&texts).into();
    },
    |it, by| {
        let texts = ["CAKE", "12", "TWELVE CHARS", "THIRTEEN CHAR", "A'B"];
        it.payment_intent_data.statement_descriptor_suffix = by.pick(&texts).into();
    },
    |it, by| it.payment_method_collection = by.pick(&["always", "if_required"]).into(),
    |it, by| {
        let methods = ["card", "sepa_debit", "multibanco", "cash"];
        it.payment_method_types = vec!["card".into(), by.pick(&methods).into()];
    },
    |it, by| {
        let brand = by.pick(&[CARD_BRANDS, &["diners"]].concat()).to_owned();
        it.payment_method_options.card.restrictions.brands_blocked = vec![brand];
    },
    |it, _| it.phone_number_collection.enabled = true,
    |it, by| it.restrictions.completed_sessions.limit = by.count(999_999_999),
    |it, by| {
        let country = by.pick(&["DE", "us", "XX"]);
        it.shipping_address_collection.allowed_countries = vec!["AT".into(), country.into()];
    },
    |it, by| {
        it.submit_type = by
            .pick(&["auto", "book", "donate", "pay", "subscribe", "x"])
            .into()
    },
    |it, by| it.subscription_data.description = by.up_to(500),
    |it, by| it.subscription_data.trial_period_days = by.count(730),
    |it, by| {
        it.subscription_data
            .metadata
            .insert("order".into(), by.up_to(500));
    },
    |it, by| {
        it.subscription_data.trial_period_days = Some(7);
        let end = &mut it.subscription_data.trial_settings.end_behavior;
        end.missing_payment_method = by.pick(&["cancel", "create_invoice", "pause", "x"]).into();
    },
    |it, by| {
        it.tax_id_collection.enabled = by.one_in(2);
        it.tax_id_collection.required = by.pick(&["never", "if_supported", "x"]).into();
    },
    |it, by| it.line_items[0].price_data.tax_behavior = by.pick(&["inclusive", "x"]).into(),
    |it, by| it.line_items[0].price_data.product_data.description = by.up_to(5000),
    |it, by| it.line_items[0].price_data.product_data.unit_label = by.up_to(12),
    |it, by| {
        let price = &mut it.line_items[0].price_data;
        if by.one_in(2) {
            price.unit_amount = None;
        }
        price.unit_amount_decimal = by.pick(&["8650", "8650.5", "1.2.3", "0.4"]).into();
    },
    |it, by| it.currency = by.pick(&["eur", "usd", "x"]).into(),
    |it, by| {
        it.line_items.truncate(1);
        let item = &mut it.line_items[0];
        item.price_data.unit_amount = None;
        item.custom_unit_amount.enabled = true;
        let amounts = [None, None, Some(1000), Some(5120), Some(49)];
        item.custom_unit_amount.minimum = by.pick(&amounts);
        item.custom_unit_amount.preset = by.pick(&amounts);
        item.custom_unit_amount.maximum = by.pick(&amounts);
    },
    |it, by| {
        it.shipping_address_collection.allowed_countries = vec!["DE".into()];
        let mut option = ShippingOption::default();
        option.new_rate.display_name = by.up_to(100);
        option.new_rate.amount = by.pick(&[None, Some(0), Some(450), Some(5120)]);
        it.shipping_options.push(option);
    },
];

fn asked(by: &mut Chance) -> CustomField {
    let mut asked = question(by.pick(&["text", "numeric", "dropdown", "dropdown", ""]));
    asked.key = by.pick(&["day", "name", "size", "no key"]).into();
    asked.optional = by.one_in(2);
    if by.one_in(4) {
        asked.label.custom = by.up_to(100);
    }
    for lengths in [&mut asked.text, &mut asked.numeric] {
        if by.one_in(2) {
            lengths.default_value = by.pick(&["", "12", "x"]).into();
            lengths.minimum_length = by.count(255);
            lengths.maximum_length = by.count(255);
        }
    }
    if by.one_in(4) {
        asked.dropdown.options.push(option("Again", "tue"));
    }
    asked.dropdown.default_value = by.pick(&["", "", "fri", "no"]).into();
    asked
}

/// Any terms at all, sense or nonsense: each place is filled or left.
pub fn anything(seed: u64) -> LinkTerms {
    let chance = &mut Chance::of(seed);
    let mut said = serde_json::to_value(LinkTerms::default()).unwrap();
    fill(&mut said, "", chance);
    serde_json::from_value(said).unwrap()
}

fn fill(place: &mut Value, path: &str, chance: &mut Chance) {
    const WORDS: &[&str] = &[
        "",
        "auto",
        "required",
        "none",
        "never",
        "always",
        "if_required",
        "redirect",
        "self",
        "text",
        "hosted_confirmation",
        "dropdown",
        "eur",
        "EUR",
        "unspecified",
        "month",
        "Danke 🎂",
    ];
    match place {
        Value::Object(keys) if path.ends_with("metadata") => {
            for key in ["a", "b", "c"] {
                if chance.one_in(3) {
                    keys.insert(key.to_owned(), json!(chance.pick(&["1", "2"])));
                }
            }
        }
        Value::Object(fields) => {
            for (name, place) in fields {
                fill(place, &format!("{path}.{name}"), chance);
            }
        }
        Value::Array(entries) => {
            for _ in 0..chance.below(3) {
                let blank = entry(path);
                let mut entry = blank.clone();
                fill(&mut entry, path, chance);
                // A blank entry says nothing, and is not sent.
                if entry != blank {
                    entries.push(entry);
                }
            }
        }
        Value::Bool(said) => *said = chance.one_in(2),
        Value::Null if chance.one_in(2) => *place = json!(chance.below(4)),
        Value::String(said) => *said = chance.pick(WORDS).to_owned(),
        _ => {}
    }
}

fn entry(path: &str) -> Value {
    match path {
        ".line_items" => json!(LineItem::default()),
        ".optional_items" => json!(countertop_terms::OptionalItem::default()),
        ".shipping_options" => json!(ShippingOption::default()),
        ".custom_fields" => json!(CustomField::default()),
        ".custom_fields.dropdown.options" => json!(countertop_terms::DropdownOption::default()),
        _ if path.ends_with(".custom_fields") => json!(countertop_terms::InvoiceField::default()),
        _ => json!(""),
    }
}
