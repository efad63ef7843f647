//! Stripe's error envelope: `{"error":{"type","code","message",…}}`, read leniently.
//!
//! Source: Stripe's API reference, "Errors".

use std::time::Duration;

use countertop_stripe_wire::scrub;
use serde_json::Value;

/// Longest message that is kept; Stripe's are one or two sentences.
const LONGEST_MESSAGE: usize = 600;
/// What Stripe puts before the name of a permission in its messages.
const PERMISSION_PREFIX: &str = "rak_";

/// What Stripe said when it refused a request. Every text is free of keys and secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What was asked: method and path.
    pub attempted: String,
    /// The HTTP status.
    pub status: u16,
    /// `invalid_request_error`, `card_error`, `idempotency_error`, `api_error`.
    pub error_type: Option<String>,
    /// Such as `resource_missing`.
    pub code: Option<String>,
    /// The issuer's reason, for a declined card.
    pub decline_code: Option<String>,
    /// The parameter that is wrong.
    pub param: Option<String>,
    /// Stripe's sentence.
    pub message: Option<String>,
    /// Stripe's page on the code.
    pub doc_url: Option<String>,
    /// The id by which Stripe's support finds the request.
    pub request_id: Option<String>,
    /// How long Stripe asks to wait.
    pub retry_after: Option<Duration>,
}

impl Refusal {
    /// Reads the envelope; none when the body is not one.
    pub(crate) fn read(attempted: &str, status: u16, body: &[u8]) -> Option<Self> {
        let body: Value = serde_json::from_slice(body).ok()?;
        let error = body.get("error")?;
        let text = |key: &str| error.get(key).and_then(Value::as_str).map(one_line);
        // Some gateways in between send the bare sentence.
        let message = text("message").or_else(|| error.as_str().map(one_line));
        Some(Self {
            attempted: attempted.to_owned(),
            status,
            error_type: text("type"),
            code: text("code"),
            decline_code: text("decline_code"),
            param: text("param"),
            message,
            doc_url: text("doc_url"),
            request_id: None,
            retry_after: None,
        })
    }

    /// The permissions of a restricted key that the message names, without Stripe's `rak_`.
    pub(crate) fn permissions(&self) -> Vec<String> {
        let message = self.message.as_deref().unwrap_or_default();
        let mut permissions = Vec::new();
        for part in message.split(PERMISSION_PREFIX).skip(1) {
            let end = part
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(part.len());
            let name = part[..end].to_owned();
            if !name.is_empty() && !permissions.contains(&name) {
                permissions.push(name);
            }
        }
        permissions
    }

    /// Stripe's sentence without its full stop, or what there is instead.
    pub fn sentence(&self) -> String {
        let said = match (&self.message, &self.code, &self.error_type) {
            (Some(message), ..) => message.trim_end_matches('.').to_owned(),
            (None, Some(code), _) => code.clone(),
            (None, None, Some(error_type)) => error_type.clone(),
            (None, None, None) => format!("status {}", self.status),
        };
        // Most messages name the parameter already.
        match &self.param {
            Some(param) if !said.contains(param.as_str()) => format!("{said} (parameter {param})"),
            _ => said,
        }
    }
}

/// One line of bounded length, without secrets.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let scrubbed = scrub(&words.join(" "));
    scrubbed.chars().take(LONGEST_MESSAGE).collect()
}
