//! The order: what is bought, what may be chosen, and what it comes to.

use maud::{Markup, html};
use serde_json::Value;

use super::input::{Fault, id};
use super::layout::shop;
use super::view::View;
use super::words::fill;
use super::{choose, money, sums};
use crate::SHOP_NAME;

/// The order.
pub(super) fn summary(view: &View<'_>) -> Markup {
    let words = &view.words().order;
    let items = &view.visit.items;
    html! {
        section.order aria-label=(words.order) {
            (shop())
            (back(view))
            (lead(view))
            ul.items {
                @for item in items { (line(item, view)) }
            }
            (choose::optional(view))
            (choose::promotion(view))
            (choose::shipping(view))
            @if is_open_to_change(view) || view.is_chosen() { (update(view)) }
            @if is_open_to_change(view) || sums::are_worth_it(view.session(), items) {
                (sums::sums(view))
            }
        }
    }
}

/// Whether a customer's choice changes the total, other than by naming the amount.
pub(super) fn is_open_to_change(view: &View<'_>) -> bool {
    let visit = view.visit;
    let may_vary = |item: &Value| !item["adjustable_quantity"].is_null();
    visit.items.iter().any(may_vary)
        || !visit.optional.is_empty()
        || visit.shipping.len() > 1
        || view.session()["allow_promotion_codes"] == true
}

/// The way back to the shop's own page, where the shop sent the customer here.
fn back(view: &View<'_>) -> Markup {
    let session = view.session();
    let own = session["cancel_url"].as_str();
    let own = own.filter(|_| session["payment_link"].is_null());
    html! {
        @if let Some(address) = own {
            p { a href=(address) { (fill(view.words().form.back, &[("shop", SHOP_NAME)])) } }
        }
    }
}

/// The headline: to whom, and how much.
fn lead(view: &View<'_>) -> Markup {
    let words = &view.words().order;
    let first = view
        .visit
        .items
        .first()
        .and_then(|item| item["description"].as_str());
    let name = first.unwrap_or_default();
    let trial = sums::trial_days(view);
    let text = match (view.recurring(), trial) {
        (Some(_), Some(_)) => fill(words.try_it, &[("name", name)]),
        (Some(_), None) => fill(words.subscribe_to, &[("name", name)]),
        (None, _) => fill(words.pay_to, &[("shop", SHOP_NAME)]),
    };
    let recurring = view.recurring();
    html! {
        h1.lead {
            span.to { (text) }
            " "
            span.total { (sums::headline(view)) }
            @if let (Some(recurring), None) = (recurring, trial) {
                " " span.interval { (sums::interval(recurring, view)) }
            }
        }
        @if let (Some(recurring), Some(_)) = (recurring, trial) {
            @let amount = view.amount(sums::recurring_amount(view));
            @let interval = sums::interval(recurring, view);
            p.hint { (fill(words.then, &[("amount", &amount), ("interval", &interval)])) }
        }
    }
}

/// One item, with its picture where it has one.
fn line(item: &Value, view: &View<'_>) -> Markup {
    let is_chosen = !item["price"]["custom_unit_amount"].is_null();
    html! {
        li {
            (picture(item, view))
            div.what {
                p.name { (item["description"].as_str().unwrap_or_default()) }
                (description(item, view))
                (how_many(item, view))
            }
            @if !is_chosen { (price(item, view)) }
        }
    }
}

/// How many of an item, or how much, where that may be chosen.
fn how_many(item: &Value, view: &View<'_>) -> Markup {
    let name = item["description"].as_str().unwrap_or_default();
    let quantity = item["quantity"].as_i64().unwrap_or(1);
    let adjustable = &item["adjustable_quantity"];
    let bounds = adjustable["minimum"]
        .as_i64()
        .zip(adjustable["maximum"].as_i64());
    html! {
        @if !item["price"]["custom_unit_amount"].is_null() {
            (chosen_amount(item, view))
        } @else if let Some(offered) = choose::offered(item, view) {
            (choose::taken(offered, quantity, view))
        } @else if let Some(bounds) = bounds {
            @let id = item["id"].as_str().unwrap_or_default();
            @let typed = view.form.submission.quantities.get(id).copied();
            (choose::number(
                &format!("quantity[{id}]"), name, typed.unwrap_or(quantity), bounds, view,
            ))
        } @else if quantity != 1 {
            p.hint { (view.words().order.quantity) " " (quantity) }
        }
    }
}

/// What an item comes to, and one of several.
fn price(item: &Value, view: &View<'_>) -> Markup {
    let words = &view.words().order;
    let quantity = item["quantity"].as_i64().unwrap_or(1);
    let unit = item["price"]["unit_amount"].as_i64();
    html! {
        div.price {
            p.amount { (money::of_object(item, "amount_subtotal", view.language)) }
            @if let (true, Some(unit)) = (quantity > 1, unit) {
                p.hint { (fill(words.each, &[("amount", &view.amount(unit))])) }
            }
            @if let (Some(_), true) = (view.recurring(), view.visit.items.len() > 1) {
                @let recurring = &item["price"]["recurring"];
                @if !recurring.is_null() {
                    p.hint { (sums::interval(recurring, view)) }
                }
            }
        }
    }
}

/// An item's picture. Its name stands beside it, so it says nothing more.
pub(super) fn picture(item: &Value, view: &View<'_>) -> Markup {
    let address = product(item, view)["images"][0].as_str();
    html! {
        @if let Some(address) = address {
            span.picture { img src=(address) alt="" referrerpolicy="no-referrer"; }
        }
    }
}

pub(super) fn description(item: &Value, view: &View<'_>) -> Markup {
    html! {
        @if let Some(text) = product(item, view)["description"].as_str() {
            p.hint { (text) }
        }
    }
}

fn product<'a>(item: &Value, view: &View<'a>) -> &'a Value {
    let id = item["price"]["product"].as_str().unwrap_or_default();
    view.products.get(id).unwrap_or(&Value::Null)
}

/// The field for an amount that the customer chooses.
fn chosen_amount(item: &Value, view: &View<'_>) -> Markup {
    let words = &view.words().order;
    let code = view.currency();
    let bounds = &item["price"]["custom_unit_amount"];
    let stored = item["amount_subtotal"].as_i64().filter(|it| *it != 0);
    let preset = stored.or(bounds["preset"].as_i64());
    let typed = view.form.typed_amount.as_str();
    let plain = preset.map(|minor| money::plain(minor, code, view.language));
    let value = match typed {
        "" => plain.unwrap_or_default(),
        typed => typed.to_owned(),
    };
    let fault = Fault::of(view, "amount");
    let range = range(bounds, view);
    let described = [
        fault.described_by("amount"),
        range.as_ref().map(|_| "amount-range".to_owned()),
    ];
    let described: Vec<_> = described.into_iter().flatten().collect();
    html! {
        div.chosen {
            label for="amount" {
                (fill(words.amount_in, &[("currency", &code.to_uppercase())]))
            }
            input #amount name="amount" type="text" inputmode="decimal" value=(value) form="pay"
                autocomplete="off" required aria-invalid=[fault.invalid()]
                aria-describedby=[(!described.is_empty()).then(|| described.join(" "))]
                autofocus[fault.is_first];
            @if let Some(range) = range { p.hint #amount-range { (range) } }
            (fault.sentence(&id("amount")))
        }
    }
}

/// What a customer may choose from, where there are bounds.
fn range(bounds: &Value, view: &View<'_>) -> Option<String> {
    let words = &view.words().order;
    let bound = |name: &str| bounds[name].as_i64().map(|minor| view.amount(minor));
    match (bound("minimum"), bound("maximum")) {
        (Some(least), Some(most)) => {
            Some(fill(words.between, &[("least", &least), ("most", &most)]))
        }
        (Some(least), None) => Some(fill(words.at_least, &[("least", &least)])),
        (None, Some(most)) => Some(fill(words.at_most, &[("most", &most)])),
        (None, None) => None,
    }
}

/// Works the total out again.
fn update(view: &View<'_>) -> Markup {
    html! {
        button.quiet type="submit" form="pay" name="update" value="total" formnovalidate {
            (view.words().order.update)
        }
    }
}
