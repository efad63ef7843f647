//! `Stripe-Version`: which versions there are. All are answered in one shape, that of our own.

use axum::http::HeaderMap;
use countertop_stripe_wire::API_VERSION;

use super::error::ApiError;

/// The first version, and the first that has a name.
const OLDEST: &str = "2011-01-01";
const NAMED_SINCE: &str = "2024-09-30";

/// The versions with a name, up to ours. Source: the changelog of Stripe's package for Node.
const NAMED: [&str; 25] = [
    "2024-09-30.acacia",
    "2024-10-28.acacia",
    "2024-11-20.acacia",
    "2024-12-18.acacia",
    "2025-01-27.acacia",
    "2025-02-24.acacia",
    "2025-03-31.basil",
    "2025-04-30.basil",
    "2025-05-28.basil",
    "2025-06-30.basil",
    "2025-07-30.basil",
    "2025-08-27.basil",
    "2025-09-30.clover",
    "2025-10-29.clover",
    "2025-11-17.clover",
    "2025-12-15.clover",
    "2026-01-28.clover",
    "2026-02-25.clover",
    "2026-03-25.dahlia",
    "2026-04-22.dahlia",
    "2026-05-27.dahlia",
    "2026-06-24.dahlia",
    "2026-07-29.dahlia",
    "2026-08-26.dahlia",
    API_VERSION,
];

/// The version of a request: the one that it names, else ours.
pub(super) fn asked(headers: &HeaderMap) -> Result<String, ApiError> {
    let versions: Vec<_> = headers.get_all("stripe-version").iter().collect();
    if versions.is_empty() {
        return Ok(API_VERSION.to_owned());
    }
    // Stripe reads several lines of one header as one, which then is no version.
    let texts = versions.iter().map(|it| it.to_str().unwrap_or_default());
    let version = texts.collect::<Vec<_>>().join(", ");
    if is_version(&version) {
        return Ok(version);
    }
    Err(ApiError::invalid(format!(
        "Invalid Stripe API version: {version}"
    )))
}

/// Whether Stripe has such a version. Which days before the names had one is not known here, nor
/// what comes after ours, so there every day will do.
fn is_version(version: &str) -> bool {
    let (day, name) = match version.split_once('.') {
        Some((day, name)) => (day, Some(name)),
        None => (version, None),
    };
    let is_day = day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok();
    let is_later = day > API_VERSION.split('.').next().unwrap_or_default();
    is_day
        && match name {
            None => (OLDEST..NAMED_SINCE).contains(&day),
            Some(name) if is_later => {
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())
            }
            Some(_) => NAMED.contains(&version),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_those_that_stripe_has() {
        for (version, is) in [
            (API_VERSION, true),
            ("2020-08-27", true),
            ("2024-06-20", true),
            ("2025-09-30.clover", true),
            // Newer than ours, as newer packages send it.
            ("2026-10-28.endive", true),
            ("2025-09-30.acacia", false),
            ("2025-09-30", false),
            ("2025-12-15", false),
            ("2019-2-19", false),
            ("2020-13-45", false),
            ("2009-08-27", false),
            ("latest", false),
            ("2020-08-27, 2020-08-27", false),
            ("2027-01-01.", false),
            ("", false),
        ] {
            assert_eq!(is_version(version), is, "{version}");
        }
    }
}
