//! A server on loopback that keeps what it is sent and answers from a script.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response, StatusCode};
use countertop_stripe_client::{ApiBase, Client, ClientConfig, Randomness, RetryPolicy};
use secrecy::SecretString;
use tokio::net::TcpListener;

/// What no output may ever hold.
pub const KEY: &str = "sk_test_sentinel0123456789abcdef";

/// One request as it arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: Method,
    pub path: String,
    pub query: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

/// One scripted answer.
#[derive(Clone, Debug)]
pub struct Canned {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    delay: Duration,
}

impl Canned {
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            delay: Duration::ZERO,
        }
    }

    /// An error envelope of Stripe's.
    pub fn error(status: u16, error: serde_json::Value) -> Self {
        Self::new(status, serde_json::json!({ "error": error }).to_string())
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

type Script = Arc<Mutex<VecDeque<Canned>>>;
type Log = Arc<Mutex<Vec<Seen>>>;

/// The server; it stops with the test's runtime.
pub struct Stub {
    pub base: ApiBase,
    seen: Log,
}

impl Stub {
    /// Answers from the script, then with an empty object.
    pub async fn start(script: impl IntoIterator<Item = Canned>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = base_of(&listener);
        let script: Script = Arc::new(Mutex::new(script.into_iter().collect()));
        let seen = Log::default();
        let router = Router::new()
            .fallback(answer)
            .with_state((script, seen.clone()));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { base, seen }
    }

    pub fn client(&self) -> Client {
        Client::new(self.config()).unwrap()
    }

    pub fn config(&self) -> ClientConfig {
        config(self.base.clone())
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// The only request so far.
    pub fn only(&self) -> Seen {
        let seen = self.seen();
        assert_eq!(seen.len(), 1, "one request was expected: {seen:?}");
        seen.into_iter().next().unwrap()
    }
}

pub fn base_of(listener: &TcpListener) -> ApiBase {
    let address = listener.local_addr().unwrap();
    ApiBase::parse(&format!("http://{address}")).unwrap()
}

/// Quick retries, and randomness that counts.
pub fn config(base: ApiBase) -> ClientConfig {
    crate::log::listen();
    let mut config = ClientConfig::new(SecretString::from(KEY), base, counting());
    config.retry = RetryPolicy {
        first_backoff: Duration::from_millis(2),
        longest_backoff: Duration::from_millis(8),
        ..config.retry
    };
    config
}

pub fn counting() -> Randomness {
    let next = AtomicU8::new(0);
    Randomness::new(move |bytes| bytes.fill(next.fetch_add(1, Ordering::Relaxed)))
}

async fn answer(State((script, seen)): State<(Script, Log)>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    seen.lock().unwrap().push(Seen {
        method: head.method,
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    });
    let canned = script.lock().unwrap().pop_front();
    let canned = canned.unwrap_or_else(|| Canned::new(200, "{}"));
    tokio::time::sleep(canned.delay).await;
    let mut response = Response::new(Body::from(canned.body));
    *response.status_mut() = StatusCode::from_u16(canned.status).unwrap();
    for (name, value) in canned.headers {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}
