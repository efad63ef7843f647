//! Shipping rates in words: what one costs, and when the order arrives.

use serde_json::Value;

use super::language::Language;
use super::view::View;
use super::words::{Order, fill};

/// What a rate costs in the session's currency.
pub(super) fn cost(rate: &Value, view: &View<'_>) -> String {
    let fixed = &rate["fixed_amount"];
    let code = view.currency();
    let amount = match fixed["currency"] == *code {
        true => fixed["amount"].as_i64(),
        false => fixed["currency_options"][code]["amount"].as_i64(),
    };
    match amount.unwrap_or(0) {
        0 => view.words().order.free.to_owned(),
        minor => view.amount(minor),
    }
}

/// When an order arrives, where the rate tells it.
pub(super) fn estimate(rate: &Value, language: Language) -> Option<String> {
    let words = &language.words().order;
    let estimate = &rate["delivery_estimate"];
    let (least, most) = (&estimate["minimum"], &estimate["maximum"]);
    match (time(least, words), time(most, words)) {
        (Some(least), Some(most)) if least == most => Some(most),
        (Some(from), Some(until)) => {
            // "3 to 5 days" reads better than "3 days to 5 days".
            let from = match estimate["minimum"]["unit"] == estimate["maximum"]["unit"] {
                true => least["value"].to_string(),
                false => from,
            };
            let values = [("least", from.as_str()), ("most", until.as_str())];
            Some(fill(words.arrives_between, &values))
        }
        (Some(least), None) => Some(fill(words.arrives_from, &[("least", &least)])),
        (None, Some(most)) => Some(fill(words.arrives_until, &[("most", &most)])),
        (None, None) => None,
    }
}

fn time(span: &Value, words: &Order) -> Option<String> {
    let count = span["value"].as_i64()?;
    let (one, many) = match span["unit"].as_str()? {
        "hour" => (words.hour, words.hours),
        "day" => (words.day, words.days),
        "business_day" => (words.business_day, words.business_days),
        "week" => (words.week, words.weeks),
        "month" => (words.month, words.months),
        _ => return None,
    };
    Some(match count {
        1 => one.to_owned(),
        count => fill(many, &[("count", &count.to_string())]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_estimate_is_told_in_each_language() {
        let span = |value: i64, unit: &str| json!({ "value": value, "unit": unit });
        for (least, most, english, german) in [
            (
                span(3, "business_day"),
                span(5, "business_day"),
                Some("3 to 5 working days"),
                Some("3 bis 5 Werktage"),
            ),
            (
                span(1, "day"),
                span(1, "week"),
                Some("1 day to 1 week"),
                Some("1 Tag bis 1 Woche"),
            ),
            (span(1, "day"), span(1, "day"), Some("1 day"), Some("1 Tag")),
            (
                json!(null),
                span(24, "hour"),
                Some("within 24 hours"),
                Some("innerhalb von 24 Stunden"),
            ),
            (
                span(2, "month"),
                json!(null),
                Some("2 months or longer"),
                Some("2 Monate oder länger"),
            ),
            (json!(null), json!(null), None, None),
        ] {
            let rate = json!({ "delivery_estimate": { "minimum": least, "maximum": most } });
            assert_eq!(estimate(&rate, Language::English).as_deref(), english);
            assert_eq!(estimate(&rate, Language::German).as_deref(), german);
        }
        let silent = json!({ "delivery_estimate": null });
        assert_eq!(estimate(&silent, Language::English), None);
    }
}
