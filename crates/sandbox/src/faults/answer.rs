//! Faults of the API: what becomes of one call and its answer.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{DATE, RETRY_AFTER};
use axum::http::{HeaderValue, Method};
use axum::response::Response;

use super::cut::cut;
use super::dice::Dice;
use super::{Faults, Settings, drift, shift};
use crate::api::{self, ApiError};
use crate::clock::Clock;
use crate::state::State;

/// Has a call answered, with the faults that befall it.
pub(crate) async fn around<F>(
    faults: &Faults,
    (state, clock): (&State, &Clock),
    request: Request,
    answer: impl FnOnce(Request) -> F,
) -> Response
where
    F: Future<Output = Response>,
{
    let path = request.uri().path().to_owned();
    let Some((settings, dice)) = faults.of_call(request.method().as_str(), &path) else {
        return answer(request).await;
    };
    let call = Call {
        faults,
        settings,
        dice,
    };
    tokio::time::sleep(Duration::from_millis(call.settings.slow_ms)).await;
    let mut response = match call.refusal(&request) {
        Some(refusal) => refusal,
        None => {
            if is_later_page(&request) && call.falls("page_shift", call.settings.page_shift) {
                shift::happen(state, &path).await;
            }
            answer(request).await
        }
    };
    if call.settings.clock_skew != 0 {
        call.skew(&mut response, clock);
    }
    if call.falls("version_drift", call.settings.version_drift) {
        response = call.drift(response).await;
    }
    if call.falls("cut", call.settings.cut) {
        response = cut(response).await;
    }
    response
}

/// One call of the API, and what befalls it.
struct Call<'a> {
    faults: &'a Faults,
    settings: Settings,
    dice: Dice,
}

impl Call<'_> {
    fn falls(&self, fault: &'static str, chance: f64) -> bool {
        let falls = self.dice.falls(fault, chance);
        if falls {
            self.faults.count(fault);
        }
        falls
    }

    /// The answer to a call that is not even looked at.
    fn refusal(&self, request: &Request) -> Option<Response> {
        if self.falls("api_429", self.settings.api_429) {
            let mut response = api::refuse(request.headers(), &ApiError::too_many());
            let headers = response.headers_mut();
            let reason = HeaderValue::from_static("global-rate");
            headers.insert("stripe-rate-limited-reason", reason);
            if let Some(seconds) = self.settings.retry_after {
                headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
            }
            return Some(response);
        }
        let broken = self.falls("api_500", self.settings.api_500);
        broken.then(|| api::refuse(request.headers(), &ApiError::broken()))
    }

    /// Writes the time of a clock that is off.
    fn skew(&self, response: &mut Response, clock: &Clock) {
        let off = clock.system().0.saturating_add(self.settings.clock_skew);
        let time = jiff::Timestamp::from_second(off).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let text = time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        if let Ok(value) = HeaderValue::from_str(&text) {
            self.faults.count("clock_skew");
            response.headers_mut().insert(DATE, value);
        }
    }

    async fn drift(&self, response: Response) -> Response {
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
        let drifted = std::str::from_utf8(&body).ok();
        let drifted = drifted.and_then(|text| drift::body(text, &self.dice));
        let body = drifted.map_or_else(|| Body::from(body), Body::from);
        Response::from_parts(parts, body)
    }
}

/// Whether a call reads a page of a list that is not the first.
fn is_later_page(request: &Request) -> bool {
    let query = request.uri().query().unwrap_or_default();
    let later = |name: &str| query.split('&').any(|pair| pair.starts_with(name));
    request.method() == Method::GET
        && ["starting_after=", "ending_before=", "page="]
            .into_iter()
            .any(later)
}
