//! What the merchant does and keeps here, and Stripe knows nothing of.

use std::collections::BTreeMap;

use countertop_domain::{Act, ActKind, LinkStep, PaymentLinkId, UnixSeconds};
use serde_json::Value;

use crate::ledger::now_ms;
use crate::writer::Input;
use crate::{Document, Ledger, StoreError, act, document, link};

/// A step of a link's plan whose time has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueLink {
    /// The link.
    pub id: PaymentLinkId,
    /// What is to be done.
    pub step: LinkStep,
    /// When it was to be done.
    pub at: UnixSeconds,
}

/// When a link is to open and to close; without both times, a plan that is taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPlan {
    /// When it is to open.
    pub open_at: Option<UnixSeconds>,
    /// When it is to close.
    pub close_at: Option<UnixSeconds>,
    /// The time zone in which the merchant thought of it, as the IANA database names it.
    pub time_zone: String,
}

impl Ledger {
    /// Records what the merchant did to a payment.
    ///
    /// # Errors
    /// When it could not be committed.
    pub async fn record_act(&self, payment: &str, kind: ActKind) -> Result<(), StoreError> {
        let at_ms = now_ms();
        let subject = payment.to_owned();
        let act = Input::Act {
            subject,
            at_ms,
            kind,
        };
        self.writer.record(act, at_ms).await.map(drop)
    }

    /// Keeps when a link is to open and to close; it replaces whatever was planned before.
    ///
    /// # Errors
    /// When it could not be committed.
    pub async fn plan_link(&self, id: &PaymentLinkId, plan: NewPlan) -> Result<(), StoreError> {
        let NewPlan {
            open_at,
            close_at,
            time_zone,
        } = plan;
        let planned = ActKind::LinkPlanned {
            open_at,
            close_at,
            time_zone,
        };
        self.record_act(id.as_str(), planned).await
    }

    /// Keeps that a step of a link's plan was carried out; `at` is the time that it was planned for.
    ///
    /// # Errors
    /// When it could not be committed.
    pub async fn link_plan_done(
        &self,
        id: &PaymentLinkId,
        step: LinkStep,
        at: UnixSeconds,
    ) -> Result<(), StoreError> {
        let done = ActKind::LinkPlanDone { step, at };
        self.record_act(id.as_str(), done).await
    }

    /// The steps of links' plans whose time has come, in the order in which they are to be done.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn due_links(&self, now: UnixSeconds) -> Result<Vec<DueLink>, StoreError> {
        self.readers
            .read(|connection| Ok(link::due(connection, now)?))
    }

    /// When the next step of any link's plan is to be done; it may have passed.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn next_due(&self) -> Result<Option<UnixSeconds>, StoreError> {
        self.readers
            .read(|connection| Ok(link::next_due(connection)?))
    }

    /// What the merchant did to a link, in order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn link_acts(&self, id: &PaymentLinkId) -> Result<Vec<Act>, StoreError> {
        self.readers
            .read(|connection| Ok(act::on_link(connection, id)?))
    }

    /// A link's object as Stripe last gave it, without its line items, and the line items, an array in
    /// their order; empty where they are not known yet. None where the link is not known.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn link_terms(&self, id: &PaymentLinkId) -> Result<Option<(Value, Value)>, StoreError> {
        self.readers
            .read(|connection| Ok(link::terms(connection, id)?))
    }

    /// The newest link that carries this value under this key of its metadata.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn link_marked(&self, key: &str, value: &str) -> Result<Option<PaymentLinkId>, StoreError> {
        self.readers
            .read(|connection| Ok(link::marked(connection, key, value)?))
    }

    /// The links that carry this key in their metadata, by its value; of several the newest.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn links_marked(&self, key: &str) -> Result<BTreeMap<String, PaymentLinkId>, StoreError> {
        self.readers
            .read(|connection| Ok(link::marked_by(connection, key)?))
    }

    /// Keeps a document of the merchant's in the place of one of the same kind and id.
    ///
    /// # Errors
    /// When it is longer than [`LONGEST_DOCUMENT`](crate::LONGEST_DOCUMENT), or could not be committed.
    pub async fn put_document(&self, kind: &str, id: &str, body: &Value) -> Result<(), StoreError> {
        let change = document::Change::put(kind, id, body)?;
        let input = Input::Document(change);
        self.writer.record(input, now_ms()).await.map(drop)
    }

    /// Removes a document; says whether there was one.
    ///
    /// # Errors
    /// When it could not be committed.
    pub async fn remove_document(&self, kind: &str, id: &str) -> Result<bool, StoreError> {
        let (kind, id) = (kind.to_owned(), id.to_owned());
        let input = Input::Document(document::Change::Remove { kind, id });
        Ok(self.writer.write(input, now_ms()).await?.was_there)
    }

    /// A document of the merchant's.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn document(&self, kind: &str, id: &str) -> Result<Option<Document>, StoreError> {
        self.readers
            .read(|connection| Ok(document::get(connection, kind, id)?))
    }

    /// All documents of a kind, the one that was kept last first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn documents(&self, kind: &str) -> Result<Vec<Document>, StoreError> {
        self.readers
            .read(|connection| Ok(document::list(connection, kind)?))
    }

    /// Walks over every document with its kind, the one that was kept last last.
    ///
    /// # Errors
    /// When the ledger cannot be read, and what the visitor gives back.
    pub fn each_document<E: From<StoreError>>(
        &self,
        visit: impl FnMut(&str, Document) -> Result<(), E>,
    ) -> Result<(), E> {
        self.readers
            .read_at_length(|connection| document::walk(connection, visit))
    }
}
