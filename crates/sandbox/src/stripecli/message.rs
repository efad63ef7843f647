//! What goes over the CLI's socket, in both directions.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::API_VERSION;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::signing;
use crate::state::{CliAnswer, Outgoing, Payload, Which, event_of_thin};

/// Largest message that is taken: the CLI sends the event's body back with each answer.
pub(super) const LARGEST: usize = 4 * 1024 * 1024;
/// What the id of a conversation begins with; the delivery's number follows.
const CONVERSATION: &str = "wc_";

/// The messages that bring an event.
pub(super) fn outgoing(
    event: &Outgoing,
    session: &str,
    secret: &SecretString,
    time: UnixSeconds,
) -> Vec<Value> {
    let signature = signing::header(std::slice::from_ref(secret), time, &event.body);
    let headers = json!({
        "Accept": "*/*; q=0.5, application/xml",
        "Cache-Control": "no-cache",
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature,
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    });
    match event.payload {
        // One at the account's own version, which is null, and one at the latest: `--latest` has
        // the CLI drop the first, else it drops the second.
        Payload::Snapshot => [Value::Null, json!(API_VERSION)]
            .into_iter()
            .map(|version| {
                json!({
                    "type": "webhook_event",
                    "endpoint": { "api_version": version },
                    "event_payload": event.body,
                    "http_headers": headers,
                    "webhook_conversation_id": format!("{CONVERSATION}{}", event.seq),
                    "webhook_id": session,
                })
            })
            .collect(),
        Payload::Thin => vec![json!({
            "type": "v2_event",
            "destination_id": session,
            "http_headers": headers,
            "payload": event.body,
        })],
    }
}

/// What the CLI says.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Said {
    EventAck {
        #[serde(default)]
        webhook_conversation_id: String,
        #[serde(default)]
        event_id: String,
    },
    WebhookResponse {
        #[serde(default)]
        webhook_conversation_id: String,
        #[serde(default)]
        notification_id: String,
        status: u16,
    },
    #[serde(other)]
    Else,
}

/// Which delivery the CLI speaks of, and what it says; none of what is no concern here.
pub(super) fn incoming(text: &str) -> Option<(Which, CliAnswer)> {
    match serde_json::from_str(text).ok()? {
        Said::EventAck {
            webhook_conversation_id,
            event_id,
        } => Some((
            which(&webhook_conversation_id, &event_id)?,
            CliAnswer::Acknowledged,
        )),
        Said::WebhookResponse {
            webhook_conversation_id,
            notification_id,
            status,
        } => Some((
            which(&webhook_conversation_id, &notification_id)?,
            CliAnswer::Forwarded(status),
        )),
        Said::Else => None,
    }
}

/// Thin events have no conversation; they are known by their ids.
fn which(conversation: &str, event: &str) -> Option<Which> {
    if let Some(seq) = conversation.strip_prefix(CONVERSATION) {
        return seq.parse().ok().map(Which::Delivery);
    }
    event_of_thin(event).map(Which::Event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_cli_says_is_understood() {
        for (text, wanted) in [
            (
                r#"{"type":"event_ack","webhook_conversation_id":"wc_7","event_id":"evt_1"}"#,
                Some((Which::Delivery(7), CliAnswer::Acknowledged)),
            ),
            (
                r#"{"type":"webhook_response","webhook_conversation_id":"wc_7","status":500}"#,
                Some((Which::Delivery(7), CliAnswer::Forwarded(500))),
            ),
            (
                r#"{"type":"webhook_response","notification_id":"evt_test_1","status":200}"#,
                Some((Which::Event("evt_1".to_owned()), CliAnswer::Forwarded(200))),
            ),
            (r#"{"type":"event_ack","event_id":"evt_1"}"#, None),
            (r#"{"type":"webhook_response"}"#, None),
            (r#"{"type":"another"}"#, None),
            ("{", None),
        ] {
            assert_eq!(incoming(text), wanted, "{text}");
        }
    }
}
