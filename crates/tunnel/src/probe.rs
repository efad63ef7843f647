//! Proves a way end to end: a request to the public URL that the receiver sees come.
//!
//! What is sent is a body that nobody else knows, with a signature that fits no secret. The receiver
//! expects its digest, and refuses it as it refuses anybody's: so the proof needs no hole in the door. It
//! holds for the body byte by byte, for the signature's header, and for the answer on its way back.

use std::error::Error;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Response, StatusCode, redirect};
use sha2::{Digest, Sha256};
use tokio::time::{Instant, timeout};

use crate::PublicUrl;

/// How long it may take. Stripe, too, gives up after some seconds.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest answer that is read, in bytes: the receiver's are shorter.
const LONGEST_ANSWER: usize = 1024;
/// How the receiver's refusals begin.
const REFUSAL: &str = "Webhook Error: ";

/// A body that nobody else knows.
#[derive(Clone, Debug)]
pub struct Probe {
    body: String,
}

/// What came of a probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// How long it took from here to the public URL, back to the receiver, and back again.
    pub round_trip: Duration,
}

/// What is in the way, as a sentence with what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Obstacle {
    /// The name leads nowhere.
    #[error(
        "the public URL's name is not known: check how it is written, and wait a minute after a tunnel has got a new name"
    )]
    UnknownHost,
    /// Nobody answers there.
    #[error("nothing answers at the public URL ({0}): check that the tunnel is up")]
    Unreachable(String),
    /// Stripe would not speak to it.
    #[error(
        "the public URL's certificate is not accepted ({0}): Stripe would not send events there"
    )]
    Certificate(String),
    /// It takes too long.
    #[error("the public URL did not answer in time: check that the tunnel is up")]
    Late,
    /// Stripe follows none.
    #[error(
        "the public URL answers with a redirect ({0}), which Stripe does not follow: give the URL that it leads to"
    )]
    Redirect(u16),
    /// Somebody wants to know who is there.
    #[error(
        "something before this computer asks for a login ({0}): let requests to the webhook's path pass without one"
    )]
    Login(u16),
    /// The tunnel's far end speaks, and nobody stands behind it.
    #[error(
        "the tunnel's far end answers {0}, so it does not reach this computer: check where it forwards to"
    )]
    FarEnd(u16),
    /// The receiver saw no signature.
    #[error(
        "something on the way takes away the Stripe-Signature header: without it no event can be verified"
    )]
    NoSignature,
    /// The receiver, or another one, saw another body.
    #[error(
        "something on the way changes the body, or the public URL leads to another Countertop: every signature would fail"
    )]
    OtherBody,
    /// Somebody else answers.
    #[error(
        "something other than this computer answers at the public URL ({0}): check where it leads to"
    )]
    SomebodyElse(u16),
    /// It came, and the answer did not.
    #[error(
        "events reach this computer, but Stripe gets another answer than it gives ({0}): something on the way answers for it"
    )]
    OtherAnswer(u16),
}

/// No client could be made.
#[derive(Debug, thiserror::Error)]
#[error("the public URL cannot be tried: {0}; check the system's certificates and proxy settings")]
pub struct ProbeError(String);

impl Probe {
    /// A probe that these random bytes make unlike any other.
    pub fn new(random: [u8; 32]) -> Self {
        let nonce = hex(&random);
        Self {
            body: format!(r#"{{"object":"countertop.probe","nonce":"{nonce}"}}"#),
        }
    }

    /// What the receiver is to expect: the body's SHA-256.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(&self.body).into()
    }

    /// Sends it to the public URL. `has_come` tells whether the receiver has seen it.
    ///
    /// # Errors
    /// When the system refuses what a client needs.
    pub async fn send(
        self,
        url: &PublicUrl,
        now: UnixSeconds,
        has_come: impl Fn() -> bool,
    ) -> Result<Result<Proof, Obstacle>, ProbeError> {
        let client = client(url)?;
        let began = Instant::now();
        let answer = timeout(PATIENCE, self.ask(&client, url, now)).await;
        Ok(match answer {
            Ok(Ok(answer)) => judge(&answer, has_come()).map_or_else(
                || {
                    let round_trip = began.elapsed();
                    Ok(Proof { round_trip })
                },
                Err,
            ),
            Ok(Err(error)) => Err(no_answer(&error)),
            Err(_) => Err(Obstacle::Late),
        })
    }

    async fn ask(
        &self,
        client: &Client,
        url: &PublicUrl,
        now: UnixSeconds,
    ) -> Result<Answer, reqwest::Error> {
        let request = client
            .post(url.as_str())
            .header(CONTENT_TYPE, "application/json; charset=utf-8")
            .header("Stripe-Signature", format!("t={now},v1={}", "0".repeat(64)))
            .body(self.body.clone());
        let mut response = request.send().await?;
        Ok(Answer {
            status: response.status(),
            text: beginning(&mut response).await?,
        })
    }
}

struct Answer {
    status: StatusCode,
    text: String,
}

async fn beginning(response: &mut Response) -> Result<String, reqwest::Error> {
    let mut bytes = Vec::new();
    while let Some(part) = response.chunk().await? {
        bytes.extend_from_slice(&part);
        if bytes.len() >= LONGEST_ANSWER {
            break;
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn client(url: &PublicUrl) -> Result<Client, ProbeError> {
    // Another part of the program may have installed one already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .http1_only()
        .redirect(redirect::Policy::none())
        .referer(false);
    if url.is_on_this_computer() {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| ProbeError(words(&error)))
}

/// What is in the way, judged by the answer; none where the door's own answer came back.
fn judge(answer: &Answer, has_come: bool) -> Option<Obstacle> {
    let is_refusal = answer.status == StatusCode::BAD_REQUEST && answer.text.starts_with(REFUSAL);
    // Before there is a secret, the receiver can refuse nothing, and says to come again.
    let is_unready = answer.status == StatusCode::SERVICE_UNAVAILABLE && answer.text.is_empty();
    let status = answer.status.as_u16();
    if has_come {
        return (!is_refusal && !is_unready).then_some(Obstacle::OtherAnswer(status));
    }
    Some(match status {
        400 if is_refusal && answer.text.contains("No Stripe-Signature") => Obstacle::NoSignature,
        400 if is_refusal => Obstacle::OtherBody,
        300..=399 => Obstacle::Redirect(status),
        401 | 403 | 407 => Obstacle::Login(status),
        // 502 to 504 are any proxy's; 520 to 530 are Cloudflare's; ngrok answers 404 without an agent.
        404 | 502..=504 | 520..=530 => Obstacle::FarEnd(status),
        _ => Obstacle::SomebodyElse(status),
    })
}

fn no_answer(error: &reqwest::Error) -> Obstacle {
    let reason = words(error);
    if error.is_timeout() {
        Obstacle::Late
    } else if error.is_dns() {
        Obstacle::UnknownHost
    } else if has_certificate_trouble(error) {
        Obstacle::Certificate(reason)
    } else {
        Obstacle::Unreachable(reason)
    }
}

fn has_certificate_trouble(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| {
        let tls = cause.downcast_ref::<rustls::Error>();
        matches!(tls, Some(rustls::Error::InvalidCertificate(_)))
    })
}

/// The innermost cause says most.
fn words(error: &reqwest::Error) -> String {
    causes(error)
        .last()
        .map_or_else(|| "no reason was given".to_owned(), ToString::to_string)
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |error| cause(*error))
}

/// An I/O error's source is the source of what it wraps, so what it wraps comes first.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    let io = error.downcast_ref::<std::io::Error>();
    match io.and_then(std::io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(status: u16, text: &str, has_come: bool) -> Option<Obstacle> {
        let status = StatusCode::from_u16(status).unwrap();
        let text = text.to_owned();
        judge(&Answer { status, text }, has_come)
    }

    #[test]
    fn an_answer_is_judged_with_what_the_receiver_saw() {
        const MISMATCH: &str =
            "Webhook Error: No signature matches the body for this endpoint's secret.";
        const MISSING: &str = "Webhook Error: No Stripe-Signature header was sent.";
        for (status, text, has_come, expected) in [
            (400, MISMATCH, true, None),
            (503, "", true, None),
            (200, "ok", true, Some(Obstacle::OtherAnswer(200))),
            (503, "<html>", true, Some(Obstacle::OtherAnswer(503))),
            (400, MISSING, false, Some(Obstacle::NoSignature)),
            (400, MISMATCH, false, Some(Obstacle::OtherBody)),
            (400, "<html>", false, Some(Obstacle::SomebodyElse(400))),
            (200, "hello", false, Some(Obstacle::SomebodyElse(200))),
            (301, "", false, Some(Obstacle::Redirect(301))),
            (403, "", false, Some(Obstacle::Login(403))),
            (
                404,
                "Tunnel not found ERR_NGROK_3200",
                false,
                Some(Obstacle::FarEnd(404)),
            ),
            (502, "", false, Some(Obstacle::FarEnd(502))),
            (530, "error code: 1033", false, Some(Obstacle::FarEnd(530))),
            (503, "", false, Some(Obstacle::FarEnd(503))),
        ] {
            assert_eq!(judged(status, text, has_come), expected, "{status} {text}");
        }
    }

    #[test]
    fn no_two_probes_are_alike() {
        let (one, other) = (Probe::new([1; 32]), Probe::new([2; 32]));
        assert_ne!(one.digest(), other.digest());
        assert!(one.body.contains(&"01".repeat(32)));
    }
}
