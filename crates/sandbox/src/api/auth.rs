//! Whose call it is: the key, as a bearer token or as the user name of basic authentication, and
//! what it allows.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countertop_stripe_wire::secret;
use secrecy::{ExposeSecret, SecretString};

use super::error::ApiError;
use super::gate::Gate;
use super::permission::Permissions;
use crate::state::{State, Work};

/// Whose call it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caller {
    /// Whoever has the secret key, or a restricted one that allows the call.
    Merchant,
    /// A web page or an app in a customer's hand, which has the publishable key.
    Customer,
}

/// What a publishable key may call.
const FOR_CUSTOMERS: &[(Method, &str)] = &[
    (Method::POST, "/v1/payment_methods"),
    (Method::POST, "/v1/tokens"),
    // These with the intent's client secret.
    (Method::GET, "/v1/payment_intents/{}"),
    (Method::POST, "/v1/payment_intents/{}/confirm"),
];

/// Finds out whose call it is, and refuses what the key does not allow. `route` is the path of the
/// call with `{}` for ids.
pub(super) async fn caller(
    state: &State,
    gate: &Gate,
    headers: &HeaderMap,
    method: &Method,
    path: &str,
    route: &str,
) -> Result<Caller, ApiError> {
    let given = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(read)
        .ok_or_else(no_key)?;
    if secret::same(&given, &gate.secret) {
        return Ok(Caller::Merchant);
    }
    let key = given.expose_secret();
    if *key == *gate.publishable {
        let allowed = FOR_CUSTOMERS
            .iter()
            .any(|(for_method, for_route)| (for_method, *for_route) == (method, route));
        return if allowed {
            Ok(Caller::Customer)
        } else {
            Err(not_for_customers())
        };
    }
    let wanted = key.to_owned();
    let kept = state
        .read::<_, ApiError>(move |work: &mut Work<'_>| Ok(work.permissions_of(&wanted)?))
        .await?;
    let Some(kept) = kept else {
        let masked = masked(key);
        return Err(
            ApiError::invalid(format!("Invalid API Key provided: {masked}"))
                .status(StatusCode::UNAUTHORIZED),
        );
    };
    Permissions::kept(&kept).check(method, path, key, &gate.account)?;
    Ok(Caller::Merchant)
}

fn no_key() -> ApiError {
    ApiError::invalid(
        "You did not provide an API key. You need to provide your API key in the Authorization \
         header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See \
         https://stripe.com/docs/api#authentication for details, or we can help at \
         https://support.stripe.com/.",
    )
    .status(StatusCode::UNAUTHORIZED)
}

pub(super) fn not_for_customers() -> ApiError {
    ApiError::invalid(
        "This API call cannot be made with a publishable API key. Please use a secret API key. You \
         can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
    )
    .code("secret_key_required")
    .status(StatusCode::UNAUTHORIZED)
}

fn read(header: &str) -> Option<SecretString> {
    let (scheme, rest) = header.split_once(' ')?;
    let key = if scheme.eq_ignore_ascii_case("bearer") {
        rest.trim().to_owned()
    } else if scheme.eq_ignore_ascii_case("basic") {
        let pair = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
        pair.split_once(':')
            .map_or(pair.as_str(), |(user, _)| user)
            .to_owned()
    } else {
        return None;
    };
    (!key.is_empty()).then(|| SecretString::from(key))
}

/// The first eight and last four characters, as Stripe shows a wrong key; of a short one, nothing.
fn masked(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    if letters.len() < 16 {
        return "*".repeat(letters.len());
    }
    let start: String = letters.iter().take(8).collect();
    let end: String = letters.iter().skip(letters.len() - 4).collect();
    format!("{start}{}{end}", "*".repeat(letters.len() - 12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_from_bearer_and_basic() {
        let basic = format!("Basic {}", STANDARD.encode("sk_test_abc:"));
        for header in ["Bearer sk_test_abc", "bearer  sk_test_abc", &basic] {
            assert_eq!(
                read(header).unwrap().expose_secret(),
                "sk_test_abc",
                "{header}"
            );
        }
        for header in ["", "Bearer", "Bearer ", "Digest x", "Basic %%%"] {
            assert!(read(header).is_none(), "{header}");
        }
    }

    #[test]
    fn a_wrong_key_is_shown_masked() {
        assert_eq!(masked("sk_test_1234567890abcd"), "sk_test_**********abcd");
        assert_eq!(masked("short"), "*****");
    }
}
