//! A list of events as the API gives it, of which a test has every part in its hand: what enters late,
//! what is forgotten, which call fails.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, UNIX_EPOCH};

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use countertop_app::randomness;
use countertop_stripe_client::{ApiBase, Client, ClientConfig, RetryPolicy};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// A list and what happens to who reads it.
#[derive(Default)]
pub struct Listed {
    /// Number and time of each event, oldest first, in the order of the list.
    pub events: Vec<(u32, i64)>,
    /// Stripe's clock.
    pub now: i64,
    /// Before so many calls, an event enters the list: its place, number and time.
    pub late: Vec<(usize, usize, u32, i64)>,
    /// Which calls fail, from the next one on, and with what.
    pub failing: VecDeque<Option<u16>>,
    /// Cursors of these events are no longer known.
    pub forgotten: Vec<u32>,
    /// What was asked, without the address.
    pub asked: Vec<String>,
}

/// The list on a loopback port.
#[derive(Clone)]
pub struct FakeList {
    listed: Arc<Mutex<Listed>>,
    pub client: Client,
}

pub fn id(number: u32) -> String {
    format!("evt_{number:06}")
}

/// A client that tries once.
pub fn client(base: &str) -> Client {
    let mut config = ClientConfig::new(
        SecretString::from("sk_test_of_the_list_0123456789"),
        ApiBase::parse(base).unwrap(),
        randomness::system(),
    );
    config.retry = RetryPolicy {
        tries: 1,
        ..config.retry
    };
    Client::new(config).unwrap()
}

impl FakeList {
    pub async fn start(listed: Listed) -> Self {
        Self::at(SocketAddr::from(([127, 0, 0, 1], 0)), listed).await
    }

    pub async fn at(address: SocketAddr, listed: Listed) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let listed = Arc::new(Mutex::new(listed));
        let router = Router::new()
            .route("/v1/events", get(answer))
            .with_state(Arc::clone(&listed));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            listed,
            client: client(&base),
        }
    }

    pub fn open(&self) -> MutexGuard<'_, Listed> {
        self.listed.lock().unwrap()
    }

    /// How many calls there were since the last look.
    pub fn calls(&self) -> usize {
        std::mem::take(&mut self.open().asked).len()
    }
}

async fn answer(State(listed): State<Arc<Mutex<Listed>>>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let mut listed = listed.lock().unwrap();
    listed.asked.push(query.clone());
    let calls = listed.asked.len();
    let due = listed.late.iter().position(|it| it.0 <= calls);
    if let Some(due) = due {
        let (_, place, number, created) = listed.late.remove(due);
        let place = place.min(listed.events.len());
        listed.events.insert(place, (number, created));
    }
    if let Some(Some(status)) = listed.failing.pop_front() {
        return refuse(
            status,
            json!({"type": "api_error", "message": "As was asked for."}),
        );
    }
    match page(&listed, &query) {
        Some(page) => {
            let now = Duration::from_secs(listed.now.unsigned_abs());
            let date = httpdate::fmt_http_date(UNIX_EPOCH + now);
            ([(header::DATE, date)], page.to_string()).into_response()
        }
        None => refuse(
            404,
            json!({"type": "invalid_request_error", "code": "resource_missing",
                "message": "No such event", "param": "ending_before"}),
        ),
    }
}

fn refuse(status: u16, error: Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap();
    let body = json!({ "error": error }).to_string();
    match status {
        StatusCode::TOO_MANY_REQUESTS => {
            (status, [(header::RETRY_AFTER, "1")], body).into_response()
        }
        _ => (status, body).into_response(),
    }
}

/// The page that is asked for; none where the cursor is not known.
fn page(listed: &Listed, query: &str) -> Option<Value> {
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    };
    let number = |name: &str| value(name).map(|it| it.parse::<i64>().unwrap());
    let bound = |name: &str| {
        number(&format!("created%5B{name}%5D")).or(number(&format!("created[{name}]")))
    };
    let (from, to) = (bound("gte"), bound("lt"));
    let within =
        |created: i64| from.is_none_or(|from| created >= from) && to.is_none_or(|to| created < to);
    let limit = number("limit").map_or(10, |it| it.unsigned_abs() as usize);
    let place = |cursor: &str| {
        let number: u32 = cursor.strip_prefix("evt_")?.parse().ok()?;
        let forgotten = listed.forgotten.contains(&number);
        let place = listed.events.iter().position(|it| it.0 == number);
        place.filter(|_| !forgotten)
    };
    let oldest_first = |range: std::ops::Range<usize>| {
        let events = listed.events[range].iter().copied();
        events.filter(|it| within(it.1)).collect::<Vec<_>>()
    };
    let all = listed.events.len();
    let (events, has_more) = match (value("ending_before"), value("starting_after")) {
        (Some(cursor), _) => {
            let newer = oldest_first(place(cursor)? + 1..all);
            let has_more = newer.len() > limit;
            (newer.into_iter().take(limit).collect::<Vec<_>>(), has_more)
        }
        (None, cursor) => {
            let end = match cursor {
                Some(cursor) => place(cursor)?,
                None => all,
            };
            let older = oldest_first(0..end);
            let has_more = older.len() > limit;
            (
                older[older.len().saturating_sub(limit)..].to_vec(),
                has_more,
            )
        }
    };
    let data: Vec<_> = events.into_iter().rev().map(event).collect();
    Some(json!({"object": "list", "url": "/v1/events", "has_more": has_more, "data": data}))
}

fn event((number, created): (u32, i64)) -> Value {
    json!({
        "id": id(number), "object": "event", "api_version": null, "created": created,
        "livemode": false, "type": "customer.created",
        "data": {"object": {"id": format!("cus_{number}"), "object": "customer"}},
    })
}
