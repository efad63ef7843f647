//! The webhook path: what is looked at, in which order, and what is answered.
//!
//! The order is a contract: path, method, encoding, type, signature header, length, body, check,
//! commit. What can be refused from the head is refused without reading the body.

use std::sync::{Arc, PoisonError, RwLock};

use bytes::Bytes;
use countertop_stripe_wire::signature::{Header, Refusal, Verifier};
use countertop_stripe_wire::symptom::{Symptom, symptom};
use countertop_stripe_wire::{Aside, RecordedEvent, UnverifiedEvent};
use http_body_util::Full;
use hyper::body::{Body, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Request, Response};
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use crate::bodies::Bodies;
use crate::counters::{Counters, Tally};
use crate::expected::Expectations;
use crate::journal::{Journal, LogLine};
use crate::limits::{ANSWER_MARGIN, BODY_BYTES, REQUEST_TIMEOUT};
use crate::line::Visit;
use crate::refused::Refused;
use crate::register::Register;
use crate::serving::Answering;
use crate::{Clock, Delivery, Receipt, Recorder, WEBHOOK_PATH};

const SIGNATURE: HeaderName = HeaderName::from_static("stripe-signature");

/// What the door and whoever holds its handle share.
pub(crate) struct Desk {
    verifier: RwLock<Arc<Verifier>>,
    pub(crate) register: Arc<Register>,
    pub(crate) expectations: Arc<Expectations>,
    bodies: Bodies,
    tally: Tally,
}

impl Desk {
    pub(crate) fn new(verifier: Verifier) -> Self {
        Self {
            verifier: RwLock::new(Arc::new(verifier)),
            register: Arc::default(),
            expectations: Arc::default(),
            bodies: Bodies::new(),
            tally: Tally::new(),
        }
    }

    pub(crate) fn counters(&self) -> Counters {
        self.tally
            .read(self.register.len(), self.bodies.in_flight())
    }

    pub(crate) fn set_verifier(&self, verifier: Verifier) {
        *self
            .verifier
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(verifier);
    }

    fn verifier(&self) -> Arc<Verifier> {
        let verifier = self.verifier.read();
        Arc::clone(&verifier.unwrap_or_else(PoisonError::into_inner))
    }
}

/// Everything that a request needs.
pub(crate) struct Door<R> {
    recorder: R,
    clock: Box<dyn Clock>,
    desk: Arc<Desk>,
    journal: Journal,
}

/// What is known of one request so far.
#[derive(Default)]
struct Attempt {
    event: Option<String>,
    bytes: u64,
    digest: Option<[u8; 32]>,
    /// What the body tells whose signature fits nothing.
    symptom: Option<Symptom>,
    /// Whether we sent the body ourselves, and know that it came.
    is_expected: bool,
    /// Whether some of what was sent was not read.
    unread: bool,
    /// Whether no other request can follow on this connection.
    last: bool,
}

impl<R: Recorder> Answering for Door<R> {
    async fn answer(&self, visit: &Visit, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let mut attempt = Attempt::default();
        let outcome = self.receive(visit, request, &mut attempt).await;
        let mut response = match outcome {
            Ok(()) => received(),
            Err(refused) => refused.response(),
        };
        if attempt.unread {
            visit.leave_unread();
        }
        if attempt.unread || attempt.last {
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(header::CONNECTION, close);
        }
        self.tell(outcome.err(), attempt);
        response
    }

    fn unreadable(&self, refused: Refused) {
        self.tell(Some(refused), Attempt::default());
    }

    fn every_second(&self) {
        self.note(self.journal.summary(self.clock.now()));
    }

    fn at_the_end(&self) {
        self.note(self.journal.last_summary(self.clock.now()));
    }
}

impl<R: Recorder> Door<R> {
    pub(crate) fn new(recorder: R, clock: Box<dyn Clock>, desk: Arc<Desk>) -> Self {
        Self {
            recorder,
            clock,
            desk,
            journal: Journal::new(),
        }
    }

    async fn receive(
        &self,
        visit: &Visit,
        request: Request<Incoming>,
        attempt: &mut Attempt,
    ) -> Result<(), Refused> {
        let seen = visit.head();
        if let Some(fault) = seen.fault {
            attempt.unread = true;
            return Err(fault.into());
        }
        let (head, body) = request.into_parts();
        let announced = announced(&head.headers);
        attempt.bytes = announced.unwrap_or_default();
        attempt.unread = !body.is_end_stream();
        // Behind chunks no head is looked at before it is parsed, so none may come.
        attempt.last = head.headers.contains_key(header::TRANSFER_ENCODING);
        let signature = check_head(&head)?;
        if announced.is_some_and(|length| length > BODY_BYTES as u64) {
            return Err(Refused::TooLarge);
        }
        let until = Instant::now() + REQUEST_TIMEOUT.saturating_sub(ANSWER_MARGIN + seen.took);
        let mut come = 0;
        let read = self.desk.bodies.read(body, &visit.place, until, &mut come);
        let read = read.await;
        attempt.bytes = announced.unwrap_or(come);
        let mut body = read?;
        attempt.unread = false;
        attempt.is_expected = self.desk.expectations.meets(&body.bytes);
        let event = self.verify(std::mem::take(&mut body.bytes), &signature, attempt)?;
        self.record(visit, event).await
    }

    fn verify(
        &self,
        body: Vec<u8>,
        signature: &Header,
        attempt: &mut Attempt,
    ) -> Result<RecordedEvent, Refused> {
        let verifier = self.desk.verifier();
        if verifier.is_empty() && !body.is_empty() {
            return Err(Refused::Unavailable);
        }
        let verified = UnverifiedEvent::new(body).verify(&verifier, signature, self.clock.now());
        match verified {
            Ok((event, _)) => {
                attempt.event = Some(event.id().into_owned());
                attempt.digest = Some(*event.digest());
                Ok(event)
            }
            Err(unaccepted) => {
                attempt.digest = Some(Sha256::digest(&unaccepted.body).into());
                if unaccepted.refusal == Refusal::SignatureMismatch {
                    attempt.symptom = symptom(&verifier, signature, &unaccepted.body);
                }
                Err(unaccepted.refusal.into())
            }
        }
    }

    /// Hands the event over. From here on the connection stays until the answer has gone.
    async fn record(&self, visit: &Visit, event: RecordedEvent) -> Result<(), Refused> {
        if !visit.place.begin_work() {
            return Err(Refused::Unavailable);
        }
        let aside = event.aside();
        let created = event.envelope().and_then(|it| it.created);
        let line = LogLine::of(&event);
        let recorded = self.recorder.record(event).await;
        visit.place.answer();
        let receipt = recorded?;
        line.write(receipt);
        self.count(receipt);
        match aside {
            // It is kept, but it may be a replay: the sender is told no.
            Some(Aside::Clock) => Err(Refusal::TimestampOutOfTolerance.into()),
            Some(Aside::Mode | Aside::Account) | None => {
                self.desk.tally.accepted(created, self.clock.now());
                Ok(())
            }
        }
    }

    fn count(&self, receipt: Receipt) {
        if !receipt.first_seen {
            self.desk.tally.redelivered();
        } else if receipt.aside.is_some() {
            self.desk.tally.kept_aside();
        }
    }

    /// Tells the log and the recorder how an attempt ended. A refusal that we brought about ourselves
    /// would only alarm people.
    fn tell(&self, refused: Option<Refused>, attempt: Attempt) {
        if attempt.is_expected && refused.is_some() {
            return;
        }
        let delivery = Delivery {
            at: self.clock.now(),
            status: refused.map_or(200, |it| it.status().as_u16()),
            code: refused.and_then(Refused::code),
            event: attempt.event,
            bytes: attempt.bytes,
            digest: attempt.digest,
            symptom: attempt.symptom.map(Symptom::as_str),
            count: 1,
        };
        match refused {
            None => self.recorder.note(delivery),
            Some(refused) => {
                self.desk.tally.refused(refused);
                self.note(self.journal.refused(refused, delivery));
            }
        }
    }

    fn note(&self, deliveries: Vec<Delivery>) {
        for delivery in deliveries {
            self.recorder.note(delivery);
        }
    }
}

fn received() -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(r#"{"received":true}"#));
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse().ok())
}

/// What the head alone can tell, up to the signature header.
fn check_head(head: &Parts) -> Result<Header, Refused> {
    let asks_for_no_path = head.method == Method::CONNECT || head.uri.path() == "*";
    if head.uri.path() != WEBHOOK_PATH && !asks_for_no_path {
        return Err(Refused::Path);
    }
    let headers = &head.headers;
    if head.method != Method::POST || headers.contains_key(header::UPGRADE) {
        return Err(Refused::Method);
    }
    if headers.contains_key(header::CONTENT_ENCODING) {
        return Err(Refused::MediaType);
    }
    if !headers.get_all(header::CONTENT_TYPE).iter().all(is_json) {
        return Err(Refused::MediaType);
    }
    let lines = headers.get_all(SIGNATURE).iter();
    Ok(Header::from_lines(lines.map(HeaderValue::as_bytes))?)
}

/// `application/json` in any case, with or without parameters.
fn is_json(value: &HeaderValue) -> bool {
    let essence = value
        .to_str()
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}
