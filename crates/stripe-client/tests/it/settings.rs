//! What a client accepts as key, address and idempotency key.

use countertop_domain::Mode;
use countertop_stripe_client::{
    ApiBase, ApiKey, Client, ClientConfig, ConfigError, IdempotencyKey, PriceId, ProductId,
};
use secrecy::SecretString;

use crate::stub::counting;

#[test]
fn addresses_are_origins_and_plain_http_stays_here() {
    let check = |text: &str, expected: Result<&str, &str>| match (ApiBase::parse(text), expected) {
        (Ok(base), Ok(origin)) => assert_eq!(base.as_str(), origin, "{text}"),
        (Err(error), Err(part)) => {
            assert!(error.to_string().contains(part), "{text}: {error}");
        }
        (result, expected) => panic!("{text}: {result:?}, expected {expected:?}"),
    };
    check("https://api.stripe.com", Ok("https://api.stripe.com"));
    check(
        " https://API.stripe.com:443/\n",
        Ok("https://api.stripe.com"),
    );
    check("http://127.0.0.1:4242", Ok("http://127.0.0.1:4242"));
    check("http://127.0.0.1:4242/", Ok("http://127.0.0.1:4242"));
    check("http://[::1]:4242", Ok("http://[::1]:4242"));
    check("http://localhost:4242", Ok("http://localhost:4242"));
    check("https://stripe.example", Ok("https://stripe.example"));
    check("", Err("not a URL"));
    check("api.stripe.com", Err("not a URL"));
    check("ftp://api.stripe.com", Err("write https://"));
    check("https://api.stripe.com/v1", Err("/v1: leave it off"));
    check("https://api.stripe.com/v1/", Err("/v1/: leave it off"));
    check("https://api.stripe.com?x", Err("? or # part"));
    check("https://api.stripe.com#x", Err("? or # part"));
    check("https://u:p@api.stripe.com", Err("user name"));
    check("http://api.stripe.com", Err("plain http to api.stripe.com"));
    check("http://10.0.0.1", Err("plain http to 10.0.0.1"));
    check("http://0.0.0.0:1", Err("plain http"));
    check("http://localhost.example", Err("plain http"));
    check("http://127.0.0.1.example", Err("plain http"));
    check("http://[::ffff:10.0.0.1]", Err("plain http"));
}

#[test]
fn only_secret_and_restricted_keys_are_keys() {
    let check = |text: &str, expected: Result<Mode, &str>| {
        let key = ApiKey::parse(&SecretString::from(text));
        match (key, expected) {
            (Ok(key), Ok(mode)) => assert_eq!(key.mode(), mode, "{text:?}"),
            (Err(error), Err(part)) => {
                let sentence = error.to_string();
                assert!(sentence.contains(part), "{text:?}: {sentence}");
                let bare = text.trim();
                assert!(bare.len() < 8 || !sentence.contains(bare), "{sentence}");
            }
            (key, expected) => panic!("{text:?}: {key:?}, expected {expected:?}"),
        }
    };
    check("sk_test_4eC39HqLyjWD", Ok(Mode::Test));
    check("rk_test_4eC39HqLyjWD", Ok(Mode::Test));
    check("sk_live_4eC39HqLyjWD", Ok(Mode::Live));
    check("rk_live_4eC39_qLyjWD", Ok(Mode::Live));
    check(" sk_test_4eC39HqLyjWD\r\n", Ok(Mode::Test));
    check("sk_test_1234", Ok(Mode::Test));
    check("", Err("empty"));
    check(" \n", Err("empty"));
    check("sk_test_", Err("too short"));
    check("sk_test_123", Err("too short"));
    check("pk_test_4eC39HqLyjWD", Err("publishable"));
    check("whsec_4eC39HqLyjWD", Err("webhook secret"));
    check("4eC39HqLyjWDarjtT1zdp7dc", Err("begin with sk_test_"));
    check("SK_TEST_4eC39HqLyjWD", Err("begin with sk_test_"));
    check("sk_tset_4eC39HqLyjWD", Err("begin with sk_test_"));
    check("sk_test_4eC39 HqLyjWD", Err("letters, digits"));
    check("sk_test_4eC39\nHqLyjWD", Err("letters, digits"));
    check("sk_test_4eC39-HqLyjWD", Err("letters, digits"));
    check("sk_test_4eC39HqLyjWé", Err("letters, digits"));
    check(&format!("sk_test_{}", "a".repeat(300)), Err("too long"));
}

#[test]
fn a_live_key_goes_to_stripe_alone() {
    let check = |key: &str, base: &str, accepted: bool| {
        let config = ClientConfig::new(
            SecretString::from(key),
            ApiBase::parse(base).unwrap(),
            counting(),
        );
        match Client::new(config) {
            Ok(_) => assert!(accepted, "{base}"),
            Err(ConfigError::LiveKeyElsewhere { base: named }) => {
                assert!(!accepted, "{base}");
                assert_eq!(named, base);
            }
            Err(other) => panic!("{base}: {other}"),
        }
    };
    for live in ["sk_live_4eC39HqLyjWD", "rk_live_4eC39HqLyjWD"] {
        check(live, "https://api.stripe.com", true);
        check(live, "https://api.stripe.com:8443", false);
        check(live, "https://stripe.example", false);
        check(live, "https://api.stripe.com.example", false);
        check(live, "http://127.0.0.1:4242", false);
        check(live, "https://localhost", false);
    }
    check("sk_test_4eC39HqLyjWD", "http://127.0.0.1:4242", true);
    check("rk_test_4eC39HqLyjWD", "https://stripe.example", true);
}

#[test]
fn idempotency_keys_fit_a_header() {
    for text in ["a", "order-17/create", &"k".repeat(255)] {
        assert_eq!(IdempotencyKey::new(text).unwrap().as_str(), text);
    }
    for text in ["", "a b", "a\nb", "ü", &"k".repeat(256)] {
        assert!(IdempotencyKey::new(text).is_err(), "{text:?}");
    }
}

#[test]
fn fresh_idempotency_keys_are_version_4_uuids() {
    for (bytes, key) in [
        ([0; 16], "00000000-0000-4000-8000-000000000000"),
        ([255; 16], "ffffffff-ffff-4fff-bfff-ffffffffffff"),
    ] {
        assert_eq!(IdempotencyKey::from_random(bytes).as_str(), key);
    }
}

#[test]
fn ids_of_the_catalogue_may_be_the_merchants_own() {
    for text in ["prod_1", "T-shirt, blue", "café/groß?"] {
        assert_eq!(ProductId::new(text).unwrap().as_str(), text);
    }
    for text in ["", " prod_1", "..", ".", "a\nb", &"p".repeat(256)] {
        assert!(PriceId::new(text).is_err(), "{text:?}");
    }
}
