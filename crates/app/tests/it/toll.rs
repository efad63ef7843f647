//! A road to the practice store on which each call is counted, and held up or turned away on demand.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::road::forward;

/// The road.
#[derive(Clone)]
pub struct Toll {
    pub url: String,
    shared: Arc<Shared>,
}

struct Shared {
    target: String,
    calls: Mutex<Vec<String>>,
    /// How many of the next calls are turned away, and for how many seconds.
    refusals: Mutex<(usize, u32)>,
    /// Calls with this text in their path wait.
    held: watch::Sender<Option<String>>,
    /// The time that answers carry, where it is not this computer's.
    date: Mutex<Option<i64>>,
}

impl Toll {
    pub async fn start(target: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            target: target.to_owned(),
            calls: Mutex::default(),
            refusals: Mutex::default(),
            held: watch::Sender::default(),
            date: Mutex::default(),
        });
        let router = Router::new()
            .fallback(carry)
            .with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, shared }
    }

    /// The calls so far that were let through: `GET /v1/charges/ch_1?expand…`.
    pub fn calls(&self) -> Vec<String> {
        self.shared.calls.lock().unwrap().clone()
    }

    /// Turns the next calls away with 429 and `Retry-After`.
    pub fn refuse(&self, calls: usize, retry_after: u32) {
        *self.shared.refusals.lock().unwrap() = (calls, retry_after);
    }

    /// Holds up calls with this text in their path; those that were held up before go on.
    pub fn hold(&self, part: Option<&str>) {
        self.shared.held.send_replace(part.map(str::to_owned));
    }

    /// Has answers carry this time from now on, as they do at Stripe when a store's clock was moved.
    pub fn set_date(&self, unix_seconds: i64) {
        *self.shared.date.lock().unwrap() = Some(unix_seconds);
    }

    /// How many are still to be turned away.
    pub fn refusals_left(&self) -> usize {
        self.shared.refusals.lock().unwrap().0
    }
}

async fn carry(State(road): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let refused = {
        let mut refusals = road.refusals.lock().unwrap();
        let (left, seconds) = *refusals;
        refusals.0 = left.saturating_sub(1);
        (left > 0).then_some(seconds)
    };
    if let Some(seconds) = refused {
        let error =
            r#"{"error":{"type":"invalid_request_error","code":"rate_limit","message":"Slow"}}"#;
        return Response::builder()
            .status(429)
            .header("Retry-After", seconds)
            .body(Body::from(error))
            .unwrap();
    }
    let path = request.uri().path_and_query().unwrap().to_string();
    let passes = |held: &Option<String>| held.as_ref().is_none_or(|it| !path.contains(it));
    road.held.subscribe().wait_for(passes).await.unwrap();
    let call = format!("{} {path}", request.method());
    road.calls.lock().unwrap().push(call);
    let mut response = forward(&road.target, request).await;
    if let Some(date) = *road.date.lock().unwrap() {
        let date = jiff::Timestamp::from_second(date).unwrap();
        let date = date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        response.headers_mut().insert("date", date.parse().unwrap());
    }
    response
}
