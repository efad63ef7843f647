//! A wire to the practice store that breaks at a chosen call: what was to come of it never arrives.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::road::forward;

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
    let response = forward(&wire.target, request).await;
    if is_last && wire.how == Break::After {
        return die(&wire).await;
    }
    response
}

async fn die(wire: &Shared) -> Response<Body> {
    wire.died.notify_one();
    std::future::pending().await
}
