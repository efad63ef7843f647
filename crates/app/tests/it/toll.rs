//! A road to the practice store on which each call is counted, and turned away on demand.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use tokio::net::TcpListener;

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
}

impl Toll {
    pub async fn start(target: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            target: target.to_owned(),
            calls: Mutex::default(),
            refusals: Mutex::default(),
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
    let (head, body) = request.into_parts();
    let path = head.uri.path_and_query().unwrap().to_string();
    road.calls
        .lock()
        .unwrap()
        .push(format!("{} {path}", head.method));
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let mut call = countertop_sandbox::local_client()
        .unwrap()
        .request(head.method, format!("{}{path}", road.target))
        .body(body);
    for (name, value) in &head.headers {
        if name != "host" && name != "content-length" {
            call = call.header(name, value);
        }
    }
    let answer = call.send().await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    let mut response = Response::new(Body::from(answer.bytes().await.unwrap()));
    *response.status_mut() = status;
    for (name, value) in &headers {
        if name != "content-length" && name != "transfer-encoding" {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}
