//! Addresses with parameters: what is built is read back, and what Stripe would drop is said.

use countertop_terms::address::{AddressParts, LOCALES};
use proptest::prelude::*;

const LINK: &str = "https://buy.stripe.com/test_abc";

fn word(longest: usize) -> impl Strategy<Value = String> {
    proptest::string::string_regex(&format!("[A-Za-z0-9_-]{{0,{longest}}}")).unwrap()
}

fn email() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,20}@[a-z0-9-]{1,20}\\.(com|de|museum)",
        "[äöüéñ]{1,8}@[äöü]{1,8}\\.example",
    ]
}

prop_compose! {
    fn parts()(
        email in email(),
        lock in any::<bool>(),
        promo_code in "[A-Za-z0-9-]{0,30}",
        locale in prop_oneof![Just(""), proptest::sample::select(LOCALES)],
        reference in word(200),
        utm in proptest::array::uniform5(word(150)),
    ) -> AddressParts {
        let [utm_source, utm_medium, utm_campaign, utm_term, utm_content] = utm;
        AddressParts {
            is_email_locked: lock && !email.is_empty(),
            email,
            promo_code,
            locale: locale.to_owned(),
            reference,
            utm_source,
            utm_medium,
            utm_campaign,
            utm_term,
            utm_content,
        }
    }
}

proptest! {
    #[test]
    fn what_is_built_is_read_back(parts in parts(), had in parts()) {
        prop_assert_eq!(parts.check(), vec![]);
        let url = parts.on(LINK).unwrap();
        prop_assert_eq!(&AddressParts::read(&url).unwrap(), &parts);
        // What was there before is replaced, and what is not ours stays.
        let over = parts.on(&format!("{}#a", had.on(&format!("{LINK}?x=1%262")).unwrap())).unwrap();
        prop_assert_eq!(&AddressParts::read(&over).unwrap(), &parts);
        prop_assert!(over.contains("x=1%262") && over.ends_with("#a"));
    }

    #[test]
    fn any_text_is_encoded_whole(text in "\\PC{1,40}") {
        let parts = AddressParts { reference: text.clone(), ..AddressParts::default() };
        let url = parts.on(LINK).unwrap();
        prop_assert!(url.is_ascii());
        prop_assert_eq!(AddressParts::read(&url).unwrap().reference, text);
    }
}

#[test]
fn nothing_added_is_the_link_itself() {
    assert_eq!(AddressParts::default().on(LINK).unwrap(), LINK);
    assert!(AddressParts::default().on("buy").is_err());
}

#[test]
fn each_rule_has_its_sentence_and_its_parameter() {
    let none = AddressParts::default();
    let check = |parts: AddressParts, param: &str, part: &str| {
        let problems = parts.check();
        let [problem] = problems.as_slice() else {
            panic!("{problems:?}");
        };
        assert_eq!(problem.param, param);
        assert!(problem.sentence.contains(part), "{}", problem.sentence);
    };
    for email in [
        "ana", "ana@", "@a.b", "a@b", "a@b@c.de", "a b@c.de", "a@.de", "a@c..de",
    ] {
        let email = email.to_owned();
        check(
            AddressParts {
                email,
                ..none.clone()
            },
            "prefilled_email",
            "ana@example.com",
        );
    }
    let locked = AddressParts {
        is_email_locked: true,
        ..none.clone()
    };
    check(
        locked,
        "locked_prefilled_email",
        "no e-mail address to lock",
    );
    let promo_code = "SPRING 24".to_owned();
    check(
        AddressParts {
            promo_code,
            ..none.clone()
        },
        "prefilled_promo_code",
        "hyphens",
    );
    let locale = "tlh".to_owned();
    check(
        AddressParts {
            locale,
            ..none.clone()
        },
        "locale",
        "language",
    );
    for reference in ["order 7", "naïve", "a/b", "a.b"] {
        let reference = reference.to_owned();
        check(
            AddressParts {
                reference,
                ..none.clone()
            },
            "client_reference_id",
            "drops",
        );
    }
    let reference = "x".repeat(201);
    check(
        AddressParts {
            reference,
            ..none.clone()
        },
        "client_reference_id",
        "at most 200",
    );
    let utm_term = "x".repeat(151);
    check(
        AddressParts {
            utm_term,
            ..none.clone()
        },
        "utm_term",
        "at most 150",
    );
    let utm_source = "may fair".to_owned();
    check(
        AddressParts {
            utm_source,
            ..none.clone()
        },
        "utm_source",
        "utm_source has only",
    );
    let most = AddressParts {
        reference: "x".repeat(200),
        utm_term: "x".repeat(150),
        ..none
    };
    assert_eq!(most.check(), []);
}

#[test]
fn what_was_typed_loses_its_edges() {
    let typed = AddressParts {
        email: " ana@example.com\n".to_owned(),
        reference: "\ttable-7 ".to_owned(),
        ..AddressParts::default()
    };
    assert_eq!(typed.trimmed().email, "ana@example.com");
    assert_eq!(typed.trimmed().reference, "table-7");
    let nobody = AddressParts {
        email: " ".to_owned(),
        is_email_locked: true,
        ..AddressParts::default()
    };
    assert!(!nobody.trimmed().is_email_locked);
}
