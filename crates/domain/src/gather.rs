//! Which objects belong to a payment: how a ledger gathers the facts of one, and which payments an
//! object concerns.
//!
//! An object names others ([`Object::ties`]). Intent and charge lead to nearly everything. A
//! subscription's payment is reached over its invoice:
//!
//! ```text
//! link ◀─ session ─▶ subscription ◀─ invoice ◀─ invoice payment ─▶ intent ◀─ charge
//!            └──────────────────────────▲ (the first one)
//! ```
//!
//! and in API versions before 2025-03-31 the invoice names intent and charge, and they the invoice.

use std::collections::BTreeSet;

use crate::payment::Facts;
use crate::{InvoiceId, Object, ObjectKind, Seen, SubscriptionId, UnixSeconds};

/// What another object can be asked for: those that name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named<'a> {
    /// Those whose tie is this intent.
    Intent(&'a str),
    /// Those whose tie is this charge.
    Charge(&'a str),
    /// Those whose tie is this invoice.
    Invoice(&'a InvoiceId),
    /// Those whose tie is this subscription.
    Subscription(&'a SubscriptionId),
}

/// The newest known state of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// It, and when and where it was seen.
    pub seen: Seen<Object>,
    /// The earliest time of all its states, this and older ones, that tell of payment
    /// ([`Object::tells_paid`]).
    pub first_paid_at: Option<UnixSeconds>,
}

/// The newest known state of every object: what facts are gathered from.
pub trait Snapshots {
    /// Why an object could not be read.
    type Error;

    /// One object by family and id.
    ///
    /// # Errors
    /// When it cannot be read.
    fn get(&self, kind: ObjectKind, id: &str) -> Result<Option<Known>, Self::Error>;

    /// All that name an object, of one family or of any.
    ///
    /// # Errors
    /// When they cannot be read.
    fn naming(&self, named: Named<'_>, kind: Option<ObjectKind>)
    -> Result<Vec<Known>, Self::Error>;
}

/// Everything that belongs to a payment, by the payment's id; nothing where the id is that of a
/// charge which belongs to an intent. What the merchant did is for the ledger to add.
///
/// # Errors
/// When an object cannot be read.
pub fn gather<S: Snapshots>(snapshots: &S, payment: &str) -> Result<Facts, S::Error> {
    let mut facts = Facts::default();
    let mut related = snapshots.naming(Named::Intent(payment), None)?;
    related.extend(snapshots.get(ObjectKind::Intent, payment)?);
    if related.is_empty() {
        related.extend(snapshots.get(ObjectKind::Charge, payment)?);
        if related
            .iter()
            .any(|it| it.seen.object.ties().intent.is_some())
        {
            return Ok(facts);
        }
    }
    related.into_iter().for_each(|known| facts.take(known));
    of_the_charges(snapshots, &mut facts)?;
    of_the_invoices(snapshots, &mut facts)?;
    Ok(facts)
}

/// What names a charge, and what settles it.
fn of_the_charges<S: Snapshots>(snapshots: &S, facts: &mut Facts) -> Result<(), S::Error> {
    let charges = facts.charges.iter().map(|seen| &seen.object);
    let charges: Vec<_> = charges
        .map(|it| (it.id.clone(), it.balance_transaction.clone()))
        .collect();
    for (charge, settled) in charges {
        for known in snapshots.naming(Named::Charge(charge.as_str()), None)? {
            facts.take(known);
        }
        if let Some(id) = settled {
            let settled = snapshots.get(ObjectKind::BalanceTransaction, id.as_str())?;
            settled.into_iter().for_each(|known| facts.take(known));
        }
    }
    Ok(())
}

/// The invoices that the payment pays, and the sessions that led to them.
fn of_the_invoices<S: Snapshots>(snapshots: &S, facts: &mut Facts) -> Result<(), S::Error> {
    for id in facts.named_invoices() {
        let invoice = snapshots.get(ObjectKind::Invoice, id.as_str())?;
        invoice.into_iter().for_each(|known| facts.take(known));
        let session = Some(ObjectKind::Session);
        for known in snapshots.naming(Named::Invoice(&id), session)? {
            facts.take(known);
        }
    }
    let invoices = facts.invoices.iter();
    let subscriptions: BTreeSet<_> = invoices
        .filter_map(|seen| seen.object.subscription.clone())
        .collect();
    for id in subscriptions {
        let session = Some(ObjectKind::Session);
        for known in snapshots.naming(Named::Subscription(&id), session)? {
            facts.take(known);
        }
    }
    Ok(())
}

impl Facts {
    /// Every invoice that something of the payment is, or names.
    fn named_invoices(&self) -> BTreeSet<InvoiceId> {
        let of_the_intent = self
            .intent
            .iter()
            .filter_map(|it| it.object.invoice.clone());
        let of_charges = self
            .charges
            .iter()
            .filter_map(|it| it.object.invoice.clone());
        let of_payments = self
            .invoice_payments
            .iter()
            .filter_map(|it| it.object.invoice.clone());
        let invoices = self.invoices.iter().map(|it| it.object.id.clone());
        of_the_intent
            .chain(of_charges)
            .chain(of_payments)
            .chain(invoices)
            .collect()
    }

    /// Puts an object where it belongs, once.
    fn take(&mut self, known: Known) {
        let observation = known.seen.observation;
        macro_rules! once {
            ($list:ident, $object:expr) => {{
                let object = $object;
                if self.$list.iter().all(|it| it.object.id != object.id) {
                    self.$list.push(Seen {
                        object,
                        observation,
                    });
                }
            }};
        }
        self.first_paid_at = match (self.first_paid_at, known.first_paid_at) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        match known.seen.object {
            Object::Intent(object) => {
                self.intent = Some(Seen {
                    object,
                    observation,
                });
            }
            Object::Charge(object) => once!(charges, object),
            Object::Session(object) => once!(sessions, object),
            Object::Refund(object) => once!(refunds, object),
            Object::Dispute(object) => once!(disputes, object),
            Object::BalanceTransaction(object) => once!(balance_transactions, object),
            Object::Invoice(object) => once!(invoices, object),
            Object::InvoicePayment(object) => once!(invoice_payments, object),
            Object::EarlyFraudWarning(object) => once!(early_fraud_warnings, object),
            Object::Review(object) => once!(reviews, object),
            Object::Link(_)
            | Object::LinkItems(_)
            | Object::Payout(_)
            | Object::Subscription(_)
            | Object::Product(_)
            | Object::Price(_)
            | Object::ReportRun(_)
            | Object::Balance(_) => {}
        }
    }
}

/// The ids of the payments that an object concerns: those whose facts it is, or would be, part of.
/// What names a charge that is not known yet concerns none; it is found when the charge comes.
///
/// A ledger that replaces an object by a state with other ties asks for both states.
///
/// # Errors
/// When an object cannot be read.
pub fn concerned<S: Snapshots>(
    snapshots: &S,
    object: &Object,
) -> Result<BTreeSet<String>, S::Error> {
    let mut payments = payments_of(snapshots, object)?;
    if let Object::Invoice(invoice) = object {
        payments.extend(payers(snapshots, &invoice.id)?);
    }
    if let Object::Session(session) = object {
        if let Some(invoice) = &session.invoice {
            payments.extend(payers(snapshots, invoice)?);
        }
        if let Some(subscription) = &session.subscription {
            let named = Named::Subscription(subscription);
            for known in snapshots.naming(named, Some(ObjectKind::Invoice))? {
                if let Object::Invoice(invoice) = &known.seen.object {
                    payments.extend(payers(snapshots, &invoice.id)?);
                }
            }
        }
    }
    Ok(payments)
}

/// The payments that an object is of by its intent and its charge; nearly always the same one.
fn payments_of<S: Snapshots>(snapshots: &S, object: &Object) -> Result<BTreeSet<String>, S::Error> {
    let ties = object.ties();
    let mut payments = BTreeSet::new();
    match (object, ties.intent) {
        (Object::Intent(_), _) | (Object::Charge(_), None) => {
            payments.insert(object.id().to_owned());
        }
        (_, intent) => payments.extend(intent.map(ToString::to_string)),
    }
    if let Some(charge) = ties.charge
        && let Some(known) = snapshots.get(ObjectKind::Charge, charge.as_str())?
    {
        let of_the_charge = known.seen.object.ties().intent.map(ToString::to_string);
        payments.insert(of_the_charge.unwrap_or_else(|| charge.to_string()));
    }
    Ok(payments)
}

/// The payments that pay an invoice: those that it names, and those of what names it.
fn payers<S: Snapshots>(snapshots: &S, invoice: &InvoiceId) -> Result<BTreeSet<String>, S::Error> {
    let mut known = snapshots.naming(Named::Invoice(invoice), None)?;
    known.extend(snapshots.get(ObjectKind::Invoice, invoice.as_str())?);
    let mut payments = BTreeSet::new();
    for known in known {
        payments.extend(payments_of(snapshots, &known.seen.object)?);
    }
    Ok(payments)
}
