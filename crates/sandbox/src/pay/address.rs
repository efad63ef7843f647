//! An address to fill in.

use maud::{Markup, html};

use super::country;
use super::input::{Input, Select};
use super::view::View;

/// Which address it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Shipping,
    Billing,
}

impl Of {
    fn name(self) -> &'static str {
        match self {
            Self::Shipping => "shipping",
            Self::Billing => "billing",
        }
    }
}

/// The fields of an address in one of the countries, or in any.
pub(super) fn fields(view: &View<'_>, of: Of, countries: Option<&[&str]>) -> Markup {
    let words = &view.words().form;
    let given = match of {
        Of::Shipping => &view.form.submission.shipping,
        Of::Billing => &view.form.submission.billing,
    };
    let field = |part: &str| format!("{}[{part}]", of.name());
    // A browser fills in either address, so the fields say whose they are.
    let completed_by = |part: &str| format!("{} {part}", of.name());
    let text = |part: &str, label, value, completed: &str| {
        let (name, completed) = (field(part), completed_by(completed));
        Input::text(&name, label, value)
            .completed_by(&completed)
            .show(view)
    };
    let line2 = || {
        let (name, completed) = (field("line2"), completed_by("address-line2"));
        Input::text(&name, words.line2, &given.line2)
            .completed_by(&completed)
            .optional()
            .show(view)
    };
    html! {
        (country(view, of, countries, &given.country))
        (text("line1", words.line1, &given.line1, "address-line1"))
        (line2())
        div.pair.postal {
            (text("postal_code", words.postal_code, &given.postal_code, "postal-code"))
            (text("city", words.city, &given.city, "address-level2"))
        }
        @if has_states(countries) {
            @let (name, completed) = (field("state"), completed_by("address-level1"));
            div.state {
                (Input::text(&name, words.state, &given.state)
                    .completed_by(&completed).optional().show(view))
            }
        }
    }
}

fn country(view: &View<'_>, of: Of, countries: Option<&[&str]>, given: &str) -> Markup {
    let options = country::choice(countries, view.language);
    let likely = view.reader.country();
    let value = match (given, options.as_slice()) {
        ("", [(only, _)]) => only,
        ("", _) => likely.as_deref().unwrap_or_default(),
        (given, _) => given,
    };
    Select {
        name: &format!("{}[country]", of.name()),
        label: view.words().form.country,
        value,
        options: &options,
        autocomplete: &format!("{} country", of.name()),
        need: super::input::Need::Required,
    }
    .show(view)
}

fn has_states(countries: Option<&[&str]>) -> bool {
    let has_states = |country: &&str| country::WITH_STATES.contains(country);
    countries.is_none_or(|countries| countries.iter().any(has_states))
}
