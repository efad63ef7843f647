//! Taking secrets out of texts that are shown or logged.

const KEY_PREFIXES: [&str; 5] = ["sk_test_", "sk_live_", "rk_test_", "rk_live_", "whsec_"];
const REDACTED: &str = "[REDACTED]";
const EMAIL: &str = "[e-mail]";

/// Replaces API keys, webhook secrets, client secrets and e-mail addresses in a text, also where
/// they are already masked in part (`sk_test_****1234`).
///
/// It works on words, so more than the secret may go where something is glued to it; never less.
pub fn scrub(text: &str) -> String {
    let mut scrubbed = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let gap = rest.find(|c| !separates(c)).unwrap_or(rest.len());
        let (separators, after) = rest.split_at(gap);
        let end = after.find(separates).unwrap_or(after.len());
        let (word, next) = after.split_at(end);
        scrubbed.push_str(separators);
        scrub_word(word, &mut scrubbed);
        rest = next;
    }
    scrubbed
}

/// Masks use dots, stars and bullets, so none of them ends a word.
fn separates(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "\"'`,;:()<>[]{}=&?".contains(c)
}

fn scrub_word(word: &str, scrubbed: &mut String) {
    let bare = word.trim_end_matches(['.', '!']);
    let tail = &word[bare.len()..];
    let lower = bare.to_ascii_lowercase();
    let key = KEY_PREFIXES
        .iter()
        .filter_map(|prefix| lower.find(prefix))
        .min();
    if lower.contains("_secret_") {
        scrubbed.push_str(REDACTED);
    } else if let Some(at) = key {
        scrubbed.push_str(&bare[..at]);
        scrubbed.push_str(REDACTED);
    } else if is_email(bare) {
        scrubbed.push_str(EMAIL);
    } else {
        scrubbed.push_str(bare);
    }
    scrubbed.push_str(tail);
}

fn is_email(word: &str) -> bool {
    word.split_once('@')
        .or_else(|| word.split_once("%40"))
        .is_some_and(|(name, domain)| !name.is_empty() && !domain.is_empty())
}
