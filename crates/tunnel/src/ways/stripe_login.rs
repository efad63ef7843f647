//! When a key expires that `stripe login` made: after 90 days, as the CLI's own file says.
//!
//! A merchant may have copied such a key to here. Nothing of Stripe's API tells its end beforehand.

use std::path::PathBuf;

use countertop_domain::UnixSeconds;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

/// The day on which a key of the CLI's own logins expires, at its beginning in UTC; none for any other.
pub(crate) fn expiry(key: &SecretString) -> Option<UnixSeconds> {
    let text = std::fs::read_to_string(file()?).ok()?;
    expiry_in(&text, key)
}

/// The file in which the CLI keeps its logins.
fn file() -> Option<PathBuf> {
    let folder = std::env::var_os("XDG_CONFIG_HOME").filter(|folder| !folder.is_empty());
    let folder = match folder {
        Some(folder) => PathBuf::from(folder),
        None => std::env::home_dir()?.join(".config"),
    };
    Some(folder.join("stripe").join("config.toml"))
}

/// Looks through its sections, one a login, of lines `name = 'value'`.
fn expiry_in(text: &str, key: &SecretString) -> Option<UnixSeconds> {
    let (mut is_ours, mut expires) = (false, None);
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            if let (true, Some(found)) = (is_ours, expires) {
                return Some(found);
            }
            (is_ours, expires) = (false, None);
        }
        match setting(line) {
            Some(("test_mode_api_key", value)) => is_ours = value == key.expose_secret(),
            Some(("test_mode_key_expires_at", value)) => expires = day(value),
            _ => {}
        }
    }
    expires.filter(|_| is_ours)
}

fn setting(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once('=')?;
    Some((name.trim(), value.trim().trim_matches(['\'', '"'])))
}

fn day(text: &str) -> Option<UnixSeconds> {
    let begins: Timestamp = format!("{text}T00:00:00Z").parse().ok()?;
    Some(UnixSeconds(begins.as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "color = ''
[default]
device_name = 'till'
test_mode_api_key = 'rk_test_first'
test_mode_key_expires_at = '2026-12-01'

[other]
test_mode_key_expires_at = \"2027-01-02\"
test_mode_api_key = \"rk_test_second\"
[broken]
test_mode_api_key = 'rk_test_third'
test_mode_key_expires_at = 'soon'
";

    #[test]
    fn the_login_of_the_key_tells_its_last_day() {
        for (key, expected) in [
            ("rk_test_first", Some(1_796_083_200)),
            ("rk_test_second", Some(1_798_848_000)),
            ("rk_test_third", None),
            ("sk_test_of_the_dashboard", None),
        ] {
            let found = expiry_in(FILE, &SecretString::from(key));
            assert_eq!(found, expected.map(UnixSeconds), "{key}");
        }
        assert_eq!(expiry_in("", &SecretString::from("")), None);
    }
}
