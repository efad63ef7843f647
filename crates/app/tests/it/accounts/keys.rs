//! From a pasted text to an account: what is refused, and beside which field.

use countertop_app::ipc::{Confirmation, IpcErrorCode, KeyScope};
use serde_json::json;

use super::{Desk, add, check};

#[tokio::test(flavor = "multi_thread")]
async fn live_is_entered_by_no_word_but_its_own() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let report = desk.check(&app).await;
    let error = add(&app, &report.check, Confirmation::LiveMovesRealMoney)
        .await
        .unwrap_err();
    assert_eq!(error.details["field"], "confirmation");
    assert_eq!(app.app_state().await.unwrap().account_count, 1);
    // A live key goes to Stripe alone: not even to be tried.
    let error = check(&app, "rk_live_51NobodysKeyAtAll").await.unwrap_err();
    assert_eq!(
        (error.code, error.details["field"].as_str()),
        (IpcErrorCode::InvalidInput, "key")
    );
    assert!(
        error.message.contains("live key") && !error.message.contains("Nobody"),
        "{}",
        error.message
    );
    // With that the key before is forgotten.
    let error = add(&app, &report.check, Confirmation::Test)
        .await
        .unwrap_err();
    assert!(
        error.message.contains("paste it again"),
        "{}",
        error.message
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_key_or_no_use_is_refused_beside_the_field() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    for (text, part, said) in [
        ("", "empty", "told-key-empty"),
        ("pk_test_51Abcdefgh", "publishable", "told-key-publishable"),
        (
            "whsec_abcdefgh",
            "signing secret",
            "told-key-webhook-secret",
        ),
        (
            "rk_test_51NobodyHasThisKey",
            "does not accept",
            "told-stripe-wrong-key",
        ),
    ] {
        let error = check(&app, text).await.unwrap_err();
        assert_eq!(error.details["field"], "key", "{text}");
        assert_eq!(error.said.as_ref().unwrap().text, said);
        assert!(error.message.contains(part), "{text}: {}", error.message);
        assert!(
            text.is_empty() || !error.message.contains(text),
            "{}",
            error.message
        );
    }
    let made = desk
        .stripe
        .practice("keys", json!({"permissions": {"charges": "read"}}))
        .await;
    let report = check(&app, made["key"].as_str().unwrap()).await.unwrap();
    assert_eq!(
        (report.scope, report.is_usable),
        (KeyScope::Restricted, false)
    );
    let error = add(&app, &report.check, Confirmation::Test)
        .await
        .unwrap_err();
    assert!(
        error.message.contains("no payment could arrive"),
        "{}",
        error.message
    );
    let error = countertop_app::ipc::call(&app, "check_key", json!("sk_test_51Hush"))
        .await
        .unwrap_err();
    assert!(!error.message.contains("Hush"), "{}", error.message);
    app.shutdown().await;
}
