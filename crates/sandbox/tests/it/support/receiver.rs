//! A receiver that keeps what it gets and answers as a test says.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use countertop_stripe_wire::signature::{Header, Verifier};
use secrecy::SecretString;
use serde_json::Value;

use super::eventually;
use crate::shape;

/// A webhook endpoint that keeps what it gets.
#[derive(Clone)]
pub struct Receiver {
    pub url: String,
    got: Arc<Mutex<Vec<Delivery>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

#[derive(Clone, Debug)]
pub struct Delivery {
    pub at: Instant,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Delivery {
    /// The event that it brings, which is as Stripe's would be.
    pub fn event(&self) -> Value {
        let event = self.json();
        shape::check_event(&event);
        event
    }

    /// What it brings, whatever that is.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }
}

impl Receiver {
    pub async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/webhook", listener.local_addr().unwrap());
        let receiver = Self {
            url,
            got: Arc::default(),
            answers: Arc::default(),
        };
        let router = Router::new()
            .route("/webhook", post(take))
            .with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    /// Answers the next deliveries with these, and all later ones with 200.
    pub fn answer_with(&self, answers: &[u16]) {
        self.answers.lock().unwrap().extend(answers);
    }

    pub fn deliveries(&self) -> Vec<Delivery> {
        self.got.lock().unwrap().clone()
    }

    /// The deliveries of a type, once there are so many.
    pub async fn wait_for(&self, event_type: &str, count: usize) -> Vec<Delivery> {
        eventually(event_type, || async {
            // Searched as text: reading every event again at each look would hold up the store.
            let wanted = format!("\n  \"type\": \"{event_type}\"\n");
            let mut found = self.deliveries();
            found.retain(|delivery| String::from_utf8_lossy(&delivery.body).contains(&wanted));
            (found.len() >= count).then_some(found)
        })
        .await
    }
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let delivery = Delivery {
        at: Instant::now(),
        headers,
        body,
    };
    receiver.got.lock().unwrap().push(delivery);
    let answer = receiver.answers.lock().unwrap().pop_front().unwrap_or(200);
    StatusCode::from_u16(answer).unwrap()
}

/// Whether a delivery is signed with a secret, now.
pub fn is_signed(delivery: &Delivery, secret: &SecretString) -> bool {
    let header = Header::parse(delivery.headers["stripe-signature"].as_bytes()).unwrap();
    Verifier::new([secret])
        .verify(&header, &delivery.body)
        .is_ok()
}
