//! The form's fields, each with its label, its hint and its error.

use maud::{Markup, html};

use crate::checkout::FieldError;

/// A field with a line of text.
pub(super) struct Input<'a> {
    pub(super) name: &'a str,
    pub(super) label: &'a str,
    pub(super) value: &'a str,
    pub(super) kind: &'a str,
    pub(super) autocomplete: &'a str,
    pub(super) inputmode: Option<&'a str>,
    pub(super) placeholder: Option<&'a str>,
    pub(super) maxlength: Option<u64>,
    pub(super) need: Need,
}

/// Whether a field has to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

impl<'a> Input<'a> {
    pub(super) fn text(name: &'a str, label: &'a str, value: &'a str) -> Self {
        Self {
            name,
            label,
            value,
            kind: "text",
            autocomplete: "off",
            inputmode: None,
            placeholder: None,
            maxlength: None,
            need: Need::Required,
        }
    }

    pub(super) fn completed_by(mut self, autocomplete: &'a str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    pub(super) fn digits(mut self, placeholder: &'a str) -> Self {
        self.inputmode = Some("numeric");
        self.placeholder = Some(placeholder);
        self
    }

    pub(super) fn optional(mut self) -> Self {
        self.need = Need::Optional;
        self
    }

    /// The field, with what is wrong with it.
    pub(super) fn show(&self, errors: &[FieldError]) -> Markup {
        let id = id(self.name);
        let error = error_of(errors, self.name);
        html! {
            div.field {
                (label(&id, self.label, self.need))
                input id=(id) name=(self.name) type=(self.kind) value=(self.value)
                    autocomplete=(self.autocomplete) inputmode=[self.inputmode]
                    placeholder=[self.placeholder] maxlength=[self.maxlength]
                    required[self.need == Need::Required]
                    aria-invalid=[error.map(|_| "true")]
                    aria-describedby=[error.map(|error| described_by(&id, error))]
                    autofocus[is_first(errors, self.name)];
                (message(&id, error))
            }
        }
    }
}

/// A choice from a list.
pub(super) fn select(
    name: &str,
    title: &str,
    value: &str,
    options: &[(&str, &str)],
    need: Need,
    errors: &[FieldError],
) -> Markup {
    let id = id(name);
    let error = error_of(errors, name);
    html! {
        div.field {
            (label(&id, title, need))
            select id=(id) name=(name) required[need == Need::Required]
                aria-invalid=[error.map(|_| "true")]
                aria-describedby=[error.map(|error| described_by(&id, error))]
                autofocus[is_first(errors, name)] {
                option value="" { "Choose…" }
                @for (key, text) in options {
                    option value=(key) selected[*key == value] { (text) }
                }
            }
            (message(&id, error))
        }
    }
}

/// A box to tick.
pub(super) fn tick(
    name: &str,
    text: &str,
    need: Need,
    ticked: bool,
    errors: &[FieldError],
) -> Markup {
    let id = id(name);
    let error = error_of(errors, name);
    html! {
        div.field {
            div.tick {
                input id=(id) name=(name) type="checkbox" checked[ticked]
                    required[need == Need::Required]
                    aria-invalid=[error.map(|_| "true")]
                    aria-describedby=[error.map(|error| described_by(&id, error))];
                label for=(id) { (text) }
            }
            (message(&id, error))
        }
    }
}

/// How many of an item.
pub(super) fn quantity(
    name: &str,
    item: &str,
    value: i64,
    least: i64,
    most: i64,
    errors: &[FieldError],
) -> Markup {
    let id = id(name);
    let error = error_of(errors, name);
    html! {
        div.quantity {
            label for=(id) { "Quantity" span.unseen { " of " (item) } }
            input id=(id) name=(name) type="number" inputmode="numeric" value=(value)
                min=(least) max=(most) form="pay" required
                aria-invalid=[error.map(|_| "true")]
                aria-describedby=[error.map(|error| described_by(&id, error))];
            button.quiet type="submit" form="pay" name="update" value="total" formnovalidate {
                "Update"
            }
            (message(&id, error))
        }
    }
}

/// The sentence about a field, where something is wrong with it.
pub(super) fn error_of<'a>(errors: &'a [FieldError], name: &str) -> Option<&'a str> {
    errors
        .iter()
        .find(|error| error.field == name)
        .map(|error| error.message.as_str())
}

fn is_first(errors: &[FieldError], name: &str) -> bool {
    errors.first().is_some_and(|error| error.field == name)
}

/// Where a field's error is said: beside it, or above the form when the bank said it.
fn described_by(id: &str, error: &str) -> String {
    if error.is_empty() {
        "alert".to_owned()
    } else {
        format!("{id}-error")
    }
}

/// A name as an id: letters, digits and hyphens.
fn id(name: &str) -> String {
    name.chars()
        .map(|it| if it.is_ascii_alphanumeric() { it } else { '-' })
        .collect()
}

fn label(id: &str, text: &str, need: Need) -> Markup {
    html! {
        label for=(id) {
            (text)
            @if need == Need::Optional { span.hint { " optional" } }
        }
    }
}

fn message(id: &str, error: Option<&str>) -> Markup {
    html! {
        @if let Some(error) = error.filter(|error| !error.is_empty()) {
            p.error id={ (id) "-error" } { (error) }
        }
    }
}
