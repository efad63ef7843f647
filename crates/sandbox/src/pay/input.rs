//! The form's fields, each with its label, its hint and its error.

use maud::{Markup, html};

use super::view::{Mark, View};

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
    pub(super) change: Change,
    /// The name under which errors come, where that is another.
    pub(super) called: Option<&'a str>,
}

/// Whether a field has to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

/// Whether a customer may write in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Free,
    Locked,
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
            change: Change::Free,
            called: None,
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
    pub(super) fn show(&self, view: &View<'_>) -> Markup {
        let id = id(self.name);
        let fault = Fault::of(view, self.called.unwrap_or(self.name));
        html! {
            div.field {
                (label(&id, self.label, self.need, view))
                input id=(id) name=(self.name) type=(self.kind) value=(self.value)
                    autocomplete=(self.autocomplete) inputmode=[self.inputmode]
                    placeholder=[self.placeholder] maxlength=[self.maxlength]
                    required[self.need == Need::Required] readonly[self.change == Change::Locked]
                    aria-invalid=[fault.invalid()] aria-describedby=[fault.described_by(&id)]
                    autofocus[fault.is_first];
                (fault.sentence(&id))
            }
        }
    }
}

/// A choice from a list.
pub(super) struct Select<'a> {
    pub(super) name: &'a str,
    pub(super) label: &'a str,
    pub(super) value: &'a str,
    pub(super) options: &'a [(&'a str, &'a str)],
    pub(super) autocomplete: &'a str,
    pub(super) need: Need,
}

impl Select<'_> {
    pub(super) fn show(&self, view: &View<'_>) -> Markup {
        let id = id(self.name);
        let fault = Fault::of(view, self.name);
        html! {
            div.field {
                (label(&id, self.label, self.need, view))
                select id=(id) name=(self.name) autocomplete=(self.autocomplete)
                    required[self.need == Need::Required]
                    aria-invalid=[fault.invalid()] aria-describedby=[fault.described_by(&id)]
                    autofocus[fault.is_first] {
                    option value="" { (view.words().form.choose) }
                    @for (key, text) in self.options {
                        option value=(key) selected[*key == self.value] { (text) }
                    }
                }
                (fault.sentence(&id))
            }
        }
    }
}

/// A box to tick.
pub(super) fn tick(name: &str, text: &Markup, need: Need, ticked: bool, view: &View<'_>) -> Markup {
    let id = id(name);
    let fault = Fault::of(view, name);
    html! {
        div.field {
            div.tick {
                input id=(id) name=(name) type="checkbox" checked[ticked]
                    required[need == Need::Required]
                    aria-invalid=[fault.invalid()] aria-describedby=[fault.described_by(&id)]
                    autofocus[fault.is_first];
                label for=(id) { (text) }
            }
            (fault.sentence(&id))
        }
    }
}

/// What is wrong with a field, if anything.
pub(super) struct Fault<'a> {
    mark: Option<&'a Mark>,
    pub(super) is_first: bool,
}

impl<'a> Fault<'a> {
    pub(super) fn of(view: &View<'a>, name: &str) -> Self {
        let marks = &view.notice.marks;
        let mark = marks.iter().find(|mark| mark.field == name);
        let is_first = marks.first().is_some_and(|mark| mark.field == name);
        Self { mark, is_first }
    }

    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.mark.map(|_| "true")
    }

    /// Where it is said: beside the field, or above the form when the bank said it.
    pub(super) fn described_by(&self, id: &str) -> Option<String> {
        self.mark.map(|mark| match mark.sentence.as_str() {
            "" => "alert".to_owned(),
            _ => format!("{id}-error"),
        })
    }

    /// The sentence beside the field.
    pub(super) fn sentence(&self, id: &str) -> Markup {
        let sentence = self.mark.map(|mark| mark.sentence.as_str());
        html! {
            @if let Some(sentence) = sentence.filter(|it| !it.is_empty()) {
                p.error id={ (id) "-error" } { (sentence) }
            }
        }
    }
}

/// A name as an id: letters, digits and hyphens.
pub(super) fn id(name: &str) -> String {
    name.chars()
        .map(|it| if it.is_ascii_alphanumeric() { it } else { '-' })
        .collect()
}

fn label(id: &str, text: &str, need: Need, view: &View<'_>) -> Markup {
    html! {
        label for=(id) {
            (text)
            @if need == Need::Optional { " " span.hint { (view.words().form.optional) } }
        }
    }
}
