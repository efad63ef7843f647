//! What is known of a payment, as a list of names and values.

use maud::{Markup, html};
use serde_json::Value;

use super::language::Language;
use super::{country, dates};

/// A name, and lines of what it is.
pub(super) struct Fact {
    name: &'static str,
    lines: Vec<String>,
}

/// The facts below each other.
pub(super) fn list(facts: &[Fact]) -> Markup {
    html! {
        @if !facts.is_empty() {
            dl.facts {
                @for fact in facts {
                    div {
                        dt { (fact.name) }
                        dd {
                            @for (index, line) in fact.lines.iter().enumerate() {
                                @if index > 0 { br; }
                                (line)
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn text(name: &'static str, value: &Value) -> Option<Fact> {
    Some(line(name, value.as_str()?.to_owned()))
}

pub(super) fn line(name: &'static str, line: String) -> Fact {
    let lines = vec![line];
    Fact { name, lines }
}

pub(super) fn date(name: &'static str, seconds: Option<i64>, language: Language) -> Option<Fact> {
    Some(line(name, dates::moment(seconds?, language)))
}

/// What is paid with, as a charge's `payment_method_details` or a payment method tells it.
pub(super) fn method(name: &'static str, details: &Value, language: Language) -> Option<Fact> {
    let words = &language.words().after;
    let kind = details["type"].as_str()?;
    let last4 = details[kind]["last4"].as_str();
    let way = match kind {
        "card" => details["card"]["brand"]
            .as_str()
            .and_then(brand_name)
            .unwrap_or(words.card),
        "sepa_debit" => language.words().form.sepa_debit,
        "multibanco" => language.words().form.multibanco,
        _ => return None,
    };
    let shown = match last4 {
        Some(last4) => format!("{way} •••• {last4}"),
        None => way.to_owned(),
    };
    Some(line(name, shown))
}

/// A name and an address, as Stripe's `shipping_details` have them.
pub(super) fn address(name: &'static str, details: &Value, language: Language) -> Option<Fact> {
    let address = &details["address"];
    let part = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let country = address["country"].as_str()?;
    let town = [part(&address["postal_code"]), part(&address["city"])].join(" ");
    let lines = [
        part(&details["name"]),
        part(&address["line1"]),
        part(&address["line2"]),
        town.trim().to_owned(),
        part(&address["state"]),
        country::name(country, language).to_owned(),
    ];
    let lines = lines.into_iter().filter(|line| !line.is_empty()).collect();
    Some(Fact { name, lines })
}

/// A card's brand as it is printed on it.
pub(super) fn brand_name(brand: &str) -> Option<&'static str> {
    match brand {
        "amex" => Some("American Express"),
        "diners" => Some("Diners Club"),
        "discover" => Some("Discover"),
        "jcb" => Some("JCB"),
        "mastercard" => Some("Mastercard"),
        "unionpay" => Some("UnionPay"),
        "visa" => Some("Visa"),
        _ => None,
    }
}
