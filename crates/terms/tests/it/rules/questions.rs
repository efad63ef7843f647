//! Questions of the merchant's own.

use countertop_terms::LinkTerms;

use super::{passed, refused, warned};
use crate::made::{cake, option, question};

#[test]
fn questions_are_three_and_told_apart() {
    refused(
        cake,
        &[
            (
                |it| {
                    it.custom_fields = vec![question("text"); 4];
                    for (index, asked) in it.custom_fields.iter_mut().enumerate() {
                        asked.key = format!("key{index}");
                    }
                },
                "custom_fields",
            ),
            (
                |it| it.custom_fields = vec![question("text"), question("numeric")],
                "custom_fields[1][key]",
            ),
            (|it| key(it, ""), "custom_fields[0][key]"),
            (|it| key(it, "which_day"), "custom_fields[0][key]"),
            (|it| key(it, "größe"), "custom_fields[0][key]"),
            (|it| key(it, &"k".repeat(201)), "custom_fields[0][key]"),
            (|it| label(it, "  "), "custom_fields[0][label][custom]"),
            (
                |it| label(it, &"x".repeat(101)),
                "custom_fields[0][label][custom]",
            ),
            (
                |it| it.custom_fields = vec![question("")],
                "custom_fields[0][type]",
            ),
            (
                |it| it.custom_fields = vec![question("date")],
                "custom_fields[0][type]",
            ),
        ],
    );
    passed(
        cake,
        &[
            |it| key(it, &"k".repeat(200)),
            |it| label(it, &"ی".repeat(100)),
            |it| it.custom_fields = vec![question("dropdown")],
        ],
    );
    warned(
        cake,
        &[(
            |it| {
                it.custom_fields = vec![question("text")];
                it.custom_fields[0].dropdown.options = vec![option("A", "a")];
            },
            "custom_fields[0][dropdown]",
        )],
    );
}

fn key(terms: &mut LinkTerms, key: &str) {
    terms.custom_fields = vec![question("text")];
    terms.custom_fields[0].key = key.into();
}

fn label(terms: &mut LinkTerms, label: &str) {
    terms.custom_fields = vec![question("text")];
    terms.custom_fields[0].label.custom = label.into();
}

#[test]
fn answers_have_bounds() {
    refused(
        cake,
        &[
            (
                |it| text(it, "", Some(0), None),
                "custom_fields[0][text][minimum_length]",
            ),
            (
                |it| text(it, "", None, Some(256)),
                "custom_fields[0][text][maximum_length]",
            ),
            (
                |it| text(it, "", Some(5), Some(4)),
                "custom_fields[0][text][minimum_length]",
            ),
            (
                |it| text(it, "five!", None, Some(4)),
                "custom_fields[0][text][default_value]",
            ),
            (
                |it| text(it, "one", Some(4), None),
                "custom_fields[0][text][default_value]",
            ),
            (
                |it| text(it, &"x".repeat(256), None, None),
                "custom_fields[0][text][default_value]",
            ),
            (
                |it| {
                    it.custom_fields = vec![question("numeric")];
                    it.custom_fields[0].numeric.default_value = "1.5".into();
                },
                "custom_fields[0][numeric][default_value]",
            ),
        ],
    );
    passed(
        cake,
        &[
            |it| text(it, "four", Some(4), Some(4)),
            |it| text(it, "🎂🎂🎂🎂", Some(4), Some(4)),
            |it| {
                it.custom_fields = vec![question("numeric")];
                it.custom_fields[0].numeric.default_value = "15".into();
            },
        ],
    );
}

fn text(terms: &mut LinkTerms, usual: &str, least: Option<u32>, most: Option<u32>) {
    terms.custom_fields = vec![question("text")];
    let text = &mut terms.custom_fields[0].text;
    text.default_value = usual.into();
    text.minimum_length = least;
    text.maximum_length = most;
}

#[test]
fn answers_to_choose_are_told_apart() {
    refused(
        cake,
        &[
            (|it| options(it, &[]), "custom_fields[0][dropdown][options]"),
            (
                |it| options(it, &[("", "a")]),
                "custom_fields[0][dropdown][options][0][label]",
            ),
            (
                |it| options(it, &[(&"x".repeat(101), "a")]),
                "custom_fields[0][dropdown][options][0][label]",
            ),
            (
                |it| options(it, &[("A", "")]),
                "custom_fields[0][dropdown][options][0][value]",
            ),
            (
                |it| options(it, &[("A", "a b")]),
                "custom_fields[0][dropdown][options][0][value]",
            ),
            (
                |it| options(it, &[("A", &"x".repeat(101))]),
                "custom_fields[0][dropdown][options][0][value]",
            ),
            (
                |it| options(it, &[("A", "a"), ("B", "a")]),
                "custom_fields[0][dropdown][options][1][value]",
            ),
            (
                |it| {
                    options(it, &[("A", "a")]);
                    it.custom_fields[0].dropdown.default_value = "b".into();
                },
                "custom_fields[0][dropdown][default_value]",
            ),
            (
                |it| {
                    it.custom_fields = vec![question("dropdown")];
                    it.custom_fields[0].dropdown.options = (0..201)
                        .map(|index| option("A", &format!("a{index}")))
                        .collect();
                },
                "custom_fields[0][dropdown][options]",
            ),
        ],
    );
    passed(
        cake,
        &[|it| {
            options(it, &[("A", "a"), ("A", "b")]);
            it.custom_fields[0].dropdown.default_value = "b".into();
        }],
    );
}

fn options(terms: &mut LinkTerms, options: &[(&str, &str)]) {
    terms.custom_fields = vec![question("dropdown")];
    let options = options.iter().map(|(label, value)| option(label, value));
    terms.custom_fields[0].dropdown.options = options.collect();
}
