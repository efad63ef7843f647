//! From terms to other terms.

use countertop_terms::{LinkTerms, changes, check};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::chance::{self, Shop};
use crate::made::{cake, catalogue, monthly, optional, question};

fn linked() -> LinkTerms {
    let mut terms = cake();
    terms.line_items[0].id = "li_1".into();
    terms.line_items[0].price = "price_1".into();
    terms.line_items[0].price_data = Default::default();
    terms.currency = "eur".into();
    terms
}

/// What is sent to come from one to the other.
fn sent(before: fn(&mut LinkTerms), after: fn(&mut LinkTerms)) -> Value {
    let (mut from, mut to) = (linked(), linked());
    before(&mut from);
    after(&mut to);
    changes(&from, &to).unwrap()
}

#[test]
fn only_what_differs_is_sent() {
    assert_eq!(sent(|_| {}, |_| {}), json!({}));
    assert_eq!(
        sent(
            |_| {},
            |it| {
                it.allow_promotion_codes = true;
                it.inactive_message = "Sold out".into();
                it.line_items[0].quantity = Some(3);
                it.restrictions.completed_sessions.limit = Some(2);
            }
        ),
        json!({
            "allow_promotion_codes": true,
            "inactive_message": "Sold out",
            "line_items": [{ "id": "li_1", "quantity": 3 }],
            "restrictions": { "completed_sessions": { "limit": 2 } },
        })
    );
    // What means the same is no change.
    assert_eq!(
        sent(
            |_| {},
            |it| {
                it.billing_address_collection = "auto".into();
                it.submit_type = "auto".into();
                it.customer_creation = "if_required".into();
                it.after_completion.kind = "hosted_confirmation".into();
                it.invoice_creation.invoice_data.footer = "not switched on".into();
                it.automatic_tax.liability.kind = "self".into();
                it.currency.clear();
            }
        ),
        json!({})
    );
}

#[test]
fn what_is_cleared_is_an_empty_text_or_the_usual_word() {
    fn full(it: &mut LinkTerms) {
        it.inactive_message = "Sold out".into();
        it.custom_fields = vec![question("text")];
        it.custom_text.submit.message = "Soon".into();
        it.custom_text.after_submit.message = "Later".into();
        it.name_collection.business.enabled = true;
        it.optional_items = vec![optional("price_tea")];
        it.payment_method_options.card.restrictions.brands_blocked = vec!["visa".into()];
        it.payment_method_types = vec!["card".into()];
        it.restrictions.completed_sessions.limit = Some(2);
        it.shipping_address_collection.allowed_countries = vec!["DE".into()];
        it.shipping_options = vec![Default::default()];
        it.shipping_options[0].shipping_rate = "shr_1".into();
        it.payment_intent_data.description = "Cake".into();
        it.payment_intent_data.statement_descriptor_suffix = "CAKE".into();
        it.payment_intent_data
            .metadata
            .insert("a".into(), "1".into());
        it.metadata = [("a", "1"), ("b", "2")]
            .map(|(a, b)| (a.into(), b.into()))
            .into();
        it.billing_address_collection = "required".into();
        it.submit_type = "donate".into();
        it.customer_creation = "always".into();
        it.automatic_tax.enabled = true;
        it.invoice_creation.enabled = true;
        it.tax_id_collection.enabled = true;
        it.phone_number_collection.enabled = true;
        it.consent_collection.terms_of_service = "required".into();
        it.after_completion.kind = "redirect".into();
        it.after_completion.redirect.url = "https://example.com".into();
        it.line_items[0].adjustable_quantity.enabled = true;
    }
    assert_eq!(
        sent(full, |it| {
            it.custom_text.submit.message = "Soon".into();
            it.metadata = [("b", "3"), ("c", "4")]
                .map(|(a, b)| (a.into(), b.into()))
                .into();
        }),
        json!({
            "after_completion": { "type": "hosted_confirmation" },
            "automatic_tax": { "enabled": false },
            "billing_address_collection": "auto",
            "consent_collection": { "promotions": "none", "terms_of_service": "none" },
            "custom_fields": "",
            "custom_text": { "after_submit": "", "submit": { "message": "Soon" } },
            "customer_creation": "if_required",
            "inactive_message": "",
            "invoice_creation": { "enabled": false },
            "line_items": [{ "id": "li_1", "adjustable_quantity": { "enabled": false } }],
            "metadata": { "a": "", "b": "3", "c": "4" },
            "name_collection": "",
            "optional_items": "",
            "payment_intent_data": {
                "description": "",
                "metadata": "",
                "statement_descriptor_suffix": "",
            },
            "payment_method_options": "",
            "payment_method_types": "",
            "phone_number_collection": { "enabled": false },
            "restrictions": "",
            "shipping_address_collection": "",
            "shipping_options": "",
            "submit_type": "auto",
            "tax_id_collection": { "enabled": false },
        })
    );
    let message = |it: &mut LinkTerms| {
        it.after_completion.kind = "hosted_confirmation".into();
        it.after_completion.hosted_confirmation.custom_message = "Thanks".into();
    };
    assert_eq!(
        sent(message, |_| {}),
        json!({ "after_completion": { "type": "hosted_confirmation" } })
    );
}

#[test]
fn what_cannot_be_changed_is_said() {
    let refused = |change: fn(&mut LinkTerms)| {
        let mut to = linked();
        change(&mut to);
        let problems = changes(&linked(), &to).unwrap_err();
        assert!(
            problems
                .iter()
                .all(|it| it.sentence.contains("duplicate the link and replace it"))
        );
        problems.into_iter().map(|it| it.param).collect::<Vec<_>>()
    };
    assert_eq!(refused(|it| it.currency = "usd".into()), ["currency"]);
    assert_eq!(
        refused(|it| it.line_items[0].price = "price_2".into()),
        ["line_items[0][price]"]
    );
    assert_eq!(
        refused(|it| it.line_items[0].price_data = cake().line_items[0].price_data.clone()),
        ["line_items[0][price_data]"]
    );
    assert_eq!(
        refused(|it| it.line_items[0].custom_unit_amount.enabled = true),
        ["line_items[0][custom_unit_amount]"]
    );
    assert_eq!(refused(|it| it.line_items.clear()), ["line_items"]);
    assert_eq!(
        refused(|it| it.line_items.push(Default::default())),
        ["line_items"]
    );
    assert_eq!(
        refused(|it| it.managed_payments.enabled = true),
        ["managed_payments[enabled]"]
    );
    assert_eq!(
        refused(|it| it.payment_intent_data.capture_method = "manual".into()),
        ["payment_intent_data[capture_method]"]
    );
    assert_eq!(
        refused(|it| it.subscription_data.description = "Bread".into()),
        ["subscription_data[description]"]
    );
    let mut to = monthly();
    to.line_items[0].quantity = Some(2);
    let problems = changes(&monthly(), &to).unwrap_err();
    assert_eq!(
        problems[0].param, "line_items[0][id]",
        "a line without an id cannot be named"
    );
}

/// Terms after an update call, as Stripe describes it: an empty text clears, what is not named stays,
/// the metadata of payments and subscriptions is replaced.
fn applied(before: &LinkTerms, params: &Value) -> LinkTerms {
    let blank = serde_json::to_value(LinkTerms::default()).unwrap();
    let mut terms = serde_json::to_value(before).unwrap();
    for (name, value) in params.as_object().unwrap() {
        match name.as_str() {
            "line_items" => {
                for change in value.as_array().unwrap() {
                    let items = terms["line_items"].as_array_mut().unwrap();
                    let item = items
                        .iter_mut()
                        .find(|it| it["id"] == change["id"])
                        .unwrap();
                    for (name, value) in change.as_object().unwrap() {
                        item[name] = value.clone();
                    }
                }
            }
            "metadata" => {
                let keys = terms["metadata"].as_object_mut().unwrap();
                for (key, value) in value.as_object().unwrap() {
                    keys.insert(key.clone(), value.clone());
                }
                keys.retain(|_, value| value != "");
            }
            "payment_intent_data" | "subscription_data" | "custom_text" => {
                for (field, value) in value.as_object().unwrap() {
                    terms[name][field] = or_blank(value, &blank[name][field]);
                }
            }
            _ => terms[name] = or_blank(value, &blank[name]),
        }
    }
    serde_json::from_value(terms).unwrap()
}

fn or_blank(value: &Value, blank: &Value) -> Value {
    match value {
        Value::String(text) if text.is_empty() => blank.clone(),
        Value::Object(fields) => {
            let fields = fields.iter();
            let shown = fields.map(|(name, value)| (name.clone(), or_blank(value, &blank[name])));
            Value::Object(shown.collect())
        }
        value => value.clone(),
    }
}

/// Other terms of the same link: what cannot be changed stays.
fn of_the_same_link(from: &LinkTerms, mut to: LinkTerms) -> LinkTerms {
    let items = from.line_items.iter().cloned().enumerate();
    to.line_items = items
        .map(|(index, mut item)| {
            if let Some(other) = to.line_items.get(index) {
                item.quantity = other.quantity;
                item.adjustable_quantity = other.adjustable_quantity.clone();
            }
            item
        })
        .collect();
    // What is switched off may leave nothing of an item, and a blank one is not sent.
    to.optional_items.retain(|item| !item.price.is_empty());
    // New rates are made before.
    to.shipping_options
        .retain(|option| !option.shipping_rate.is_empty());
    for option in &mut to.shipping_options {
        option.new_rate = Default::default();
    }
    to.currency = from.currency.clone();
    to.managed_payments = from.managed_payments.clone();
    to.payment_intent_data.capture_method = from.payment_intent_data.capture_method.clone();
    to.subscription_data.description = from.subscription_data.description.clone();
    to.subscription_data.invoice_settings = from.subscription_data.invoice_settings.clone();
    to
}

fn with_ids(mut terms: LinkTerms) -> LinkTerms {
    for (index, item) in terms.line_items.iter_mut().enumerate() {
        item.id = format!("li_{index}");
    }
    terms
}

fn shop() -> Shop {
    Shop {
        once: "price_tea".into(),
        monthly: "price_month".into(),
        gift: "price_gift".into(),
        rate: "shr_1".into(),
    }
}

proptest! {
    #[test]
    fn nothing_changes_nothing(seed in any::<u64>()) {
        let terms = chance::anything(seed);
        prop_assert_eq!(changes(&terms, &terms), Ok(json!({})));
        prop_assert_eq!(changes(&terms, &terms.clone().plain()), Ok(json!({})));
        prop_assert_eq!(terms.clone().plain().plain(), terms.plain());
    }

    #[test]
    fn changes_lead_from_one_to_the_other(one in any::<u64>(), other in any::<u64>()) {
        let from = with_ids(chance::anything(one)).plain();
        let from = of_the_same_link(&from.clone(), from);
        let to = of_the_same_link(&from, chance::anything(other));
        let params = changes(&from, &to).unwrap();
        let after = applied(&from, &params);
        prop_assert_eq!(changes(&after, &to), Ok(json!({})), "{}", params);
        prop_assert_eq!(changes(&to, &after), Ok(json!({})));
    }

    /// Whatever is written, the rules say something sensible and do not fail.
    #[test]
    fn no_terms_are_too_strange(seed in any::<u64>()) {
        for terms in [chance::anything(seed), chance::terms(seed, &shop())] {
            let found = check(&terms, &catalogue());
            for problem in found.problems.iter().chain(&found.warnings) {
                prop_assert!(problem.sentence.ends_with('.'), "{:?}", problem);
            }
            prop_assert_eq!(&check(&terms.clone().plain(), &catalogue()).problems, &found.problems);
            prop_assert!(terms.parameters().is_object());
        }
    }

    /// A text of any length is one problem at its place at most.
    #[test]
    fn long_texts_are_one_problem(text in "\\PC{0,60}", times in 1_usize..100) {
        let mut terms = cake();
        terms.custom_text.submit.message = text.repeat(times);
        terms.line_items[0].price_data.product_data.name = text.repeat(times);
        let found = check(&terms, &catalogue());
        let params: std::collections::BTreeSet<_> = found.problems.iter().map(|it| &it.param).collect();
        prop_assert_eq!(params.len(), found.problems.len());
    }
}
