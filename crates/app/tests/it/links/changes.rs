//! Links that are checked, changed and replaced through the app.

use countertop_app::ipc::{
    CheckLink, CreateLink, IpcErrorCode, LinkChoice, LinkMode, LinkState, ReplaceLink, UpdateLink,
};
use countertop_terms::LinkTerms;
use serde_json::{Value, json};

use super::desk::Desk;
use super::{cake, terms};

impl Desk {
    async fn create(&self, terms: LinkTerms, submission: &str) -> String {
        let submission = submission.to_owned();
        let made = self.app.create_link(CreateLink { terms, submission }).await;
        made.unwrap().id
    }

    async fn terms(&self, id: &str) -> LinkTerms {
        self.app
            .link_terms(LinkChoice { id: id.into() })
            .await
            .unwrap()
            .terms
    }

    async fn calls_of_updates(&self) -> usize {
        let events = self.get("events?type=payment_link.updated&limit=100").await;
        events["data"].as_array().unwrap().len()
    }
}

fn update(id: &str, terms: LinkTerms) -> UpdateLink {
    UpdateLink {
        id: id.into(),
        terms,
        submission: "change".into(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_parameter_that_can_be_changed_is_changed() {
    let desk = Desk::open().await;
    let mut plain = cake();
    plain.shipping_address_collection.allowed_countries = vec!["DE".into()];
    let id = desk.create(plain, "one").await;
    let optional = desk
        .post(
            "prices",
            json!({"currency": "eur", "unit_amount": 300, "product_data": {"name": "Candles"}}),
        )
        .await;
    let changes = [
        (
            "after_completion",
            json!({"type": "redirect", "redirect": {"url": "https://shop.example/thanks"}}),
        ),
        ("allow_promotion_codes", json!(true)),
        ("automatic_tax", json!({"enabled": true})),
        ("billing_address_collection", json!("required")),
        (
            "custom_fields",
            json!([{"key": "msg", "type": "dropdown", "label": {"type": "custom", "custom": "Taste"},
            "dropdown": {"options": [{"label": "Nut 🌰", "value": "nut"}, {"label": "שוקולד", "value": "choc"}]}}]),
        ),
        (
            "custom_text",
            json!({"submit": {"message": "Fresh every day 🎂"}}),
        ),
        ("consent_collection", json!({"promotions": "auto"})),
        ("customer_creation", json!("always")),
        ("inactive_message", json!("Sold out. نفدت الكمية")),
        (
            "invoice_creation",
            json!({"enabled": true, "invoice_data": {"footer": "f".repeat(5000)}}),
        ),
        ("metadata", json!({"shelf": "8", "new": "1"})),
        (
            "name_collection",
            json!({"individual": {"enabled": true, "optional": true}}),
        ),
        (
            "optional_items",
            json!([{"price": optional["id"], "quantity": 1}]),
        ),
        (
            "payment_intent_data",
            json!({"description": "Cake", "statement_descriptor_suffix": "CAKE"}),
        ),
        (
            "payment_method_options",
            json!({"card": {"restrictions": {"brands_blocked": ["american_express"]}}}),
        ),
        ("payment_method_types", json!(["card", "link"])),
        ("phone_number_collection", json!({"enabled": true})),
        ("restrictions", json!({"completed_sessions": {"limit": 3}})),
        (
            "shipping_address_collection",
            json!({"allowed_countries": ["DE", "CH"]}),
        ),
        (
            "shipping_options",
            json!([{"new_rate": {"display_name": "By bicycle", "amount": 390}}]),
        ),
        ("submit_type", json!("book")),
        ("tax_id_collection", json!({"enabled": true})),
    ];
    for (name, value) in changes {
        let mut after = serde_json::to_value(desk.terms(&id).await).unwrap();
        let whole: Value = serde_json::to_value(terms(json!({ name: value.clone() }))).unwrap();
        after[name] = whole[name].clone();
        let before = desk.get(&format!("payment_links/{id}")).await;
        let asked = update(&id, serde_json::from_value(after.clone()).unwrap());
        let changed = desk.app.update_link(asked).await;
        let changed =
            changed.unwrap_or_else(|error| panic!("{name}: {} {:?}", error.message, error.details));
        assert_eq!(changed.id, id);
        let now = desk.get(&format!("payment_links/{id}")).await;
        assert_ne!(before[name], now[name], "{name}");
        // What was asked is what the link is made of now, also here.
        if name != "shipping_options" {
            let read = serde_json::to_value(desk.terms(&id).await).unwrap();
            let plain = |value: Value| {
                let terms: LinkTerms = serde_json::from_value(value).unwrap();
                serde_json::to_value(terms.plain()).unwrap()
            };
            assert_eq!(plain(read)[name], plain(after)[name], "{name}");
        }
    }
    let whole = desk.get(&format!("payment_links/{id}")).await;
    assert_eq!(whole["metadata"]["countertop_key"], "one", "our marks stay");
    assert_eq!(whole["shipping_options"][0]["shipping_amount"], 390);

    let mut items = desk.terms(&id).await;
    items.line_items[0].quantity = Some(4);
    items.line_items[0].adjustable_quantity.enabled = true;
    let row = desk.app.update_link(update(&id, items)).await.unwrap();
    assert_eq!(row.items[0].quantity, 4, "the row follows from the answer");

    let updates = desk.calls_of_updates().await;
    let same = desk.terms(&id).await;
    desk.app.update_link(update(&id, same)).await.unwrap();
    assert_eq!(
        desk.calls_of_updates().await,
        updates,
        "nothing differs, nothing is sent"
    );
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_subscription_says_can_be_changed() {
    let desk = Desk::open().await;
    let monthly = terms(
        json!({"line_items": [{"quantity": 1, "price_data": {"currency": "eur",
        "unit_amount": 900, "recurring": {"interval": "month"}, "product_data": {"name": "Bread"}}}]}),
    );
    let id = desk.create(monthly, "one").await;
    let mut after = desk.terms(&id).await;
    after.subscription_data.trial_period_days = Some(7);
    after.payment_method_collection = "if_required".into();
    desk.app.update_link(update(&id, after)).await.unwrap();
    let now = desk.get(&format!("payment_links/{id}")).await;
    assert_eq!(now["subscription_data"]["trial_period_days"], 7);
    assert_eq!(now["payment_method_collection"], "if_required");
    let read = desk.terms(&id).await;
    assert_eq!(read.subscription_data.trial_period_days, Some(7));
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_changed_is_told_at_its_field() {
    let desk = Desk::open().await;
    let id = desk.create(cake(), "one").await;
    let page = desk
        .app
        .link_terms(LinkChoice { id: id.clone() })
        .await
        .unwrap();
    assert!(page.fixed.contains(&"line_items[][price]".to_owned()));
    assert!(
        !page.terms.metadata.contains_key("countertop_key"),
        "our marks are not shown"
    );
    assert_eq!(page.name.as_deref(), Some("Birthday cake"));
    let mut after = page.terms.clone();
    after.payment_intent_data.capture_method = "manual".into();
    let error = desk
        .app
        .update_link(update(&id, after.clone()))
        .await
        .unwrap_err();
    assert_eq!(error.code, IpcErrorCode::InvalidInput);
    assert_eq!(
        error.details["field"],
        "payment_intent_data[capture_method]"
    );
    let check = |terms, link| desk.app.check_link(CheckLink { terms, link });
    let checked = check(after.clone(), Some(id.clone())).await.unwrap();
    assert_eq!(
        checked.problems[0].param,
        "payment_intent_data[capture_method]"
    );
    let checked = check(after, None).await.unwrap();
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    assert_eq!(
        (checked.total, checked.currency.as_deref()),
        (Some(17_300), Some("eur"))
    );
    assert_eq!(checked.mode, LinkMode::Payment);
    for (id, code) in [
        ("plink_none", IpcErrorCode::NotFound),
        ("no link", IpcErrorCode::InvalidInput),
    ] {
        let choice = LinkChoice { id: id.into() };
        assert_eq!(
            desk.app.link_terms(choice).await.unwrap_err().code,
            code,
            "{id}"
        );
    }
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_of_the_catalogue_is_known_to_the_check() {
    let desk = Desk::open().await;
    let price = json!({"currency": "kwd", "unit_amount": 12_340, "recurring": {"interval": "month"},
        "product_data": {"name": "صندوق الخبز"}});
    let price = desk.post("prices", price).await;
    let named = |id: &Value| terms(json!({ "line_items": [{ "price": id, "quantity": 2 }] }));
    let check = |terms| desk.app.check_link(CheckLink { terms, link: None });
    let checked = check(named(&price["id"])).await.unwrap();
    assert_eq!(
        (checked.mode, checked.total, checked.currency.as_deref()),
        (LinkMode::Subscription, Some(24_680), Some("kwd"))
    );
    let checked = check(named(&json!("price_none"))).await.unwrap();
    assert_eq!(checked.problems[0].param, "line_items[0][price]");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stripes_refusal_names_the_field() {
    let desk = Desk::open().await;
    let mut wrong = cake();
    // A tax code that only Stripe can know not to exist.
    wrong.line_items[0].price_data.product = "prod_none".into();
    wrong.line_items[0].price_data.product_data.name.clear();
    let asked = CreateLink {
        terms: wrong,
        submission: "one".into(),
    };
    let error = desk.app.create_link(asked).await.unwrap_err();
    assert_eq!(error.code, IpcErrorCode::StripeRefused, "{}", error.message);
    assert_eq!(error.details["field"], "line_items[0][price_data][product]");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_amounts_of_everywhere_come_back_as_they_were() {
    let desk = Desk::open().await;
    for (index, (name, currency, amount)) in [
        ("Geburtstagstorte 🎂👩‍👩‍👧", "eur", 1234),
        ("עוגת יום הולדת", "ils", 4500),
        ("抹茶ケーキ", "jpy", 5000),
        ("كعكة", "kwd", 12_340),
    ]
    .into_iter()
    .enumerate()
    {
        let mut cake = cake();
        let price = &mut cake.line_items[0].price_data;
        price.currency = currency.into();
        price.unit_amount = Some(amount);
        price.product_data.name = name.into();
        price.product_data.description = "é".repeat(5000);
        let submission = format!("s{index}");
        let row = desk
            .app
            .create_link(CreateLink {
                terms: cake,
                submission,
            })
            .await
            .unwrap();
        assert_eq!(row.name.as_deref(), Some(name));
        assert_eq!(
            (row.amount, row.currency.as_deref()),
            (Some(2 * amount), Some(currency))
        );
    }
    let mut long = cake();
    long.custom_text.submit.message = "x".repeat(5000);
    let submission = "long".to_owned();
    let error = desk
        .app
        .create_link(CreateLink {
            terms: long,
            submission,
        })
        .await
        .unwrap_err();
    assert_eq!(
        error.details["field"], "custom_text[submit][message]",
        "{}",
        error.message
    );
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_link_is_closed_also_at_the_second_try() {
    let desk = Desk::open().await;
    let id = desk.create(cake(), "one").await;
    let mut after = desk.terms(&id).await;
    after.submit_type = "book".into();
    let asked = |id: &str| ReplaceLink {
        id: id.into(),
        terms: after.clone(),
        submission: "two".into(),
    };
    let error = desk
        .app
        .replace_link(asked("plink_none"))
        .await
        .unwrap_err();
    assert_eq!(error.code, IpcErrorCode::NotFound);
    let first = desk.app.replace_link(asked(&id)).await.unwrap();
    assert_eq!(
        first.closed.as_ref().map(|it| it.state),
        Some(LinkState::Closed)
    );
    assert_eq!((first.made.state, first.trouble), (LinkState::Open, None));
    // Whoever opened it meanwhile, or whatever kept it open: it is closed, and nothing is made twice.
    desk.post(&format!("payment_links/{id}"), json!({ "active": true }))
        .await;
    let second = desk.app.replace_link(asked(&id)).await.unwrap();
    assert_eq!(second.made.id, first.made.id);
    assert_eq!(
        desk.get(&format!("payment_links/{id}")).await["active"],
        false
    );
    let all = desk.get("payment_links?limit=100").await;
    assert_eq!(all["data"].as_array().unwrap().len(), 2);
    desk.close().await;
}
