//! What an order comes to: subtotal, discounts, shipping, tax, total, and what comes again.

use maud::{Markup, html};
use serde_json::Value;

use super::language::Language;
use super::money;
use super::view::View;
use super::words::fill;

/// Whether the last of the sums is all, or what is due today of what comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    Total,
    DueToday,
}

/// What a session comes to. An order without discounts, shipping and tax has a total alone.
pub(super) fn of_session(session: &Value, last: Last, language: Language) -> Markup {
    let words = &language.words().order;
    let details = &session["total_details"];
    let code = session["currency"].as_str().unwrap_or_default();
    let written = |minor: i64| money::amount(minor, code, language);
    let part = |name: &str| details[name].as_i64().filter(|minor| *minor != 0);
    let row = |name: &str, amount: String| html! { div { dt { (name) } dd { (amount) } } };
    let is_shipped = !session["shipping_cost"].is_null();
    let subtotal = session["amount_subtotal"].as_i64().unwrap_or(0);
    let total = session["amount_total"].as_i64().unwrap_or(0);
    let is_plain = subtotal == total && !is_shipped && last == Last::Total;
    html! {
        dl.sums {
            @if !is_plain { (row(words.subtotal, written(subtotal))) }
            @if let Some(off) = part("amount_discount") { (row(words.discount, written(-off))) }
            @if is_shipped {
                @let cost = part("amount_shipping").map(written);
                (row(words.shipping, cost.unwrap_or_else(|| words.free.to_owned())))
            }
            @if let Some(tax) = part("amount_tax") { (row(words.tax, written(tax))) }
            div.last {
                dt {
                    @match last {
                        Last::Total => (words.total),
                        Last::DueToday => (words.due_today),
                    }
                }
                dd { (written(total)) }
            }
        }
    }
}

/// Whether there is more to say than what the only item costs.
pub(super) fn are_worth_it(session: &Value, items: &[Value]) -> bool {
    items.len() > 1
        || session["amount_subtotal"] != session["amount_total"]
        || !session["shipping_cost"].is_null()
        || session["mode"] == "subscription"
}

/// The sums below an order.
pub(super) fn sums(view: &View<'_>) -> Markup {
    let last = match view.recurring() {
        Some(_) => Last::DueToday,
        None => Last::Total,
    };
    of_session(view.session(), last, view.language)
}

/// The one figure that leads the page.
pub(super) fn headline(view: &View<'_>) -> String {
    match (view.recurring(), trial_days(view)) {
        (Some(_), Some(days)) => free_days(days, view),
        (Some(_), None) => view.amount(recurring_amount(view)),
        (None, _) if view.is_chosen() && view.total() == 0 => {
            view.words().order.your_amount.to_owned()
        }
        (None, _) => view.amount(view.total()),
    }
}

/// What comes again and again, in minor units, before discounts.
pub(super) fn recurring_amount(view: &View<'_>) -> i64 {
    let amount = |item: &Value| {
        let unit = item["price"]["unit_amount"].as_i64()?;
        let quantity = item["quantity"].as_i64().unwrap_or(1);
        (!item["price"]["recurring"].is_null()).then(|| unit.saturating_mul(quantity))
    };
    let amounts = view.visit.items.iter().filter_map(amount);
    amounts.fold(0, i64::saturating_add)
}

fn free_days(days: i64, view: &View<'_>) -> String {
    let words = &view.words().order;
    match days {
        1 => words.day_free.to_owned(),
        days => fill(words.days_free, &[("count", &days.to_string())]),
    }
}

/// How many days of a subscription are free at first.
pub(super) fn trial_days(view: &View<'_>) -> Option<i64> {
    let data = &view.session()["_subscription_data"];
    data["trial_period_days"].as_i64()
}

/// How often a price comes again.
pub(super) fn interval(recurring: &Value, view: &View<'_>) -> String {
    let words = &view.words().order;
    let count = recurring["interval_count"].as_i64().unwrap_or(1);
    let (one, many) = match recurring["interval"].as_str() {
        Some("day") => (words.per_day, words.every_days),
        Some("week") => (words.per_week, words.every_weeks),
        Some("year") => (words.per_year, words.every_years),
        _ => (words.per_month, words.every_months),
    };
    match count {
        1 => one.to_owned(),
        count => fill(many, &[("count", &count.to_string())]),
    }
}
