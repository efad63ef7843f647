//! Making a link once, however often it is asked for under a key: after a time-out, after the app was
//! started anew, and after Stripe forgot the key.
//!
//! Source: Stripe's API reference, "Idempotent requests": the answer to a key is kept for 24 hours at
//! least; what is refused before it is carried out is not kept.

use countertop_domain::{PaymentLinkId, UnixSeconds};
use countertop_receiver::Clock;
use countertop_store::{Ledger, LinkRow};
use countertop_stripe_client::{Client, IdempotencyKey, IdempotencyKeyError, Refusal};
use countertop_terms::LinkTerms;
use serde_json::{Value, json};

use super::context::context;
use super::error::{Deed, LinkError};
use super::marks;
use super::parts::Maker;
use super::sent::{Sent, State, content_of};
use super::{known, lookup, record};

/// How long Stripe is trusted to know a key: it promises 24 hours, and clocks differ.
const TRUSTED: i64 = 20 * 3600;
/// The longest key: what is made of it has to fit into an idempotency key and into metadata.
const LONGEST_KEY: usize = 200;

/// Makes a link of these terms once under this key, and gives back the one that was made before where
/// there is one. What the API takes only by its id is made first.
///
/// # Errors
/// When the key is not 1 to 200 characters of printable ASCII without spaces; when something else was
/// made under it; when Stripe cannot be reached or refuses, or the ledger cannot be written.
pub async fn create_once(
    ledger: &Ledger,
    client: &Client,
    terms: &LinkTerms,
    key: &str,
    clock: &dyn Clock,
) -> Result<LinkRow, LinkError> {
    create_once_with(ledger, client, (terms, &Value::Null), key, clock).await
}

/// Does the same with parameters besides that terms do not have
/// ([`kept_apart`](countertop_terms::kept_apart)).
///
/// # Errors
/// As for [`create_once`].
pub async fn create_once_with(
    ledger: &Ledger,
    client: &Client,
    (terms, apart): (&LinkTerms, &Value),
    key: &str,
    clock: &dyn Clock,
) -> Result<LinkRow, LinkError> {
    if key.len() > LONGEST_KEY {
        return Err(IdempotencyKeyError.into());
    }
    IdempotencyKey::new(key)?;
    let terms = terms.clone().for_copy().plain();
    let once = Once {
        ledger,
        client,
        key,
        clock,
    };
    let content = content_of(&json!([&terms, apart]));
    match once.before(content).await? {
        Before::Made(id) => known(ledger, Some(client), &id).await,
        Before::NotMade(mut sent) => once.make(terms, apart, &mut sent).await,
    }
}

/// What is known before anything is sent.
enum Before {
    /// This link was made of the same.
    Made(PaymentLinkId),
    /// Nothing was made, or what is sent now is the same to Stripe.
    NotMade(Sent),
}

struct Once<'a> {
    ledger: &'a Ledger,
    client: &'a Client,
    key: &'a str,
    clock: &'a dyn Clock,
}

impl Once<'_> {
    async fn before(&self, content: String) -> Result<Before, LinkError> {
        let now = self.clock.now();
        let Some(mut sent) = Sent::read(self.ledger, self.key)? else {
            return Ok(Before::NotMade(Sent::new(content, now)));
        };
        let is_same = sent.content == content;
        match &sent.state {
            State::Made(id) if is_same => return Ok(Before::Made(id.clone())),
            State::Made(id) => return Err(LinkError::OtherContent(id.clone())),
            // The clock may have been set back: then the age is not known.
            State::InDoubt if is_same && (0..TRUSTED).contains(&(now.0 - sent.at)) => {}
            State::InDoubt => {
                if let Some(id) = self.look_up(&sent).await? {
                    sent.state = State::Made(id.clone());
                    sent.keep(self.ledger, self.key).await?;
                    return match is_same {
                        true => Ok(Before::Made(id)),
                        false => Err(LinkError::OtherContent(id)),
                    };
                }
                sent.begin_anew(content, now);
            }
            State::Unsent if is_same => sent.at = now.0,
            State::Unsent => sent.begin_anew(content, now),
        }
        Ok(Before::NotMade(sent))
    }

    async fn look_up(&self, sent: &Sent) -> Result<Option<PaymentLinkId>, LinkError> {
        let at = UnixSeconds(sent.at);
        lookup::made_under(self.ledger, self.client, self.key, at, self.clock).await
    }

    async fn make(
        &self,
        terms: LinkTerms,
        apart: &Value,
        sent: &mut Sent,
    ) -> Result<LinkRow, LinkError> {
        let context = context(self.client, &terms).await?;
        let mode = countertop_terms::check(&terms, &context).mode;
        let was_in_doubt = sent.state == State::InDoubt;
        sent.keep(self.ledger, self.key).await?;
        let maker = Maker {
            ledger: self.ledger,
            client: self.client,
            key: self.key,
        };
        let parts = terms.to_make_first(&context);
        let settled = match maker.settle(terms, parts, sent).await {
            Ok(settled) => settled,
            Err(error) => return Err(self.failed(error, sent, was_in_doubt).await),
        };
        let mut parameters = settled.parameters();
        merge(&mut parameters, apart);
        if let Some(parameters) = parameters.as_object_mut() {
            marks::put(parameters, mode, self.key);
        }
        sent.state = State::InDoubt;
        sent.keep(self.ledger, self.key).await?;
        match self.send(&parameters, sent).await {
            Ok(link) => {
                let id = PaymentLinkId::new(link.id.clone()).map_err(|_| LinkError::NoLink)?;
                sent.state = State::Made(id);
                sent.keep(self.ledger, self.key).await?;
                Ok(link)
            }
            Err(error) => Err(self.failed(error, sent, was_in_doubt).await),
        }
    }

    async fn send(&self, parameters: &Value, sent: &Sent) -> Result<LinkRow, LinkError> {
        let key = IdempotencyKey::new(format!("{}-{}", self.key, sent.attempt))?;
        let made = self.client.create_payment_link_from(parameters, Some(&key));
        let reply = made
            .await
            .map_err(|error| LinkError::of_write(error, Deed::Made))?;
        record(self.ledger, reply).await
    }

    /// Keeps what a failure tells of what was sent.
    async fn failed(&self, error: LinkError, sent: &mut Sent, was_in_doubt: bool) -> LinkError {
        let now = self.clock.now();
        let content = sent.content.clone();
        match &error {
            LinkError::Api(api) => match api.refusal() {
                // The key stands for something else: only a look at the links tells what.
                Some(refusal) if is_of_the_key(refusal) => {
                    sent.state = State::InDoubt;
                    sent.at = 0;
                }
                Some(refusal) if is_final(refusal) => sent.begin_anew(content, now),
                // One of the client's tries may have got through before this one was turned away.
                Some(_) | None => {}
            },
            LinkError::NotSent { .. } if !was_in_doubt => sent.state = State::Unsent,
            _ => {}
        }
        match sent.keep(self.ledger, self.key).await {
            Ok(()) => error,
            Err(unkept) => unkept.into(),
        }
    }
}

/// Puts one object's fields into another, also deep in it.
fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (name, value) in from {
                merge(into.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (_, Value::Null) => {}
        (into, from) => *into = from.clone(),
    }
}

fn is_of_the_key(refusal: &Refusal) -> bool {
    refusal.error_type.as_deref() == Some("idempotency_error") && refusal.status < 409
}

/// Whether Stripe looked at what was asked, and made nothing.
fn is_final(refusal: &Refusal) -> bool {
    matches!(refusal.status, 400 | 402 | 404)
}
