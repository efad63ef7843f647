//! Starting, starting again, and why it sometimes cannot.

use std::net::SocketAddr;

use countertop_sandbox::{SandboxError, start};
use secrecy::ExposeSecret;
use serde_json::json;

use crate::support::{Store, config, webhook};

#[tokio::test]
async fn a_restart_keeps_everything() {
    let nobody = "http://127.0.0.1:9/webhook";
    let store = Store::open_with(|config| config.webhook = Some(webhook(nobody))).await;
    let link = store.link(json!({})).await;
    store.door(json!({ "payment_link": link["id"] })).await;
    let key = store.sandbox.api_key().expose_secret().to_owned();
    let secret = store
        .sandbox
        .webhook_secret()
        .unwrap()
        .expose_secret()
        .to_owned();
    let address = store.sandbox.address();
    let events = store.event_types().await;
    let intents = store.get("/v1/payment_intents", json!({})).await;

    let store = store.reopen_with(|_| {}).await;
    assert_eq!(store.sandbox.api_key().expose_secret(), key);
    assert_eq!(
        store.sandbox.webhook_secret().unwrap().expose_secret(),
        secret
    );
    assert_eq!(
        store.sandbox.address(),
        address,
        "port 0 takes the last port, so links stay valid"
    );
    assert_eq!(store.event_types().await, events);
    assert_eq!(store.get("/v1/payment_intents", json!({})).await, intents);
    let path = format!("/v1/payment_links/{}", link["id"].as_str().unwrap());
    assert_eq!(store.get(&path, json!({})).await, link);
    let (status, paid) = store.door(json!({ "payment_link": link["id"] })).await;
    assert!(status.is_success());
    assert_ne!(paid["payment_intent"], intents["data"][0]["id"]);
}

#[tokio::test]
async fn links_follow_the_store_to_another_port() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let last = store.sandbox.address();
    store.sandbox.shutdown().await.unwrap();
    let taken = std::net::TcpListener::bind(last).unwrap();
    let sandbox = start(config(store.folder.path())).await.unwrap();
    assert_ne!(sandbox.address(), last);
    let store = Store { sandbox, ..store };
    let path = format!("/v1/payment_links/{}", link["id"].as_str().unwrap());
    let moved = store.get(&path, json!({})).await;
    assert!(
        moved["url"]
            .as_str()
            .unwrap()
            .starts_with(&store.url("/pay/"))
    );
    store.visit(&moved).await;
    let event = store.newest_event("payment_link.updated").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "url": link["url"] })
    );
    assert_eq!(event["data"]["object"]["url"], moved["url"]);
    drop(taken);
}

#[tokio::test]
async fn a_seed_fixes_ids_but_no_secret() {
    let (one, two) = (Store::open().await, Store::open().await);
    let (first, second) = (one.link(json!({})).await, two.link(json!({})).await);
    assert_eq!(first["id"], second["id"]);
    let (_, first) = one.door(json!({ "payment_link": first["id"] })).await;
    let (_, second) = two.door(json!({ "payment_link": second["id"] })).await;
    assert_eq!(first, second);
    let key = |store: &Store| store.sandbox.api_key().expose_secret().to_owned();
    assert_ne!(key(&one), key(&two));
    let other = Store::open_with(|config| config.seed = Some(2)).await;
    assert_ne!(other.link(json!({})).await["id"], first["payment_link"]);
}

#[tokio::test]
async fn what_cannot_start_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let mut outside = config(folder.path());
    outside.listen = SocketAddr::from(([0, 0, 0, 0], 0));
    let error = start(outside).await.unwrap_err();
    assert!(matches!(error, SandboxError::NotLoopback(_)), "{error}");
    assert!(error.to_string().contains("127.0.0.1"), "{error}");

    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut used = config(folder.path());
    used.listen = taken.local_addr().unwrap();
    let error = start(used).await.unwrap_err();
    assert!(matches!(error, SandboxError::Listen { .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains(&taken.local_addr().unwrap().to_string()),
        "{error}"
    );

    let mut odd = config(folder.path());
    odd.webhook = Some(webhook("somewhere"));
    assert!(matches!(
        start(odd).await.unwrap_err(),
        SandboxError::WebhookUrl(_)
    ));

    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let error = start(config(&file)).await.unwrap_err();
    assert!(matches!(error, SandboxError::Folder(_)), "{error}");

    let open = start(config(folder.path())).await.unwrap();
    let error = start(config(folder.path())).await.unwrap_err();
    assert!(matches!(error, SandboxError::Locked(_)), "{error}");
    open.shutdown().await.unwrap();
    assert!(!error.to_string().contains('\n'), "one line: {error}");
}

#[cfg(unix)]
#[tokio::test]
async fn the_state_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("store");
    let sandbox = start(config(&folder)).await.unwrap();
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let mut files = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        files += 1;
    }
    assert!(files >= 2);
    let shown = format!("{sandbox:?}");
    assert!(!shown.contains("sk_test"), "{shown}");
    sandbox.shutdown().await.unwrap();
}
