//! What is wrong with a form, collected so that the page can say it all at once.

use super::problem::{AnswerProblem, Problem};

/// A field of the form that has to be filled in otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldError {
    /// The field's name in the form.
    pub(crate) field: String,
    pub(crate) problem: Problem,
}

impl FieldError {
    pub(crate) fn new(field: &str, problem: Problem) -> Self {
        Self {
            field: field.to_owned(),
            problem,
        }
    }
}

/// The longest text that a field takes.
pub(super) const LONGEST: u64 = 500;

/// What was found wrong so far.
#[derive(Default)]
pub(super) struct Check {
    pub(super) errors: Vec<FieldError>,
}

impl Check {
    pub(super) fn refuse(&mut self, field: &str, problem: Problem) {
        self.errors.push(FieldError::new(field, problem));
    }

    /// Refuses a text that is empty or too long.
    pub(super) fn filled(&mut self, field: &str, value: &str, missing: Problem) {
        if value.trim().is_empty() {
            self.refuse(field, missing);
        } else {
            self.short(field, value);
        }
    }

    /// Refuses a text that is too long.
    pub(super) fn short(&mut self, field: &str, value: &str) {
        if length(value) > LONGEST {
            self.refuse(
                field,
                Problem::Answer(AnswerProblem::TooLong { most: LONGEST }),
            );
        }
    }
}

/// How many characters a text has.
pub(super) fn length(text: &str) -> u64 {
    u64::try_from(text.chars().count()).unwrap_or(u64::MAX)
}
