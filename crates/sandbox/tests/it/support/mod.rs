//! A practice store, its clients, and a receiver that answers as a test says.

mod receiver;

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use countertop_domain::UnixSeconds;
use countertop_sandbox::{Sandbox, SandboxConfig, Webhook, start};
use countertop_stripe_wire::form;
use reqwest::{Method, RequestBuilder, Response};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::shape;

pub use receiver::{Delivery, Receiver, is_signed};

/// How long a condition may take to come true.
const DEADLINE: Duration = Duration::from_secs(15);

pub fn config(folder: &Path) -> SandboxConfig {
    SandboxConfig {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        data_dir: folder.to_owned(),
        webhook: None,
        seed: Some(1),
        payments: 0,
        clock: None,
    }
}

/// 2026-03-02 10:00:00 UTC, a Monday.
pub const MONDAY: i64 = 1_772_445_600;
/// A day in seconds.
pub const DAY: i64 = 24 * 3600;
/// The midnight at which it began.
pub const MIDNIGHT: i64 = MONDAY - 10 * 3600;

pub fn webhook(url: &str) -> Webhook {
    Webhook {
        url: url.to_owned(),
        secret: None,
    }
}

/// A running store in a folder of its own.
pub struct Store {
    pub sandbox: Sandbox,
    pub client: reqwest::Client,
    pub folder: tempfile::TempDir,
}

impl Store {
    pub async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    /// A store that begins on a Monday morning.
    pub async fn open_on_monday() -> Self {
        Self::open_with(|config| config.clock = Some(UnixSeconds(MONDAY))).await
    }

    pub async fn open_with(change: impl FnOnce(&mut SandboxConfig)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = config(folder.path());
        change(&mut config);
        let sandbox = start(config).await.unwrap();
        Self {
            sandbox,
            client: client(),
            folder,
        }
    }

    /// Stops the store and starts it again on the same folder.
    pub async fn reopen_with(self, change: impl FnOnce(&mut SandboxConfig)) -> Self {
        self.sandbox.shutdown().await.unwrap();
        let mut config = config(self.folder.path());
        change(&mut config);
        let sandbox = start(config).await.unwrap();
        Self { sandbox, ..self }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.sandbox.base_url())
    }

    /// A call of the API with the store's key.
    pub fn call(&self, method: Method, path: &str, given: &Value) -> RequestBuilder {
        let key = self.sandbox.api_key().expose_secret();
        self.call_with(key, method, path, given)
    }

    /// A call of the API with another key.
    pub fn call_with(
        &self,
        key: &str,
        method: Method,
        path: &str,
        given: &Value,
    ) -> RequestBuilder {
        let encoded = form::encode(given);
        let request = if method == Method::POST {
            self.client
                .post(self.url(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(encoded)
        } else if encoded.is_empty() {
            self.client.request(method, self.url(path))
        } else {
            self.client
                .request(method, format!("{}?{encoded}", self.url(path)))
        };
        request.bearer_auth(key)
    }

    pub async fn post(&self, path: &str, given: Value) -> Value {
        expect(StatusCode::OK, self.call(Method::POST, path, &given)).await
    }

    pub async fn get(&self, path: &str, given: Value) -> Value {
        expect(StatusCode::OK, self.call(Method::GET, path, &given)).await
    }

    /// The error of a call that is refused.
    pub async fn refused(
        &self,
        method: Method,
        path: &str,
        given: Value,
        status: StatusCode,
    ) -> Value {
        expect(status, self.call(method, path, &given)).await["error"].take()
    }

    /// A link that sells cake for 86.50 EUR, changed as the test says.
    pub async fn link(&self, change: Value) -> Value {
        self.post("/v1/payment_links", cake(change)).await
    }

    /// Opens a link's pay page: its text and the address that its form posts to.
    pub async fn visit(&self, link: &Value) -> (String, String) {
        let address = link["url"].as_str().unwrap();
        let answer = self.client.get(address).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let page = answer.text().await.unwrap();
        let action = between(&page, "action=\"", "\"");
        (page.clone(), self.url(&action))
    }

    /// Posts a form as a browser does.
    pub async fn submit(&self, address: &str, fields: &[(&str, &str)]) -> Response {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.client
            .post(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await
            .unwrap()
    }

    pub async fn door(&self, pay: Value) -> (StatusCode, Value) {
        self.practice("pay", pay).await
    }

    /// A call of the control door.
    pub async fn practice(&self, call: &str, given: Value) -> (StatusCode, Value) {
        let request = self
            .client
            .post(self.url(&format!("/_practice/{call}")))
            .body(given.to_string());
        let answer = request.send().await.unwrap();
        let status = answer.status();
        (
            status,
            serde_json::from_str(&answer.text().await.unwrap()).unwrap(),
        )
    }

    /// Pays a link with a card; gives the payment intent's id.
    pub async fn pay(&self, link: &Value, card: &str) -> String {
        let given = json!({ "payment_link": link["id"], "card": card });
        let (status, paid) = self.door(given).await;
        assert_eq!(status, StatusCode::OK, "{paid}");
        paid["payment_intent"].as_str().unwrap().to_owned()
    }

    /// Moves the clock by so many seconds; gives what the door answers.
    pub async fn advance(&self, seconds: i64) -> Value {
        let (status, answer) = self
            .practice("advance", json!({ "seconds": seconds }))
            .await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer
    }

    /// Every object of a list, page by page.
    pub async fn all(&self, path: &str, given: Value) -> Vec<Value> {
        let mut all: Vec<Value> = Vec::new();
        loop {
            let mut query = given.clone();
            query["limit"] = json!(100);
            if let Some(last) = all.last() {
                query["starting_after"] = last["id"].clone();
            }
            let page = self.get(path, query).await;
            all.extend(page["data"].as_array().unwrap().clone());
            if page["has_more"] == false {
                return all;
            }
        }
    }

    /// The events since one, oldest first.
    pub async fn events_after(&self, event: &Value) -> Vec<Value> {
        let mut events = Vec::new();
        for newer in self.all("/v1/events", json!({})).await {
            if newer["id"] == event["id"] {
                break;
            }
            events.push(newer);
        }
        events.reverse();
        events
    }

    /// The newest event of all.
    pub async fn last_event(&self) -> Value {
        self.get("/v1/events", json!({ "limit": 1 })).await["data"][0].clone()
    }

    /// The types of all events, oldest first.
    pub async fn event_types(&self) -> Vec<String> {
        let events = self.get("/v1/events", json!({ "limit": 100 })).await;
        let events = events["data"].as_array().unwrap().clone();
        events
            .iter()
            .rev()
            .map(|event| event["type"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The newest event of a type.
    pub async fn newest_event(&self, event_type: &str) -> Value {
        let events = self
            .get("/v1/events", json!({ "type": event_type, "limit": 1 }))
            .await;
        events["data"][0].clone()
    }
}

/// A client that follows no redirect.
pub fn client() -> reqwest::Client {
    countertop_sandbox::local_client().unwrap()
}

pub fn cake(change: Value) -> Value {
    let mut link = json!({
        "line_items": [{
            "price_data": {
                "currency": "eur",
                "product_data": { "name": "Birthday cake" },
                "unit_amount": 8650,
            },
            "quantity": 1,
        }],
    });
    for (name, value) in change.as_object().unwrap() {
        link[name] = value.clone();
    }
    link
}

/// The types of some events.
pub fn types(events: &[Value]) -> Vec<&str> {
    events
        .iter()
        .map(|event| event["type"].as_str().unwrap())
        .collect()
}

/// The values of a field of some objects.
pub fn values(objects: &[Value], field: &str) -> Vec<Value> {
    objects.iter().map(|it| it[field].clone()).collect()
}

/// The answer of a call of the API, which has that status and is as Stripe's would be.
pub async fn expect(status: StatusCode, request: RequestBuilder) -> Value {
    let (client, request) = request.build_split();
    let request = request.unwrap();
    let (method, path) = (request.method().clone(), request.url().path().to_owned());
    let answer = client.execute(request).await.unwrap();
    let found = answer.status();
    let text = answer.text().await.unwrap();
    assert_eq!(found, status, "{text}");
    let answer = serde_json::from_str(&text).unwrap();
    shape::check(&method, &path, status, &answer);
    answer
}

/// What a customer types with a card.
pub fn filled(card: &str) -> Vec<(&str, &str)> {
    vec![
        ("email", "ada@example.com"),
        ("name", "Ada Sample"),
        ("card_number", card),
        ("exp", "12 / 40"),
        ("cvc", "123"),
    ]
}

pub fn between(text: &str, start: &str, end: &str) -> String {
    let from = text
        .find(start)
        .unwrap_or_else(|| panic!("no {start} in {text}"))
        + start.len();
    let to = text[from..].find(end).unwrap();
    text[from..from + to].to_owned()
}

/// Waits until a condition gives something, or fails after the deadline.
pub async fn eventually<T, F>(what: &str, mut condition: impl FnMut() -> F) -> T
where
    F: Future<Output = Option<T>>,
{
    let end = Instant::now() + DEADLINE;
    loop {
        if let Some(found) = condition().await {
            return found;
        }
        assert!(Instant::now() < end, "{what} did not happen");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
