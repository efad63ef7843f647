//! What a checkout tells besides its payment: lines, answers, addresses. It is read when somebody looks, from
//! the bytes that told it, so that it lies in no second place.

use countertop_domain::{Answer, Currency, Order, OrderLine, Place};
use serde_json::Value;

/// How deep a session may lie within what told it: in an event, under `data.object`; in an answer of the
/// API at its top or in a list.
const DEEPEST: usize = 4;

/// The order of a checkout session, from the event or the answer that told of it; none when it is not in there.
pub fn order(body: &[u8], session: &str) -> Option<Order> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let session = find(&body, session, DEEPEST)?;
    let (lines, has_more) = lines(&session["line_items"]);
    let customer = &session["customer_details"];
    let shipping = [
        &session["collected_information"]["shipping_details"],
        // Before API version 2025-03-31, and before 2022-11-15.
        &session["shipping_details"],
        &session["shipping"],
    ];
    Some(Order {
        lines,
        has_more,
        answers: items(&session["custom_fields"])
            .filter_map(answer)
            .collect(),
        phone: text(&customer["phone"]),
        ship_to: shipping.into_iter().find_map(place),
        billing: place(customer),
    })
}

fn find<'a>(value: &'a Value, id: &str, deep: usize) -> Option<&'a Value> {
    if value["id"] == id && value["object"] == "checkout.session" {
        return Some(value);
    }
    let deeper = deep.checked_sub(1)?;
    match value {
        Value::Object(fields) => fields.values().find_map(|it| find(it, id, deeper)),
        Value::Array(items) => items.iter().find_map(|it| find(it, id, deeper)),
        _ => None,
    }
}

fn lines(list: &Value) -> (Option<Vec<OrderLine>>, bool) {
    let lines = list["data"].as_array().map(|lines| {
        let line = |it: &Value| OrderLine {
            name: text(&it["description"]),
            quantity: it["quantity"].as_i64().unwrap_or(1),
            amount: it["amount_total"].as_i64(),
            currency: it["currency"]
                .as_str()
                .and_then(|it| Currency::parse(it).ok()),
        };
        lines.iter().map(line).collect()
    });
    (lines, list["has_more"] == true)
}

/// Source: Stripe's API reference, "Checkout Session", `custom_fields`: the answer stands under the field's type;
/// of a list it is the value of an option, whose label the customer read.
fn answer(field: &Value) -> Option<Answer> {
    let label = text(&field["label"]["custom"]).or_else(|| text(&field["key"]))?;
    let kind = field["type"].as_str().unwrap_or_default();
    let given = text(&field[kind]["value"]);
    let option = items(&field[kind]["options"])
        .find(|it| given.is_some() && text(&it["value"]) == given)
        .and_then(|it| text(&it["label"]));
    Some(Answer {
        label,
        value: option.or(given),
    })
}

fn place(of: &Value) -> Option<Place> {
    let address = &of["address"];
    let place = Place {
        name: text(&of["name"]),
        lines: [&address["line1"], &address["line2"]]
            .into_iter()
            .filter_map(text)
            .collect(),
        postal_code: text(&address["postal_code"]),
        city: text(&address["city"]),
        state: text(&address["state"]),
        country: text(&address["country"]),
    };
    (!place.is_vague()).then_some(place)
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// A text that says something.
fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn session() -> Value {
        json!({"id": "cs_1", "object": "checkout.session",
            "custom_fields": [
                {"key": "size", "label": {"type": "custom", "custom": "Which size?"}, "type": "dropdown",
                    "dropdown": {"options": [{"label": "Large", "value": "l"}], "value": "l"}},
                {"key": "note", "label": {"type": "custom", "custom": "Anything else?"}, "type": "text",
                    "text": {"value": " "}, "optional": true},
                {"key": "n", "label": {"custom": null}, "type": "numeric", "numeric": {"value": "12"}},
                {"type": "text"}],
            "customer_details": {"name": "Ana", "phone": "+49301234", "address":
                {"line1": null, "city": null, "country": "DE", "postal_code": null}},
            "collected_information": {"shipping_details": {"name": "Ben", "address":
                {"line1": "Hauptstr. 1", "line2": "", "city": "Berlin", "postal_code": "10115",
                    "country": "DE", "state": null}}}})
    }

    #[test]
    fn answers_are_what_the_customer_read_and_wrote() {
        let event = json!({"object": "event", "data": {"object": session()}}).to_string();
        let order = order(event.as_bytes(), "cs_1").unwrap();
        let answers: Vec<_> = order
            .answers
            .iter()
            .map(|it| (it.label.as_str(), it.value.as_deref()))
            .collect();
        let expected = [
            ("Which size?", Some("Large")),
            ("Anything else?", None),
            ("n", Some("12")),
        ];
        assert_eq!(answers, expected);
        assert_eq!(order.phone.as_deref(), Some("+49301234"));
        assert_eq!(order.billing, None, "a country is no address");
        let to = order.ship_to.unwrap();
        assert_eq!(to.lines, ["Hauptstr. 1"]);
        assert_eq!(
            (to.name.as_deref(), to.city.as_deref()),
            (Some("Ben"), Some("Berlin"))
        );
        assert_eq!((order.lines, order.has_more), (None, false));
    }

    #[test]
    fn older_versions_name_the_place_elsewhere_and_lines_come_when_asked_for() {
        let mut told = session();
        told["shipping_details"] = told["collected_information"]["shipping_details"].take();
        told["line_items"] = json!({"data": [{"description": "Cake", "quantity": 2, "amount_total": 5000,
            "currency": "eur"}, {}], "has_more": true});
        let list =
            json!({"data": [{"id": "cs_0", "object": "checkout.session"}, told]}).to_string();
        let order = order(list.as_bytes(), "cs_1").unwrap();
        assert_eq!(order.ship_to.unwrap().postal_code.as_deref(), Some("10115"));
        let lines = order.lines.unwrap();
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].quantity, lines[0].amount), (2, Some(5000)));
        assert!(order.has_more);
    }

    #[test]
    fn what_is_not_told_is_none() {
        let body = session().to_string();
        assert_eq!(order(body.as_bytes(), "cs_2"), None);
        assert_eq!(order(b"no JSON", "cs_1"), None);
    }
}
