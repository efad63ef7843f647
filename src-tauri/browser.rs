//! Which addresses the window may open in the merchant's browser or mail program.

use url::{Host, Url};

/// The longest address that begins a mail, in bytes.
const LONGEST_MAIL: usize = 8 << 10;

/// Stripe's pages that we link to.
const STRIPE: &[&str] = &["dashboard.stripe.com", "buy.stripe.com", "docs.stripe.com"];

/// The address, if the window may have it opened: a page of Stripe's, or one of our practice store,
/// whose origin is given while it runs.
///
/// # Errors
/// With a sentence that names what was refused, but not the whole address: it may hold a secret.
pub fn allowed(address: &str, practice: Option<&str>) -> Result<Url, String> {
    let url = Url::parse(address).map_err(|error| format!("That is no web address: {error}."))?;
    let is_bare = url.username().is_empty() && url.password().is_none();
    if is_bare && (is_stripes(&url) || practice.is_some_and(|origin| is_at(&url, origin))) {
        return Ok(url);
    }
    if is_plain_mail(&url) {
        return Ok(url);
    }
    let place = url.host_str().unwrap_or(url.scheme());
    Err(format!(
        "Countertop opens only Stripe's pages and those of the practice store, not {place}."
    ))
}

/// An address on the web that is encrypted and carries no login; anybody's.
pub fn secure(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let is_bare = url.username().is_empty() && url.password().is_none();
    (is_bare && url.scheme() == "https").then_some(url)
}

/// Whether it begins a mail to nobody or to one person, with a subject and a text and nothing else: a mail
/// program may take files along that an address names.
fn is_plain_mail(url: &Url) -> bool {
    let letters = |it: u8| it.is_ascii_alphanumeric() || b"%._-*".contains(&it);
    url.scheme() == "mailto"
        && url.as_str().len() <= LONGEST_MAIL
        && url.fragment().is_none()
        && url.path().bytes().all(letters)
        && url.query().is_some_and(|it| it.starts_with("subject="))
        && url
            .query_pairs()
            .all(|(name, _)| matches!(name.as_ref(), "subject" | "body"))
}

fn is_stripes(url: &Url) -> bool {
    url.scheme() == "https"
        && url.port().is_none()
        && matches!(url.host(), Some(Host::Domain(name)) if STRIPE.contains(&name))
}

/// Whether the address lies at exactly this origin: scheme, host and port.
fn is_at(url: &Url, origin: &str) -> bool {
    Url::parse(origin)
        .is_ok_and(|origin| url.origin().is_tuple() && url.origin() == origin.origin())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_stripes_pages_and_the_practice_store_are_opened() {
        let practice = Some("http://127.0.0.1:4242");
        for (address, opened) in [
            ("https://dashboard.stripe.com/payments/pi_1", true),
            (
                "https://buy.stripe.com/test_abc?prefilled_email=a%40b.c",
                true,
            ),
            ("https://docs.stripe.com/testing", true),
            ("https://DOCS.stripe.com/testing", true),
            ("http://127.0.0.1:4242/pay/plink_1", true),
            ("http://dashboard.stripe.com/", false),
            ("https://dashboard.stripe.com:8443/", false),
            ("https://stripe.com/", false),
            ("https://dashboard.stripe.com.evil.example/", false),
            ("https://evil.example/dashboard.stripe.com", false),
            ("https://dashboard.stripe.com@evil.example/", false),
            ("https://user:word@dashboard.stripe.com/", false),
            ("http://127.0.0.1:4243/", false),
            ("https://127.0.0.1:4242/", false),
            ("http://localhost:4242/", false),
            ("http://a@127.0.0.1:4242/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("ms-settings:", false),
            ("-a", false),
            ("", false),
        ] {
            assert_eq!(allowed(address, practice).is_ok(), opened, "{address}");
        }
    }

    #[test]
    fn a_mail_has_a_subject_and_a_text_alone() {
        for (address, opened) in [
            (
                "mailto:?subject=Cake%20%26%20tea&body=https%3A%2F%2Fa%2F%3Fb%3Dc%0D%0A",
                true,
            ),
            ("mailto:ana%2B1%40example.com?subject=Cake&body=x", true),
            ("mailto:a@b.c?subject=x&body=y", false),
            ("mailto:a%40b.c,d%40e.f?subject=x", false),
            ("mailto:?subject=x&attach=/etc/passwd", false),
            ("mailto:?attach=/etc/passwd&subject=x", false),
            ("mailto:?subject=x&bcc=a%40b.c", false),
            ("mailto:?subject=x&%62cc=a%40b.c", false),
            ("mailto:?subject=x#y", false),
            ("mailto:", false),
            ("MAILTO:?subject=x", true),
        ] {
            assert_eq!(allowed(address, None).is_ok(), opened, "{address}");
        }
        let long = format!("mailto:?subject={}", "x".repeat(LONGEST_MAIL));
        assert!(allowed(&long, None).is_err());
    }

    #[test]
    fn an_own_pay_page_is_encrypted_and_carries_no_login() {
        for (address, is_secure) in [
            ("https://pay.shop.example/b/abc?locale=de", true),
            ("http://pay.shop.example/b/abc", false),
            ("https://user@pay.shop.example/b/abc", false),
            ("https://:word@pay.shop.example/b/abc", false),
            ("javascript:alert(1)", false),
            ("", false),
        ] {
            assert_eq!(secure(address).is_some(), is_secure, "{address}");
        }
    }

    #[test]
    fn without_a_practice_store_loopback_is_closed() {
        assert!(allowed("http://127.0.0.1:4242/", None).is_err());
    }

    #[test]
    fn a_refusal_keeps_the_rest_of_the_address_to_itself() {
        let sentence = allowed("https://evil.example/?token=hush", None).unwrap_err();
        assert!(sentence.contains("evil.example") && !sentence.contains("hush"));
    }
}
