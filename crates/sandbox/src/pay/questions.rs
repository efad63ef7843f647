//! The link's own questions.

use maud::{Markup, html};
use serde_json::Value;

use super::input::{Input, Need, Select};
use super::view::{View, list};

/// What the link asks besides.
pub(super) fn questions(view: &View<'_>) -> Markup {
    let asked = list(&view.session()["custom_fields"]);
    html! {
        @if !asked.is_empty() {
            fieldset {
                legend { (view.words().form.questions) }
                @for field in asked { (question(field, view)) }
            }
        }
    }
}

fn question(field: &Value, view: &View<'_>) -> Markup {
    let key = field["key"].as_str().unwrap_or_default();
    let kind = field["type"].as_str().unwrap_or_default();
    let label = field["label"]["custom"].as_str().unwrap_or_default();
    let details = &field[kind];
    let name = format!("custom_fields[{key}]");
    let given = view.form.submission.answers.get(key).map(String::as_str);
    let value = given
        .or(details["default_value"].as_str())
        .unwrap_or_default();
    let need = if field["optional"] == true {
        Need::Optional
    } else {
        Need::Required
    };
    if kind == "dropdown" {
        let options: Vec<_> = list(&details["options"])
            .iter()
            .filter_map(|option| Some((option["value"].as_str()?, option["label"].as_str()?)))
            .collect();
        return Select {
            name: &name,
            label,
            value,
            options: &options,
            autocomplete: "off",
            need,
        }
        .show(view);
    }
    let mut input = Input::text(&name, label, value);
    input.need = need;
    input.maxlength = details["maximum_length"].as_u64();
    input.inputmode = (kind == "numeric").then_some("numeric");
    input.show(view)
}
