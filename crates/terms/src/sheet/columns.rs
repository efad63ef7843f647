//! The columns that a table may have.

use super::CellProblem;

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The row's own id: told again, it makes nothing twice.
    Row,
    /// The price of one in major units, as people write it.
    Price,
    /// Three letters.
    Currency,
    /// When the link opens.
    Open,
    /// When it closes.
    Close,
    /// What Stripe's page says after the payment.
    Message,
    /// Where the customer goes after the payment.
    Redirect,
    /// A parameter, and what stands in it.
    Parameter(Vec<String>),
}

/// The columns with a name of their own, each with what they stand for.
const NAMED: &[(&str, &str)] = &[
    ("name", "line_items[0][price_data][product_data][name]"),
    (
        "description",
        "line_items[0][price_data][product_data][description]",
    ),
    ("picture", "line_items[0][price_data][product_data][images]"),
    ("amount", "line_items[0][price_data][unit_amount]"),
    ("interval", "line_items[0][price_data][recurring][interval]"),
    ("price_id", "line_items[0][price]"),
    ("quantity", "line_items[0][quantity]"),
    ("limit", "restrictions[completed_sessions][limit]"),
    ("inactive_message", "inactive_message"),
    ("phone", "phone_number_collection[enabled]"),
    ("ship_to", "shipping_address_collection[allowed_countries]"),
    ("promotion_codes", "allow_promotion_codes"),
];

/// The names to choose from, for a sentence.
const NAMES: &str = "name, description, picture, price, amount, currency, quantity, interval, price_id, \
                     limit, open, close, message, redirect, inactive_message, phone, ship_to, \
                     promotion_codes, row, metadata[KEY]";

impl Column {
    /// The column of this heading.
    pub(super) fn named(heading: &str) -> Result<Self, CellProblem> {
        let heading = heading.trim();
        let plain = heading.to_ascii_lowercase().replace([' ', '-'], "_");
        let own = match plain.as_str() {
            "row" | "row_id" => Some(Self::Row),
            "price" => Some(Self::Price),
            "currency" => Some(Self::Currency),
            "open" => Some(Self::Open),
            "close" => Some(Self::Close),
            "message" => Some(Self::Message),
            "redirect" => Some(Self::Redirect),
            _ => None,
        };
        if let Some(own) = own {
            return Ok(own);
        }
        if let Some((_, parameter)) = NAMED.iter().find(|(name, _)| *name == plain) {
            return Ok(Self::Parameter(steps(parameter)));
        }
        let steps = match heading.strip_prefix("metadata.") {
            Some(key) => vec!["metadata".to_owned(), key.to_owned()],
            None => steps(heading),
        };
        if steps.iter().all(|step| !step.is_empty()) && super::cells::is_known(&steps) {
            return Ok(Self::Parameter(steps));
        }
        Err(CellProblem {
            column: heading.to_owned(),
            message: format!(
                "There is no column of this name; take it away or rename it to one of {NAMES}, or to a \
                 parameter of Stripe's such as custom_text[submit][message]."
            ),
        })
    }

    /// The place of a parameter that stands for this column, as Stripe names it in an error.
    pub(super) fn param(&self) -> Option<String> {
        let own = |text: &str| Some(text.to_owned());
        match self {
            Self::Row | Self::Open | Self::Close => None,
            Self::Price => own("line_items[0][price_data][unit_amount]"),
            Self::Currency => own("line_items[0][price_data][currency]"),
            Self::Message => own("after_completion[hosted_confirmation][custom_message]"),
            Self::Redirect => own("after_completion[redirect][url]"),
            Self::Parameter(steps) => {
                let (first, rest) = steps.split_first()?;
                let rest = rest.iter().map(|step| format!("[{step}]"));
                Some(first.clone() + &rest.collect::<String>())
            }
        }
    }
}

/// The column that says what stands at a parameter, as it is named best.
pub fn column_for(param: &str) -> Option<&'static str> {
    let own = match param {
        "line_items[0][price_data][unit_amount]" => Some("price"),
        "line_items[0][price_data][currency]" => Some("currency"),
        "after_completion[hosted_confirmation][custom_message]" => Some("message"),
        "after_completion[redirect][url]" => Some("redirect"),
        _ => None,
    };
    let named = || NAMED.iter().find(|(_, named)| *named == param);
    own.or_else(|| named().map(|(name, _)| *name))
}

/// `a[b][0]` as `a`, `b`, `0`.
pub(super) fn steps(name: &str) -> Vec<String> {
    let parts = name.split('[');
    parts
        .map(|part| part.strip_suffix(']').unwrap_or(part).to_owned())
        .collect()
}
