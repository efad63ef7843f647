//! An event's way from bytes that anyone may have sent to one that may be stored.

use std::borrow::Cow;

use countertop_domain::{Mode, Object, Observation, Seen, UnixSeconds};
use sha2::{Digest, Sha256};

use crate::signature::{Header, Match, Refusal, Verifier};
use crate::{API_VERSION, Aside, Envelope, EventObject, objects};

/// The event that a product was deleted; its object is the product as it was.
const PRODUCT_DELETED: &str = "product.deleted";

/// Why we believe an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A good signature.
    Signed,
    /// Read from Stripe's API.
    Api,
    /// Read from a file; believed until one of the others confirms it, and marked so.
    Imported,
}

impl Source {
    /// The word in lists and in the ledger.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Signed => "webhook",
            Self::Api => "api",
            Self::Imported => "import",
        }
    }
}

/// Bytes that claim to be an event.
#[derive(Debug, Clone)]
pub struct UnverifiedEvent<B> {
    body: B,
}

/// A body that was not accepted as Stripe's, given back with the reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{refusal}")]
pub struct Unaccepted<B> {
    /// Why not.
    pub refusal: Refusal,
    /// The body.
    pub body: B,
}

impl<B: AsRef<[u8]> + Into<Vec<u8>>> UnverifiedEvent<B> {
    /// Takes a request's raw body.
    pub fn new(body: B) -> Self {
        Self { body }
    }

    /// Checks the signature. A good signature made out of time gives an event to be kept aside
    /// ([`Aside::Clock`]): it is Stripe's, but it may be a replay, so it is not to be believed yet.
    ///
    /// # Errors
    /// When nothing shows that the body is Stripe's.
    pub fn verify(
        self,
        verifier: &Verifier,
        header: &Header,
        now: UnixSeconds,
    ) -> Result<(RecordedEvent, Match), Unaccepted<B>> {
        match verifier.verify(header, self.body.as_ref()) {
            Ok(matched) => {
                let aside = (!header.is_timely(now)).then_some(Aside::Clock);
                Ok((self.record(Source::Signed, aside), matched))
            }
            Err(refusal) => Err(Unaccepted {
                refusal,
                body: self.body,
            }),
        }
    }

    /// Takes the event as read from Stripe's API.
    pub fn from_api(self) -> RecordedEvent {
        self.record(Source::Api, None)
    }

    /// Takes the event as read from a file.
    pub fn imported(self) -> RecordedEvent {
        self.record(Source::Imported, None)
    }

    fn record(self, source: Source, aside: Option<Aside>) -> RecordedEvent {
        let body: Vec<u8> = self.body.into();
        let digest = Sha256::digest(&body).into();
        let (envelope, object) = Envelope::open(&body).unzip();
        let is_snapshot = envelope
            .as_ref()
            .is_some_and(|it| it.object == EventObject::Snapshot);
        let objects = object.flatten().filter(|_| is_snapshot).map(objects::read);
        let mut objects = objects.unwrap_or_default();
        let event_type = envelope.as_ref().and_then(|it| it.event_type.as_deref());
        if let (Some(PRODUCT_DELETED), Some(Object::Product(product))) =
            (event_type, objects.first_mut())
        {
            product.deleted = Some(true);
        }
        RecordedEvent {
            objects,
            envelope,
            source,
            aside,
            digest,
            body,
        }
    }
}

/// An event that may be stored: signed, read from Stripe, or imported on purpose.
#[derive(Debug, Clone)]
pub struct RecordedEvent {
    envelope: Option<Envelope>,
    source: Source,
    aside: Option<Aside>,
    digest: [u8; 32],
    body: Vec<u8>,
    objects: Vec<Object>,
}

impl RecordedEvent {
    /// The same event with bytes from which something was erased. It keeps the digest of those that
    /// came: so it keeps its place in every order, and they are known when they come again.
    pub fn redacted(&self, body: Vec<u8>) -> Self {
        let event = UnverifiedEvent::new(body);
        event
            .record(self.source, self.aside)
            .standing_for(self.digest)
    }

    /// The event in the place of the bytes with this digest, which were erased.
    pub fn standing_for(self, digest: [u8; 32]) -> Self {
        Self { digest, ..self }
    }

    /// The event's id; for a body that is no event, `sha256:` and its digest.
    pub fn id(&self) -> Cow<'_, str> {
        match &self.envelope {
            Some(envelope) => Cow::Borrowed(&envelope.id),
            None => Cow::Owned(digest_id(&self.digest)),
        }
    }

    /// What the event says of itself; none when the body is no event.
    pub fn envelope(&self) -> Option<&Envelope> {
        self.envelope.as_ref()
    }

    /// The type, where it has one.
    pub fn event_type(&self) -> Option<&str> {
        self.envelope
            .as_ref()
            .and_then(|it| it.event_type.as_deref())
    }

    /// Why it is believed.
    pub fn source(&self) -> Source {
        self.source
    }

    /// Why it is to be kept aside, as far as the signature told.
    pub fn aside(&self) -> Option<Aside> {
        self.aside
    }

    /// SHA-256 of the bytes as they came.
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// The bytes, exactly as they came unless something was erased since.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The mode that it names.
    pub fn mode(&self) -> Option<Mode> {
        self.envelope
            .as_ref()
            .and_then(|it| it.livemode)
            .map(Mode::from_livemode)
    }

    /// Whether it was rendered in our pinned API version.
    pub fn is_pinned(&self) -> bool {
        self.envelope
            .as_ref()
            .and_then(|it| it.api_version.as_deref())
            == Some(API_VERSION)
    }

    /// The objects inside; a thin event has none.
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// The objects inside as snapshots. An event without a time happened when it was received.
    pub fn snapshots(&self, received_at: UnixSeconds) -> Vec<Seen<&Object>> {
        let Some(envelope) = &self.envelope else {
            return Vec::new();
        };
        let seen = |object| Seen {
            observation: Observation {
                at: envelope.created.unwrap_or(received_at),
                rank: Object::rank(object),
                from: envelope.id.clone(),
                pinned: self.is_pinned(),
                digest: self.digest,
            },
            object,
        };
        self.objects.iter().map(seen).collect()
    }
}

/// The id under which a body that is no event is kept.
pub fn digest_id(digest: &[u8; 32]) -> String {
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}
