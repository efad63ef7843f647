//! The practice store as any program sees it: its API, its control door and its pay pages, by HTTP.

use std::time::Duration;

use countertop_stripe_wire::form;
use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::{Method, RequestBuilder, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::Hitch;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// A practice store on this computer.
pub(super) struct PracticeStore {
    http: reqwest::Client,
    /// `http://127.0.0.1:PORT`
    origin: String,
    api_key: SecretString,
}

/// What a pay page answered.
pub(super) struct PageAnswer {
    pub(super) status: StatusCode,
    /// Where it sends the customer to, as a path or an address.
    pub(super) location: Option<String>,
    pub(super) body: String,
}

impl PracticeStore {
    pub(super) fn new(origin: String, api_key: SecretString) -> Result<Self, Hitch> {
        let http = countertop_sandbox::local_client().map_err(|error| unreachable("", &error))?;
        Ok(Self {
            http,
            origin,
            api_key,
        })
    }

    /// Reads from the API: a path with what is asked for, such as `/v1/disputes/dp_1`.
    pub(super) async fn read(&self, path: &str) -> Result<Value, Hitch> {
        self.api(Method::GET, path, None).await
    }

    /// Writes through the API.
    pub(super) async fn write(&self, path: &str, parameters: &Value) -> Result<Value, Hitch> {
        self.api(Method::POST, path, Some(form::encode(parameters)))
            .await
    }

    /// Uses the control door: `disputes/dp_1/close` with what it takes.
    pub(super) async fn control(&self, call: &str, asked: &Value) -> Result<Value, Hitch> {
        let path = format!("/_practice/{call}");
        let request = self.request(Method::POST, &path);
        let request = request.header(CONTENT_TYPE, JSON).body(asked.to_string());
        json(&path, self.send(&path, request).await?)
    }

    /// Opens a pay page.
    pub(super) async fn open(&self, address: &str) -> Result<PageAnswer, Hitch> {
        self.send(address, self.request(Method::GET, address)).await
    }

    /// Sends a pay page's form.
    pub(super) async fn submit(&self, address: &str, fields: &Value) -> Result<PageAnswer, Hitch> {
        let request = self.request(Method::POST, address);
        let request = request
            .header(CONTENT_TYPE, FORM)
            .body(form::encode(fields));
        self.send(address, request).await
    }

    async fn api(&self, method: Method, path: &str, body: Option<String>) -> Result<Value, Hitch> {
        let request = self.request(method, path);
        let mut request = request.bearer_auth(self.api_key.expose_secret());
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, FORM).body(body);
        }
        json(path, self.send(path, request).await?)
    }

    /// A request to a path of the store, or to an address of it.
    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let address = if path.starts_with('/') {
            format!("{}{path}", self.origin)
        } else {
            path.to_owned()
        };
        self.http.request(method, address).timeout(PATIENCE)
    }

    async fn send(&self, path: &str, request: RequestBuilder) -> Result<PageAnswer, Hitch> {
        let unreachable = |error| unreachable(path, &error);
        let answer = request.send().await.map_err(unreachable)?;
        let location = answer.headers().get(LOCATION);
        Ok(PageAnswer {
            status: answer.status(),
            location: location.and_then(|it| it.to_str().ok()).map(str::to_owned),
            body: answer.text().await.map_err(unreachable)?,
        })
    }
}

fn unreachable(path: &str, error: &reqwest::Error) -> Hitch {
    let why = if error.is_timeout() {
        "it took too long"
    } else {
        "the connection failed"
    };
    Hitch::Unreachable {
        path: path.to_owned(),
        why,
    }
}

/// The answer's JSON, where it is a good one.
fn json(path: &str, answer: PageAnswer) -> Result<Value, Hitch> {
    let body: Option<Value> = serde_json::from_str(&answer.body).ok();
    match body {
        Some(body) if answer.status.is_success() => Ok(body),
        body => Err(Hitch::Refused {
            path: path.to_owned(),
            status: answer.status.as_u16(),
            sentence: body
                .as_ref()
                .and_then(sentence)
                .unwrap_or_default()
                .to_owned(),
        }),
    }
}

/// Why it was refused, as the API or the control door words it.
fn sentence(body: &Value) -> Option<&str> {
    let error = &body["error"];
    error["message"].as_str().or(error.as_str())
}
