//! How a payment is said on statements, booked and marked.

use std::collections::BTreeMap;

use countertop_terms::{Context, InvoiceField, LinkTerms, OWN_KEYS, check};

use super::{passed, refused, warned};
use crate::made::cake;

#[test]
fn statements_are_5_to_22_plain_characters() {
    const WHOLE: &str = "payment_intent_data[statement_descriptor]";
    const SUFFIX: &str = "payment_intent_data[statement_descriptor_suffix]";
    let said = |whole: &str, suffix: &str, prefix: Option<&str>| {
        let mut terms = cake();
        terms.payment_intent_data.statement_descriptor = whole.into();
        terms.payment_intent_data.statement_descriptor_suffix = suffix.into();
        let context = Context {
            statement_prefix: prefix.map(str::to_owned),
            ..Context::default()
        };
        let problems = check(&terms, &context).problems;
        problems.into_iter().map(|it| it.param).collect::<Vec<_>>()
    };
    for (whole, is_fine) in [
        ("BAKERY CAKE", true),
        ("CAKES", true),
        ("CAKE", false),
        ("TWENTY-TWO CHARACTERS.", true),
        ("TWENTY-THREE CHARACTERS", false),
        ("12345", false),
        ("CAKE*SHOP", false),
        ("CAKE \"S\"", false),
        ("BÄCKEREI", false),
        ("КОНДИТЕР", false),
        ("CAKES 🎂", false),
    ] {
        let expected: &[&str] = if is_fine { &[] } else { &[WHOLE] };
        assert_eq!(said(whole, "", None), expected, "{whole}");
    }
    for (suffix, prefix, is_fine) in [
        ("CAKE", Some("PRACTICE"), true),
        ("12", Some("PRACTICE"), true),
        ("TWELVE CHARS", Some("PRACTICE"), true),
        ("THIRTEEN CHAR", Some("PRACTICE"), false),
        ("A'B", Some("PRACTICE"), false),
        ("A\\B", None, false),
        ("<A>", None, false),
        ("THIRTEEN CHAR", None, true),
        ("TWENTY-THREE CHARACTERS", None, false),
        ("1", Some("12"), false),
        ("123", Some("12"), false),
        ("A23", Some("12"), true),
        ("כיכר", None, false),
    ] {
        let expected: &[&str] = if is_fine { &[] } else { &[SUFFIX] };
        assert_eq!(said("", suffix, prefix), expected, "{prefix:?} {suffix}");
    }
    warned(
        cake,
        &[(
            |it| it.payment_intent_data.statement_descriptor = "BAKERY".into(),
            WHOLE,
        )],
    );
}

#[test]
fn invoices_and_tax_are_the_merchants_own() {
    refused(
        invoiced,
        &[
            (
                |it| it.invoice_creation.invoice_data.description = "x".repeat(1501),
                "invoice_creation[invoice_data][description]",
            ),
            (
                |it| it.invoice_creation.invoice_data.footer = "x".repeat(5001),
                "invoice_creation[invoice_data][footer]",
            ),
            (
                |it| it.invoice_creation.invoice_data.account_tax_ids = vec!["DE123".into()],
                "invoice_creation[invoice_data][account_tax_ids][0]",
            ),
            (
                |it| it.invoice_creation.invoice_data.issuer.kind = "account".into(),
                "invoice_creation[invoice_data][issuer][type]",
            ),
            (
                |it| lines(it, 5, "Order", "7"),
                "invoice_creation[invoice_data][custom_fields]",
            ),
            (
                |it| lines(it, 1, "", "7"),
                "invoice_creation[invoice_data][custom_fields][0][name]",
            ),
            (
                |it| lines(it, 1, &"x".repeat(41), "7"),
                "invoice_creation[invoice_data][custom_fields][0][name]",
            ),
            (
                |it| lines(it, 1, "Order", &"x".repeat(141)),
                "invoice_creation[invoice_data][custom_fields][0][value]",
            ),
            (
                |it| {
                    let rendering = &mut it.invoice_creation.invoice_data.rendering_options;
                    rendering.amount_tax_display = "gross".into();
                },
                "invoice_creation[invoice_data][rendering_options][amount_tax_display]",
            ),
            (
                |it| it.invoice_creation.invoice_data.rendering_options.template = "blue".into(),
                "invoice_creation[invoice_data][rendering_options][template]",
            ),
        ],
    );
    passed(
        invoiced,
        &[
            |it| lines(it, 4, &"x".repeat(40), &"x".repeat(140)),
            |it| it.invoice_creation.invoice_data.issuer.kind = "self".into(),
        ],
    );
    warned(
        cake,
        &[
            (
                |it| it.automatic_tax.enabled = true,
                "line_items[0][price_data][tax_behavior]",
            ),
            (
                |it| it.managed_payments.enabled = true,
                "managed_payments[enabled]",
            ),
            (
                |it| it.invoice_creation.invoice_data.footer = "Thanks".into(),
                "invoice_creation[enabled]",
            ),
        ],
    );
    refused(
        cake,
        &[(
            |it| {
                it.automatic_tax.enabled = true;
                it.automatic_tax.liability.kind = "account".into();
                it.line_items[0].price_data.tax_behavior = "inclusive".into();
            },
            "automatic_tax[liability][type]",
        )],
    );
}

fn invoiced() -> LinkTerms {
    let mut terms = cake();
    terms.invoice_creation.enabled = true;
    terms
}

fn lines(terms: &mut LinkTerms, count: usize, name: &str, value: &str) {
    let line = InvoiceField {
        name: name.into(),
        value: value.into(),
    };
    terms.invoice_creation.invoice_data.custom_fields = vec![line; count];
}

#[test]
fn keys_leave_room_for_our_marks() {
    refused(
        cake,
        &[
            (|it| key(&mut it.metadata, "", "b"), "metadata"),
            (|it| key(&mut it.metadata, "a", ""), "metadata[a]"),
            (|it| key(&mut it.metadata, "a[0]", "b"), "metadata[a[0]]"),
            (
                |it| key(&mut it.metadata, &"🎂".repeat(41), "b"),
                "metadata[🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂…]",
            ),
            (
                |it| key(&mut it.metadata, "a", &"x".repeat(501)),
                "metadata[a]",
            ),
            (|it| keys(&mut it.metadata, "a", 51 - OWN_KEYS), "metadata"),
            (
                |it| keys(&mut it.payment_intent_data.metadata, "a", 51 - OWN_KEYS),
                "payment_intent_data[metadata]",
            ),
            (
                // A payment has the link's keys and its own.
                |it| {
                    keys(&mut it.metadata, "a", 30);
                    keys(&mut it.payment_intent_data.metadata, "b", 30);
                },
                "payment_intent_data[metadata]",
            ),
            (
                |it| {
                    it.invoice_creation.enabled = true;
                    keys(&mut it.invoice_creation.invoice_data.metadata, "a", 51);
                },
                "invoice_creation[invoice_data][metadata]",
            ),
        ],
    );
    passed(
        cake,
        &[
            |it| key(&mut it.metadata, &"é".repeat(40), &"é".repeat(500)),
            |it| keys(&mut it.metadata, "a", 50 - OWN_KEYS),
            |it| {
                keys(&mut it.metadata, "a", 50 - OWN_KEYS);
                key(&mut it.metadata, "made_with", "countertop");
                key(&mut it.metadata, "countertop_row", "7");
            },
        ],
    );
}

fn key(metadata: &mut BTreeMap<String, String>, key: &str, value: &str) {
    metadata.insert(key.into(), value.into());
}

fn keys(metadata: &mut BTreeMap<String, String>, name: &str, count: usize) {
    metadata.extend((0..count).map(|index| (format!("{name}{index}"), "b".to_owned())));
}
