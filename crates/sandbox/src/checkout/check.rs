//! What is wrong with a form, collected so that the page can say it all at once.

/// A field of the form that has to be filled in otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldError {
    /// The field's name in the form.
    pub(crate) field: String,
    /// One sentence for the customer.
    pub(crate) message: String,
}

/// The longest text that a field takes.
pub(super) const LONGEST: usize = 500;

/// What was found wrong so far.
#[derive(Default)]
pub(super) struct Check {
    pub(super) errors: Vec<FieldError>,
}

impl Check {
    pub(super) fn refuse(&mut self, field: &str, message: impl Into<String>) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            message: message.into(),
        });
    }

    /// Refuses a text that is empty or too long.
    pub(super) fn filled(&mut self, field: &str, value: &str, message: &str) {
        if value.trim().is_empty() {
            self.refuse(field, message);
        } else {
            self.short(field, value);
        }
    }

    /// Refuses a text that is too long.
    pub(super) fn short(&mut self, field: &str, value: &str) {
        if value.chars().count() > LONGEST {
            self.refuse(field, format!("Use at most {LONGEST} characters."));
        }
    }
}
