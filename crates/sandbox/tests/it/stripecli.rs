//! Sessions of the Stripe CLI, met as the CLI meets them. The CLI itself is tried in tests/sdk/cli.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use countertop_stripe_wire::API_VERSION;
use countertop_stripe_wire::signature::{Header, Verifier};
use futures_util::{SinkExt, StreamExt};
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::support::{Store, eventually};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Opens a session for features of the CLI.
async fn session(store: &Store, features: &[&str]) -> Value {
    let given = json!({ "device_name": "till", "websocket_features": features });
    store.post("/v1/stripecli/sessions", given).await
}

async fn try_connect(session: &Value, id: &str) -> Result<Socket, Error> {
    let url = session["websocket_url"].as_str().unwrap();
    let feature = session["websocket_authorized_feature"].as_str().unwrap();
    let address = format!("{url}?websocket_feature={feature}");
    let mut request = address.into_client_request().unwrap();
    let headers = request.headers_mut();
    headers.insert("Websocket-Id", id.parse().unwrap());
    let protocol = "stripecli-devproxy-v1";
    headers.insert("Sec-WebSocket-Protocol", protocol.parse().unwrap());
    let (socket, answer) = connect_async(request).await?;
    assert_eq!(answer.headers()["sec-websocket-protocol"], protocol);
    Ok(socket)
}

async fn connect(session: &Value) -> Socket {
    let id = session["websocket_id"].as_str().unwrap();
    try_connect(session, id).await.unwrap()
}

/// The next message that is not a ping.
async fn next(socket: &mut Socket) -> Value {
    loop {
        let message = tokio::time::timeout(Duration::from_secs(10), socket.next());
        match message.await.unwrap().unwrap().unwrap() {
            Message::Text(text) => return serde_json::from_str(&text).unwrap(),
            Message::Ping(_) | Message::Pong(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

async fn say(socket: &mut Socket, message: Value) {
    let text = Message::Text(message.to_string().into());
    socket.send(text).await.unwrap();
}

/// A product's event as it comes over a socket, at the account's own version.
async fn product(store: &Store, socket: &mut Socket, name: &str) -> Value {
    store.post("/v1/products", json!({ "name": name })).await;
    let message = next(socket).await;
    assert_eq!(message["endpoint"]["api_version"], Value::Null);
    let latest = next(socket).await;
    assert_eq!(latest["endpoint"]["api_version"], API_VERSION);
    assert_eq!(latest["event_payload"], message["event_payload"]);
    message
}

fn event(message: &Value) -> Value {
    serde_json::from_str(message["event_payload"].as_str().unwrap()).unwrap()
}

async fn counts(store: &Store) -> Value {
    let answer = store.client.get(store.url("/_practice/state")).send().await;
    let text = answer.unwrap().text().await.unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["deliveries"].take()
}

async fn counted(store: &Store, wanted: Value) {
    eventually(&wanted.to_string(), || async {
        (counts(store).await == wanted).then_some(())
    })
    .await;
}

#[tokio::test]
async fn an_event_comes_signed_and_its_answer_is_kept() {
    let store = Store::open().await;
    let session = session(&store, &["webhooks"]).await;
    let mut socket = connect(&session).await;
    let message = product(&store, &mut socket, "Loaf").await;
    assert_eq!(message["type"], "webhook_event");
    let body = message["event_payload"].as_str().unwrap();
    let header = message["http_headers"]["Stripe-Signature"]
        .as_str()
        .unwrap();
    let secret = SecretString::from(session["secret"].as_str().unwrap());
    let verifier = Verifier::new([&secret]);
    let header = Header::parse(header.as_bytes()).unwrap();
    assert!(verifier.verify(&header, body.as_bytes()).is_ok());
    let event = event(&message);
    assert_eq!(event["type"], "product.created");
    assert_eq!(event["pending_webhooks"], 1);
    counted(&store, json!({ "made": 0, "pending": 1, "failed": 0 })).await;

    let conversation = &message["webhook_conversation_id"];
    let acknowledged = json!({
        "type": "event_ack",
        "event_id": event["id"],
        "webhook_conversation_id": conversation,
        "webhook_id": message["webhook_id"],
    });
    say(&mut socket, acknowledged.clone()).await;
    counted(&store, json!({ "made": 1, "pending": 0, "failed": 0 })).await;
    let answered = json!({
        "type": "webhook_response",
        "status": 500,
        "body": "no",
        "webhook_conversation_id": conversation,
    });
    say(&mut socket, answered).await;
    counted(&store, json!({ "made": 0, "pending": 0, "failed": 1 })).await;
    // It was acknowledged before it was answered, in whatever order that is heard.
    say(&mut socket, acknowledged).await;
    say(&mut socket, json!({ "type": "what_is_new" })).await;
    socket.send(Message::Ping("till".into())).await.unwrap();
    assert!(matches!(socket.next().await, Some(Ok(Message::Pong(_)))));
    counted(&store, json!({ "made": 0, "pending": 0, "failed": 1 })).await;
}

#[tokio::test]
async fn each_session_gets_what_it_asked_for() {
    let store = Store::open().await;
    let snapshots = session(&store, &["webhooks"]).await;
    let both = session(&store, &["webhooks", "v2_events"]).await;
    assert_eq!(snapshots["secret"], both["secret"]);
    assert_ne!(snapshots["websocket_id"], both["websocket_id"]);
    let (mut first, mut second) = (connect(&snapshots).await, connect(&both).await);
    let message = product(&store, &mut first, "Loaf").await;
    let whole = event(&message);
    assert_eq!(whole["pending_webhooks"], 2);
    let (mut snapshot, mut thin) = (0, None);
    for _ in 0..3 {
        let message = next(&mut second).await;
        match message["type"].as_str() {
            Some("webhook_event") => snapshot += 1,
            _ => thin = Some(message),
        }
    }
    assert_eq!(snapshot, 2);
    let thin = thin.unwrap();
    assert_eq!(thin["type"], "v2_event");
    let notice: Value = serde_json::from_str(thin["payload"].as_str().unwrap()).unwrap();
    assert_eq!(notice["type"], "v1.product.created");
    assert_eq!(notice["snapshot_event"], whole["id"]);
    counted(&store, json!({ "made": 0, "pending": 3, "failed": 0 })).await;
    // A thin event has no conversation: it is known by its id.
    let acknowledged = json!({ "type": "event_ack", "event_id": notice["id"] });
    say(&mut second, acknowledged).await;
    counted(&store, json!({ "made": 1, "pending": 2, "failed": 0 })).await;
}

#[tokio::test]
async fn a_connection_is_renewed_without_loss() {
    let store = Store::open().await;
    let session = session(&store, &["webhooks"]).await;
    let mut socket = connect(&session).await;
    let first = event(&product(&store, &mut socket, "Loaf").await);
    let renewing = CloseFrame {
        code: 1000.into(),
        reason: "Resetting the connection".into(),
    };
    socket.close(Some(renewing)).await.unwrap();
    while socket.next().await.is_some() {}
    store.post("/v1/products", json!({ "name": "Roll" })).await;
    let mut socket = connect(&session).await;
    let second = event(&next(&mut socket).await);
    assert_eq!(second["data"]["object"]["name"], "Roll");
    assert_ne!(second["id"], first["id"]);

    // A second connection takes the place of the first.
    let mut other = connect(&session).await;
    next(&mut socket).await;
    store.post("/v1/products", json!({ "name": "Bun" })).await;
    let third = event(&next(&mut other).await);
    assert_eq!(third["data"]["object"]["name"], "Bun");
    let rest = socket.next().await.unwrap().unwrap();
    assert!(rest.is_close(), "{rest:?}");
}

#[tokio::test]
async fn a_session_dies_with_its_connection() {
    let store = Store::open().await;
    let session = session(&store, &["webhooks"]).await;
    let mut socket = connect(&session).await;
    product(&store, &mut socket, "Loaf").await;
    let closed = Instant::now();
    socket.close(None).await.unwrap();
    while socket.next().await.is_some() {}
    counted(&store, json!({ "made": 0, "pending": 0, "failed": 0 })).await;
    assert!(
        closed.elapsed() < Duration::from_secs(5),
        "it was closed in order"
    );
    let product = store.post("/v1/products", json!({ "name": "Bun" })).await;
    let event = store.newest_event("product.created").await;
    assert_eq!(event["data"]["object"], product);
    assert_eq!(event["pending_webhooks"], 0);
    let id = session["websocket_id"].as_str().unwrap();
    let Err(Error::Http(refused)) = try_connect(&session, id).await else {
        panic!("a session that ended was connected to");
    };
    assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    let body: Value = serde_json::from_slice(refused.body().as_ref().unwrap()).unwrap();
    assert_eq!(body["error"]["message"], "Unknown WebSocket ID.");
}

#[tokio::test]
async fn a_stop_ends_all_sessions_and_keeps_the_secret() {
    let store = Store::open().await;
    let before = session(&store, &["webhooks"]).await;
    let mut socket = connect(&before).await;
    product(&store, &mut socket, "Loaf").await;
    let store = store.reopen_with(|_| {}).await;
    assert!(
        socket
            .next()
            .await
            .is_none_or(|it| it.is_err() || it.unwrap().is_close())
    );
    assert_eq!(
        counts(&store).await,
        json!({ "made": 0, "pending": 0, "failed": 0 })
    );
    let after = session(&store, &["webhooks"]).await;
    assert_eq!(after["secret"], before["secret"]);
    let id = before["websocket_id"].as_str().unwrap();
    assert!(try_connect(&after, id).await.is_err());
}

#[tokio::test]
async fn what_is_no_session_is_refused() {
    let store = Store::open().await;
    let good = session(&store, &["webhooks"]).await;
    for id in ["", "cliws_x"] {
        assert!(try_connect(&good, id).await.is_err(), "{id}");
    }
    let path = good["websocket_url"].as_str().unwrap().to_owned();
    let plain = path.replacen("ws", "http", 1);
    let answer = store.client.get(plain).send().await.unwrap();
    assert!(answer.status().is_client_error(), "{}", answer.status());
    for given in [
        json!({ "device_name": "till" }),
        json!({ "device_name": "till", "websocket_features": ["dancing"] }),
        json!({ "websocket_features": ["webhooks"] }),
    ] {
        let path = "/v1/stripecli/sessions";
        store
            .refused(Method::POST, path, given, StatusCode::BAD_REQUEST)
            .await;
    }
    let request = store.client.post(store.url("/v1/stripecli/sessions"));
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn too_many_may_not_listen() {
    let store = Store::open().await;
    let mut sockets = Vec::new();
    for _ in 0..32 {
        let session = session(&store, &["webhooks"]).await;
        sockets.push(connect(&session).await);
    }
    let given = json!({ "device_name": "till", "websocket_features": ["webhooks"] });
    let path = "/v1/stripecli/sessions";
    let status = StatusCode::TOO_MANY_REQUESTS;
    store.refused(Method::POST, path, given, status).await;
}

#[tokio::test]
async fn an_event_is_sent_once_more() {
    let store = Store::open().await;
    store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let event = store.newest_event("product.created").await;
    let retry = format!("/v1/events/{}/retry", event["id"].as_str().unwrap());
    let session = session(&store, &["webhooks"]).await;
    let mut socket = connect(&session).await;
    let again = store.post(&retry, json!({ "for_stripecli": true })).await;
    assert_eq!(again["id"], event["id"]);
    let message = next(&mut socket).await;
    assert_eq!(self::event(&message)["id"], event["id"]);
    for (given, param) in [
        (json!({}), "webhook_endpoint"),
        (json!({ "webhook_endpoint": "we_x" }), "webhook_endpoint"),
        (
            json!({ "account": "acct_x", "for_stripecli": true }),
            "account",
        ),
    ] {
        let status = StatusCode::BAD_REQUEST;
        let error = store.refused(Method::POST, &retry, given, status).await;
        assert_eq!(error["param"], param);
    }
    let status = StatusCode::NOT_FOUND;
    let path = "/v1/events/evt_x/retry";
    store.refused(Method::POST, path, json!({}), status).await;
}
