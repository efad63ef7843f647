//! The pages without a form to fill in: paid, confirm with the bank, nothing to buy.

use maud::{Markup, html};
use serde_json::Value;

use super::layout::{layout, shop};
use super::{Receipt, amount, path_of};
use crate::checkout::{Closed, Refused};
use crate::http::BodyError;

/// A headline and a sentence.
pub(super) struct Message {
    title: &'static str,
    text: String,
}

impl Message {
    /// Why nothing can be bought.
    pub(super) fn of(refused: &Refused) -> Self {
        let title = match refused {
            Refused::Closed(Closed::Unknown) => "Page not found",
            Refused::Closed(Closed::SoldOut(_)) => "Sold out",
            Refused::Closed(Closed::Expired) => "This checkout has expired",
            Refused::Closed(Closed::Complete) => "Already paid",
            Refused::Closed(Closed::Inactive(_) | Closed::Subscription) => "Not available",
            Refused::Fields(_) | Refused::Card(_) => "Please go back",
            Refused::State(_) => "Something went wrong",
        };
        let text = match refused {
            Refused::Closed(Closed::Unknown) => {
                "There is no payment link at this address. Ask the shop for a new one.".to_owned()
            }
            Refused::State(_) => {
                "The practice store could not answer. Please try again.".to_owned()
            }
            refused => refused.to_string(),
        };
        Self { title, text }
    }

    /// Why a form could not be read.
    pub(super) fn form(error: &BodyError) -> Self {
        Self {
            title: "Please go back",
            text: error.to_string(),
        }
    }
}

/// A page that says one thing.
pub(super) fn page(message: &Message) -> Markup {
    layout(
        message.title,
        &html! {
            main.message.panel {
                (shop())
                h1 { (message.title) }
                p { (message.text) }
            }
        },
    )
}

/// The page on which a customer confirms with their bank.
pub(super) fn authenticate(session: &Value) -> Markup {
    let code = session["currency"].as_str().unwrap_or_default();
    let total = amount(session["amount_total"].as_i64().unwrap_or(0), code);
    layout(
        "Confirm the payment",
        &html! {
            main.message.panel {
                (shop())
                h1 { "Confirm the payment" }
                p { "Here your bank would ask whether it is you who pays " strong { (total) } "." }
                form method="post" action={ (path_of(session)) "/authenticate" } {
                    button.primary type="submit" name="result" value="complete" {
                        "Confirm the payment"
                    }
                    button.secondary type="submit" name="result" value="fail" { "Refuse it" }
                }
            }
        },
    )
}

/// The page after a payment.
pub(super) fn receipt(receipt: &Receipt) -> Markup {
    let session = &receipt.session;
    let code = session["currency"].as_str().unwrap_or_default();
    let total = amount(session["amount_total"].as_i64().unwrap_or(0), code);
    let own = receipt.link["after_completion"]["hosted_confirmation"]["custom_message"].as_str();
    let words = own.unwrap_or("Thank you. Your payment has arrived.");
    layout(
        "Paid",
        &html! {
            main.message.panel {
                (shop())
                p.paid {
                    svg viewBox="0 0 24 24" aria-hidden="true" { path d="M5 12.5l4.5 4.5L19 7.5" {} }
                    "Paid"
                }
                h1.total { (total) }
                p { (words) }
                ul.items {
                    @for item in &receipt.items { (line(item, code)) }
                }
                dl.facts {
                    @if let Some(last4) = receipt.card["last4"].as_str() {
                        div { dt { "Card" } dd { (brand(&receipt.card)) " •••• " (last4) } }
                    }
                    @if let Some(email) = session["customer_details"]["email"].as_str() {
                        div { dt { "E-mail" } dd { (email) } }
                    }
                }
            }
        },
    )
}

fn line(item: &Value, code: &str) -> Markup {
    let quantity = item["quantity"].as_i64().unwrap_or(1);
    html! {
        li {
            div.item {
                span.name {
                    (item["description"].as_str().unwrap_or_default())
                    @if quantity != 1 { span.hint { " × " (quantity) } }
                }
                span.amount { (amount(item["amount_total"].as_i64().unwrap_or(0), code)) }
            }
        }
    }
}

fn brand(card: &Value) -> &str {
    match card["brand"].as_str().unwrap_or_default() {
        "amex" => "American Express",
        "diners" => "Diners Club",
        "discover" => "Discover",
        "jcb" => "JCB",
        "mastercard" => "Mastercard",
        "unionpay" => "UnionPay",
        "visa" => "Visa",
        _ => "Card",
    }
}
