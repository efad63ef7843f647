//! What a customer may choose in the order: how many, what else, a code, how it is shipped.

use maud::{Markup, html};
use serde_json::Value;

use super::form::Wants;
use super::input::{Fault, id};
use super::view::View;
use super::words::fill;
use super::{shipping, summary};

/// A field for how many of something.
pub(super) fn number(
    field: &str,
    name: &str,
    value: i64,
    (least, most): (i64, i64),
    view: &View<'_>,
) -> Markup {
    let words = &view.words().order;
    let id = id(field);
    let fault = Fault::of(view, field);
    html! {
        div.quantity {
            label for=(id) {
                (words.quantity) " "
                span.unseen { (fill(words.quantity_of, &[("name", name)])) }
            }
            input id=(id) name=(field) type="number" inputmode="numeric" value=(value)
                min=(least) max=(most) form="pay" autocomplete="off" required
                aria-invalid=[fault.invalid()] aria-describedby=[fault.described_by(&id)]
                autofocus[fault.is_first];
            (fault.sentence(&id))
        }
    }
}

/// What else may be taken.
pub(super) fn optional(view: &View<'_>) -> Markup {
    let words = &view.words().order;
    let offers = || {
        let optional = view.visit.optional.iter();
        optional.filter(|offered| offered["taken"].as_i64().unwrap_or(0) == 0)
    };
    html! {
        @if offers().next().is_some() {
            section.more aria-labelledby="more" {
                h2 #more { (words.add_to_order) }
                ul.items {
                    @for offered in offers() { (offer(offered, view)) }
                }
            }
        }
    }
}

fn offer(offered: &Value, view: &View<'_>) -> Markup {
    let id = offered["id"].as_str().unwrap_or_default();
    let quantity = offered["quantity"].as_i64().unwrap_or(1);
    let unit = offered["price"]["unit_amount"].as_i64().unwrap_or(0);
    html! {
        li {
            (summary::picture(offered, view))
            div.what {
                p.name {
                    (offered["description"].as_str().unwrap_or_default())
                    @if quantity > 1 { span.hint { " × " (quantity) } }
                }
                (summary::description(offered, view))
            }
            div.price {
                p.amount { (view.amount(unit.saturating_mul(quantity))) }
                (button(&format!("add:{id}"), view.words().order.add, offered))
            }
        }
    }
}

/// What was offered as the optional item that a line of the order is.
pub(super) fn offered<'a>(item: &Value, view: &View<'a>) -> Option<&'a Value> {
    let id = item["_optional"].as_str()?;
    let optional = &view.visit.optional;
    optional.iter().find(|offered| offered["id"] == *id)
}

/// How many of an optional item are taken, and the way to be rid of it.
pub(super) fn taken(offered: &Value, quantity: i64, view: &View<'_>) -> Markup {
    let id = offered["id"].as_str().unwrap_or_default();
    let field = format!("optional[{id}]");
    let name = offered["description"].as_str().unwrap_or_default();
    let adjustable = &offered["adjustable_quantity"];
    let bounds = adjustable["minimum"]
        .as_i64()
        .zip(adjustable["maximum"].as_i64());
    let typed = view.form.submission.optional.get(id).copied();
    html! {
        div.taken {
            @if let Some((least, most)) = bounds {
                // A number is typed only where one is taken: none is taken by the button.
                @let typed = typed.filter(|_| view.form.wants == Wants::Pay);
                (number(&field, name, typed.unwrap_or(quantity), (least.max(1), most), view))
            } @else if quantity != 1 {
                p.hint { (view.words().order.quantity) " " (quantity) }
            }
            (button(&format!("remove:{id}"), view.words().order.remove, offered))
        }
    }
}

/// A button beside an optional item, which is said to those who do not see where it stands.
fn button(value: &str, text: &str, offered: &Value) -> Markup {
    let name = offered["description"].as_str().unwrap_or_default();
    html! {
        button.quiet type="submit" form="pay" name="update" value=(value) formnovalidate {
            (text) span.unseen { " " (name) }
        }
    }
}

/// The field for a promotion code, and the codes that are applied.
pub(super) fn promotion(view: &View<'_>) -> Markup {
    let words = &view.words().order;
    let typed = view.form.submission.promotion_code.as_deref();
    let fault = Fault::of(view, "promotion_code");
    let asks = view.session()["allow_promotion_codes"] == true;
    let is_applied = !view.visit.discounts.is_empty();
    html! {
        @if is_applied {
            ul.codes {
                @for discount in &view.visit.discounts { (applied(discount, view)) }
            }
        }
        @if asks && !is_applied {
            div.promotion {
                label for="promotion-code" { (words.promotion_code) }
                div.beside {
                    input #promotion-code name="promotion_code" type="text" form="pay"
                        value=(typed.unwrap_or_default()) autocomplete="off"
                        autocapitalize="characters" spellcheck="false"
                        aria-invalid=[fault.invalid()]
                        aria-describedby=[fault.described_by("promotion-code")]
                        autofocus[fault.is_first];
                    button.secondary type="submit" form="pay" name="update"
                        value="promotion_code" formnovalidate { (words.apply) }
                }
                (fault.sentence("promotion-code"))
            }
        }
    }
}

/// A discount that is applied, with the way to be rid of it.
fn applied(discount: &Value, view: &View<'_>) -> Markup {
    let words = &view.words().order;
    let code = discount["promotion_code"]["code"].as_str();
    let name = code.or(discount["coupon"]["name"].as_str());
    html! {
        li.code {
            strong { (name.unwrap_or(words.discount)) }
            @if let Some(off) = off(&discount["coupon"], view) { span.hint { (off) } }
            @if code.is_some() {
                button.quiet type="submit" form="pay" name="update" value="no_promotion_code"
                    formnovalidate { (words.remove) }
            }
        }
    }
}

/// What a coupon takes off.
fn off(coupon: &Value, view: &View<'_>) -> Option<String> {
    let words = &view.words().order;
    let amount = match coupon["percent_off"].as_f64() {
        Some(percent) => percentage(percent, view),
        None => view.amount(coupon["amount_off"].as_i64()?),
    };
    Some(fill(words.off, &[("amount", &amount)]))
}

/// A percentage as the language writes it, with as many decimals as it has.
fn percentage(percent: f64, view: &View<'_>) -> String {
    use super::language::Language;
    let number = format!("{percent}");
    match view.language {
        Language::English => format!("{number}%"),
        Language::German => format!("{}\u{a0}%", number.replace('.', ",")),
    }
}

/// How the order is shipped.
pub(super) fn shipping(view: &View<'_>) -> Markup {
    let words = &view.words().order;
    let rates = &view.visit.shipping;
    let session = view.session();
    let present = session["shipping_cost"]["shipping_rate"].as_str();
    let chosen = view.form.submission.shipping_option.as_deref().or(present);
    let chosen = chosen.or_else(|| rates.first()?["id"].as_str());
    html! {
        @if !rates.is_empty() {
            fieldset.shipping {
                legend { (words.shipping) }
                @for rate in rates {
                    @let rate_id = rate["id"].as_str().unwrap_or_default();
                    div.option {
                        input id=(id(rate_id)) name="shipping_option" type="radio" form="pay"
                            value=(rate_id) checked[chosen == Some(rate_id)];
                        label for=(id(rate_id)) {
                            span { (rate["display_name"].as_str().unwrap_or_default()) }
                            @if let Some(time) = shipping::estimate(rate, view.language) {
                                span.hint { (time) }
                            }
                        }
                        span.amount { (shipping::cost(rate, view)) }
                    }
                }
            }
        }
    }
}
