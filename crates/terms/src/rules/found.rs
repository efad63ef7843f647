//! What was found so far, and the sentences that many rules share.

use url::Url;

use super::Problem;

/// Findings in the order of the rules.
#[derive(Default)]
pub(super) struct Found {
    pub(super) problems: Vec<Problem>,
    pub(super) warnings: Vec<Problem>,
}

impl Found {
    /// Something that hinders. Of one place the first is said: people mend one thing at a time.
    pub(super) fn problem(&mut self, param: impl Into<String>, sentence: impl Into<String>) {
        let param = param.into();
        if self.problems.iter().all(|known| known.param != param) {
            let sentence = sentence.into();
            self.problems.push(Problem { param, sentence });
        }
    }

    /// Something that should be known.
    pub(super) fn warning(&mut self, param: impl Into<String>, sentence: impl Into<String>) {
        self.warnings.push(Problem {
            param: param.into(),
            sentence: sentence.into(),
        });
    }

    /// A text that may be left out, of up to so many characters.
    pub(super) fn at_most(&mut self, param: &str, what: &str, text: &str, most: usize) {
        let length = text.chars().count();
        if length > most {
            self.problem(
                param,
                format!(
                    "{what} has {} characters, and Stripe takes up to {}: shorten it.",
                    grouped(length),
                    grouped(most)
                ),
            );
        } else if !text.is_empty() && text.trim().is_empty() {
            self.problem(
                param,
                format!("{what} has nothing but spaces: write something or leave it empty."),
            );
        }
    }

    /// One of Stripe's words, or none.
    pub(super) fn one_of(&mut self, param: &str, what: &str, word: &str, words: &[&str]) {
        if !word.is_empty() && !words.contains(&word) {
            self.problem(
                param,
                format!(
                    "{what} is '{}', which Stripe does not know: choose {}.",
                    short(word),
                    either(words)
                ),
            );
        }
    }

    /// The id of something at Stripe.
    pub(super) fn id(&mut self, param: &str, what: &str, id: &str, prefix: &str) {
        let is_id = |rest: &str| {
            !rest.is_empty()
                && rest
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        };
        let is_one = id.len() <= 255 && id.strip_prefix(prefix).is_some_and(is_id);
        if !id.is_empty() && !is_one {
            self.problem(
                param,
                format!(
                    "'{}' is not the id of {what}: copy it from Stripe, it begins with {prefix}.",
                    short(id)
                ),
            );
        }
    }

    /// The address of something that Stripe or the customer opens.
    pub(super) fn address(
        &mut self,
        param: &str,
        what: &str,
        text: &str,
        is_ours: fn(&Url) -> bool,
    ) {
        if text.is_empty() {
            return;
        }
        let is_fine = |url: Url| url.has_host() && (url.scheme() == "https" || is_ours(&url));
        if !Url::parse(text).is_ok_and(is_fine) {
            self.problem(
                param,
                format!(
                    "{what} is not an address that can be opened: write it in full, such as \
                     https://example.com/thanks."
                ),
            );
        }
    }
}

/// A number with its thousands parted: 5,000.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `a`, `a or b`, `a, b or c`.
pub(super) fn either(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// The beginning of a text, for a sentence: what was pasted may be long.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST).collect();
    format!("{start}…")
}
