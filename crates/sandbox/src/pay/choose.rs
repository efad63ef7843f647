//! What a customer may choose in the order: how many, what else, a code, how it is shipped.

use maud::{Markup, html};
use serde_json::Value;

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
    html! {
        @if !view.visit.optional.is_empty() {
            section.more aria-labelledby="more" {
                h2 #more { (words.add_to_order) }
                ul.items {
                    @for item in &view.visit.optional { (offer(item, view)) }
                }
            }
        }
    }
}

fn offer(item: &Value, view: &View<'_>) -> Markup {
    let words = &view.words().order;
    let name = item["description"].as_str().unwrap_or_default();
    let key = item["id"].as_str().unwrap_or_default();
    let taken = item["taken"].as_i64().unwrap_or(0);
    let unit = item["price"]["unit_amount"].as_i64().unwrap_or(0);
    html! {
        li {
            (summary::picture(item, view))
            div.what {
                p.name { (name) }
                (summary::description(item, view))
                @if taken > 0 { (taken_number(item, key, name, taken, view)) }
            }
            div.price {
                p.amount { (view.amount(unit)) }
                @let (value, text) = match taken {
                    0 => (format!("add:{key}"), words.add),
                    _ => (format!("remove:{key}"), words.remove),
                };
                button.quiet type="submit" form="pay" name="update" value=(value) formnovalidate {
                    (text) span.unseen { " " (name) }
                }
            }
        }
    }
}

/// How many are taken, where that may be chosen.
fn taken_number(item: &Value, key: &str, name: &str, taken: i64, view: &View<'_>) -> Markup {
    let bounds = &item["adjustable_quantity"];
    let field = format!("optional[{key}]");
    let typed = view.form.submission.optional.get(key).copied();
    html! {
        @if bounds["enabled"] == true {
            @let least = bounds["minimum"].as_i64().unwrap_or(0);
            @let most = bounds["maximum"].as_i64().unwrap_or(99);
            (number(&field, name, typed.unwrap_or(taken), (least, most), view))
        } @else {
            input type="hidden" name=(field) value=(taken) form="pay";
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
