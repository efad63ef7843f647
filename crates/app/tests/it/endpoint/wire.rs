//! A wire to the practice store that breaks at a chosen call: what was to come of it never arrives.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// When the wire breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// The call never reaches Stripe.
    Before,
    /// Stripe does what is asked; the answer never reaches us.
    After,
}

/// The wire. Its program dies at the chosen call.
#[derive(Clone)]
pub struct Wire {
    pub url: String,
    /// Told when the call has come at which the program dies.
    pub died: Arc<Notify>,
}

#[derive(Clone)]
struct Shared {
    target: Arc<str>,
    calls: Arc<AtomicUsize>,
    at: usize,
    how: Break,
    died: Arc<Notify>,
}

impl Wire {
    /// Carries calls to `target` until the call number `at`, counted from 0.
    pub async fn start(target: &str, at: usize, how: Break) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let died = Arc::new(Notify::new());
        let shared = Shared {
            target: target.into(),
            calls: Arc::default(),
            at,
            how,
            died: Arc::clone(&died),
        };
        let router = Router::new().fallback(carry).with_state(shared);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, died }
    }
}

async fn carry(State(wire): State<Shared>, request: Request) -> Response<Body> {
    let is_last = wire.calls.fetch_add(1, Ordering::SeqCst) == wire.at;
    if is_last && wire.how == Break::Before {
        return die(&wire).await;
    }
    let (head, body) = request.into_parts();
    let path = head.uri.path_and_query().unwrap();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let mut call = countertop_sandbox::local_client()
        .unwrap()
        .request(head.method, format!("{}{path}", wire.target))
        .body(body);
    for (name, value) in &head.headers {
        if name != "host" && name != "content-length" {
            call = call.header(name, value);
        }
    }
    let answer = call.send().await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    let body = answer.bytes().await.unwrap();
    if is_last && wire.how == Break::After {
        return die(&wire).await;
    }
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    for (name, value) in &headers {
        if name != "content-length" && name != "transfer-encoding" {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

async fn die(wire: &Shared) -> Response<Body> {
    wire.died.notify_one();
    std::future::pending().await
}
