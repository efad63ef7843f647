//! The pay pages as people read them: languages, totals, what is wrong, papers.

use axum::http::StatusCode;
use reqwest::Response;
use serde_json::{Value, json};

use crate::support::{Store, between, cake, filled};

/// A page in the languages that a browser accepts.
async fn read(store: &Store, address: &str, accepted: &str) -> (StatusCode, String) {
    let request = store
        .client
        .get(address)
        .header("Accept-Language", accepted);
    let answer = request.send().await.unwrap();
    (answer.status(), text(answer).await)
}

/// An answer's text, with its spaces that never break as plain ones.
async fn text(answer: Response) -> String {
    answer.text().await.unwrap().replace('\u{a0}', " ")
}

#[tokio::test]
async fn a_page_speaks_its_customers_language() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let address = link["url"].as_str().unwrap();
    for (query, accepted, language, words) in [
        ("", "en-GB", "en", "Pay €86.50"),
        ("", "de-AT,de;q=0.9,en;q=0.8", "de", "86,50 € bezahlen"),
        ("", "fr", "en", "Pay €86.50"),
        ("?locale=de", "en", "de", "86,50 € bezahlen"),
        ("?locale=en", "de", "en", "Pay €86.50"),
        ("?locale=xx", "de", "de", "86,50 € bezahlen"),
    ] {
        let (_, page) = read(&store, &format!("{address}{query}"), accepted).await;
        assert!(
            page.contains(&format!("<html lang=\"{language}\">")),
            "{query} {accepted}: {page}"
        );
        assert!(page.contains(words), "{query} {accepted}: {page}");
        let kept = between(&page, "action=\"", "\"").contains("?locale=");
        assert_eq!(kept, query == "?locale=de" || query == "?locale=en");
    }
    let (status, page) = read(&store, &store.url("/pay/test_nothing"), "de").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(page.contains("Seite nicht gefunden"), "{page}");
}

#[tokio::test]
async fn what_is_wrong_is_said_in_that_language() {
    let store = Store::open().await;
    let link = store
        .link(json!({ "phone_number_collection": { "enabled": true } }))
        .await;
    let (_, action) = store.visit(&link).await;
    for (change, english, german) in [
        (
            ("card_number", "4000000000000002"),
            "Your card was declined.",
            "Ihre Karte wurde abgelehnt.",
        ),
        (
            ("card_number", "4242424242424241"),
            "Your card number is incorrect.",
            "Ihre Kartennummer ist falsch.",
        ),
        (("cvc", "1"), "security code is invalid.", "ist ungültig."),
        (
            ("email", ""),
            "Enter your e-mail address.",
            "Geben Sie Ihre E-Mail-Adresse ein.",
        ),
        (
            ("phone", "1"),
            "Enter a phone number.",
            "Geben Sie eine Telefonnummer ein.",
        ),
        (
            ("payment_method", "sepa_debit"),
            "The IBAN is not valid.",
            "Die IBAN ist ungültig.",
        ),
    ] {
        let mut fields = filled("4242424242424242");
        fields.push(("phone", "+49 30 901820"));
        fields.retain(|(name, _)| *name != change.0);
        fields.push(change);
        for (query, sentence) in [("", english), ("?locale=de", german)] {
            let answer = store.submit(&format!("{action}{query}"), &fields).await;
            let page = text(answer).await;
            assert!(page.contains(sentence), "{change:?}: {page}");
        }
    }
}

#[tokio::test]
async fn a_total_is_seen_before_it_is_paid() {
    let store = Store::open().await;
    let mut given = cake(json!({}));
    given["line_items"][0]["adjustable_quantity"] =
        json!({ "enabled": true, "minimum": 1, "maximum": 9 });
    let link = store.post("/v1/payment_links", given).await;
    let (page, action) = store.visit(&link).await;
    let shown = between(&page, "name=\"shown_total\" value=\"", "\"");
    assert_eq!(shown, "8650");
    let quantity = format!("quantity[{}]", between(&page, "name=\"quantity[", "]"));
    let mut fields = filled("4242424242424242");
    fields.extend([(&*quantity, "2"), ("shown_total", &shown)]);
    let changed = store.submit(&action, &fields).await;
    assert_eq!(changed.status(), StatusCode::CONFLICT);
    let page = text(changed).await;
    assert!(page.contains("The total is €173.00 now."), "{page}");
    let session = store.get("/v1/checkout/sessions", json!({})).await["data"][0].clone();
    assert_eq!(
        (&session["status"], &session["amount_total"]),
        (&json!("open"), &json!(17300))
    );
    let shown = between(&page, "name=\"shown_total\" value=\"", "\"");
    fields.retain(|(name, _)| *name != "shown_total");
    fields.push(("shown_total", &shown));
    assert_eq!(
        store.submit(&action, &fields).await.status(),
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_charge_has_a_receipt() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let (status, paid) = store.door(json!({ "payment_link": link["id"] })).await;
    assert_eq!(status, StatusCode::OK);
    let path = format!(
        "/v1/payment_intents/{}",
        paid["payment_intent"].as_str().unwrap()
    );
    let intent = store.get(&path, json!({})).await;
    let charge = intent["latest_charge"].as_str().unwrap();
    let address = store.url(&format!("/pay/receipt/{charge}"));
    let (_, page) = read(&store, &address, "de").await;
    for words in ["Bezahlt", "86,50 €", "Birthday cake", "Visa •••• 4242"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for (amount, word) in [(1000, "Partly refunded"), (7650, ">Refunded<")] {
        let given = json!({ "charge": charge, "amount": amount });
        store.post("/v1/refunds", given).await;
        let (_, page) = read(&store, &address, "en").await;
        assert!(page.contains(word), "{word}: {page}");
    }
    let (status, _) = read(&store, &store.url("/pay/receipt/ch_nothing"), "en").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_voucher_is_paid_on_its_page() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let (_, action) = store.visit(&link).await;
    let fields = [
        ("email", "ada@example.com"),
        ("payment_method", "multibanco"),
        ("name[multibanco]", "Ada Sample"),
    ];
    let answer = store.submit(&action, &fields).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let voucher = store.url(answer.headers()["location"].to_str().unwrap());
    let (_, page) = read(&store, &voucher, "en").await;
    let session = store
        .get(
            "/v1/checkout/sessions",
            json!({ "expand": ["data.payment_intent"] }),
        )
        .await["data"][0]
        .clone();
    let action = &session["payment_intent"]["next_action"]["multibanco_display_details"];
    let reference = action["reference"].as_str().unwrap();
    assert!(page.replace(' ', "").contains(reference), "{page}");
    assert_eq!(session["payment_status"], "unpaid");
    let paid = store.submit(&voucher, &[]).await;
    assert_eq!(paid.status(), StatusCode::SEE_OTHER);
    let confirmation = store.url(paid.headers()["location"].to_str().unwrap());
    let (_, page) = read(&store, &confirmation, "en").await;
    assert!(page.contains("data-tone=\"good\""), "{page}");
    let event = store
        .newest_event("checkout.session.async_payment_succeeded")
        .await;
    assert_eq!(event["data"]["object"]["id"], session["id"]);
    assert_eq!(
        event["request"],
        json!({ "id": Value::Null, "idempotency_key": Value::Null })
    );
    let (_, page) = read(&store, &voucher, "en").await;
    assert!(!page.contains("<form"), "it is paid once: {page}");
}
