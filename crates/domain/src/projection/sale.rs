//! The facts of one payment with the deciding objects picked out.

use crate::payment::Facts;
use crate::{
    BalanceTransaction, Charge, ChargeStatus, Currency, Intent, Invoice, Seen, Session, UnixSeconds,
};

/// What decides, among everything that is known of a payment.
pub(super) struct Sale<'a> {
    pub(super) facts: &'a Facts,
    pub(super) intent: Option<&'a Intent>,
    /// The charge that took the money; else the newest attempt.
    pub(super) charge: Option<&'a Seen<Charge>>,
    pub(super) session: Option<&'a Session>,
    pub(super) invoice: Option<&'a Invoice>,
}

impl<'a> Sale<'a> {
    /// None until an intent or a charge is known.
    pub(super) fn of(facts: &'a Facts) -> Option<Self> {
        let intent = facts.intent.as_ref().map(|seen| &seen.object);
        let charge = deciding_charge(facts, intent);
        (intent.is_some() || charge.is_some()).then_some(Self {
            facts,
            intent,
            charge,
            session: deciding_session(facts),
            invoice: deciding_invoice(facts),
        })
    }

    pub(super) fn charge(&self) -> Option<&'a Charge> {
        self.charge.map(|seen| &seen.object)
    }

    pub(super) fn id(&self) -> String {
        self.intent
            .map(|it| it.id.to_string())
            .or_else(|| self.charge()?.intent.as_ref().map(ToString::to_string))
            .or_else(|| self.charge().map(|it| it.id.to_string()))
            .unwrap_or_default()
    }

    pub(super) fn amount(&self) -> i64 {
        self.intent
            .and_then(|it| it.amount)
            .or_else(|| self.charge()?.amount)
            .unwrap_or(0)
    }

    pub(super) fn currency(&self) -> Option<Currency> {
        self.intent
            .and_then(|it| it.currency)
            .or_else(|| self.charge()?.currency)
            .or_else(|| self.session?.currency)
    }

    pub(super) fn created(&self) -> UnixSeconds {
        let seen = self.facts.intent.as_ref().map(|seen| seen.observation.at);
        self.intent
            .and_then(|it| it.created)
            .or_else(|| self.charge()?.created)
            .or(seen)
            .unwrap_or_default()
    }

    /// The balance transaction that the charge names; else the oldest that names the charge and
    /// says that it is one of a payment, for a failed debit has a second one that takes it back.
    pub(super) fn settled(&self) -> Option<&'a BalanceTransaction> {
        let charge = self.charge()?;
        let all = || {
            self.facts
                .balance_transactions
                .iter()
                .map(|seen| &seen.object)
        };
        match &charge.balance_transaction {
            Some(id) => all().find(|it| it.id == *id),
            None => all()
                .filter(|it| it.charge.as_ref() == Some(&charge.id) && it.is_of_a_payment())
                .min_by_key(|it| (it.created, &it.id)),
        }
    }
}

/// Captured money decides whatever was tried after it; without any, the intent's own word does, then
/// the newest attempt.
fn deciding_charge<'a>(facts: &'a Facts, intent: Option<&Intent>) -> Option<&'a Seen<Charge>> {
    let latest = intent.and_then(|it| it.latest_charge.as_ref());
    facts.charges.iter().max_by_key(|seen| {
        let it = &seen.object;
        (
            it.took_money(),
            Some(&it.id) == latest,
            it.status == ChargeStatus::Succeeded,
            it.created,
            &it.id,
        )
    })
}

/// The visit that was completed; among equals the newest.
fn deciding_session(facts: &Facts) -> Option<&Session> {
    facts
        .sessions
        .iter()
        .map(|seen| &seen.object)
        .max_by_key(|it| (it.is_complete(), it.created, &it.id))
}

/// A payment pays one invoice; were there more, the oldest says best why it was made.
fn deciding_invoice(facts: &Facts) -> Option<&Invoice> {
    facts
        .invoices
        .iter()
        .map(|seen| &seen.object)
        .min_by_key(|it| (it.created, &it.id))
}
