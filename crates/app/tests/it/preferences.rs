//! Preferences through the commands: kept over a restart, refused with their field, for no account.

use countertop_app::ipc::{IpcErrorCode, call};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_is_so_at_the_next_start() {
    let home = tempfile::tempdir().unwrap();
    let app = crate::open(&home).await;
    let plain = call(&app, "show_preferences", Value::Null).await.unwrap();
    assert_eq!(plain["theme"], "system");
    assert_eq!(plain["quietHours"]["isOn"], false);
    let change = json!({"theme": "dark", "language": "de", "zoom": 125});
    let chosen = call(&app, "change_preferences", change).await.unwrap();
    assert_eq!(chosen["rows"], plain["rows"]);
    app.shutdown().await;

    let app = crate::open(&home).await;
    let kept = call(&app, "show_preferences", Value::Null).await.unwrap();
    assert_eq!(kept, chosen);
    assert_eq!(kept["language"], "de");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_choice_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let app = crate::open(&home).await;
    for (change, field) in [
        (json!({"zoom": 20}), Some("zoom")),
        (json!({"theme": "sepia"}), None),
        (json!({"folder": "/etc"}), None),
    ] {
        let refused = call(&app, "change_preferences", change.clone()).await;
        let refused = refused.unwrap_err();
        assert_eq!(refused.code, IpcErrorCode::InvalidInput, "{change}");
        let at = refused.details.get("field").map(String::as_str);
        assert_eq!(at, field, "{change}");
    }
    app.shutdown().await;
}
