//! The projection: from the newest snapshots of a sale's objects to its payment.

use std::collections::BTreeMap;

use crate::act::is_fulfilled;
use crate::payment::{Facts, PaymentDispute, Settlement};
use crate::{
    Charge, ChargeStatus, Currency, Dispute, DisputeStatus, Failure, Fulfilment, Intent,
    IntentStatus, Payment, PaymentStatus, Session, UnixSeconds,
};

/// The payment that a set of facts makes; none until an intent or a charge is known.
pub fn project(facts: &Facts) -> Option<Payment> {
    let sale = Sale::of(facts)?;
    let status = sale.status();
    let session = sale.session;
    let intent = sale.intent;
    let charge = sale.charge;
    Some(Payment {
        id: sale.id(),
        amount: sale.amount(),
        amount_captured: sale.amount_captured(),
        amount_refunded: sale.amount_refunded(),
        currency: sale.currency(),
        settlement: sale.settlement(),
        created: sale.created(),
        paid_at: sale.paid_at(),
        livemode: intent
            .and_then(|it| it.livemode)
            .or(charge.and_then(|it| it.livemode))
            == Some(true),
        customer_email: session
            .and_then(|it| it.email.clone())
            .or_else(|| charge.and_then(|it| it.email.clone()))
            .or_else(|| intent.and_then(|it| it.receipt_email.clone())),
        customer_name: session
            .and_then(|it| it.name.clone())
            .or_else(|| charge.and_then(|it| it.name.clone())),
        description: intent
            .and_then(|it| it.description.clone())
            .or_else(|| charge.and_then(|it| it.description.clone())),
        payment_link: session.and_then(|it| it.link.clone()),
        checkout_session: session.map(|it| it.id.clone()),
        charge: charge.map(|it| it.id.clone()),
        method: charge.and_then(|it| it.method.clone()),
        failure_code: sale.failure(&status).and_then(|it| it.code.clone()),
        failure_message: sale.failure(&status).and_then(|it| it.message.clone()),
        dispute: sale.dispute().map(|it| PaymentDispute {
            id: it.id.clone(),
            status: it.status.clone(),
            reason: it.reason.clone(),
            amount: it.amount,
            evidence_due_by: it.evidence_due_by,
        }),
        fulfilment: sale.fulfilment(),
        metadata: sale.metadata(),
        status,
    })
}

/// The facts with the deciding objects picked out.
struct Sale<'a> {
    facts: &'a Facts,
    intent: Option<&'a Intent>,
    charge: Option<&'a Charge>,
    session: Option<&'a Session>,
}

impl<'a> Sale<'a> {
    fn of(facts: &'a Facts) -> Option<Self> {
        let intent = facts.intent.as_ref().map(|seen| &seen.object);
        let charges = || facts.charges.iter().map(|seen| &seen.object);
        let latest = intent.and_then(|it| it.latest_charge.as_ref());
        let charge = charges().find(|it| Some(&it.id) == latest).or_else(|| {
            charges().max_by_key(|it| {
                (
                    it.status == ChargeStatus::Succeeded,
                    it.created,
                    it.id.clone(),
                )
            })
        });
        let session = facts
            .sessions
            .iter()
            .map(|seen| &seen.object)
            .max_by_key(|it| (it.created, it.id.clone()));
        (intent.is_some() || charge.is_some()).then_some(Self {
            facts,
            intent,
            charge,
            session,
        })
    }

    fn id(&self) -> String {
        self.intent
            .map(|it| it.id.to_string())
            .or_else(|| {
                self.charge
                    .and_then(|it| it.intent.as_ref())
                    .map(ToString::to_string)
            })
            .or_else(|| self.charge.map(|it| it.id.to_string()))
            .unwrap_or_default()
    }

    fn status(&self) -> PaymentStatus {
        let disputes = || self.facts.disputes.iter().map(|seen| &seen.object.status);
        if disputes().any(|status| *status == DisputeStatus::Lost) {
            return PaymentStatus::DisputeLost;
        }
        if disputes().any(DisputeStatus::is_open) {
            return PaymentStatus::Disputed;
        }
        let refunded = self.amount_refunded();
        if refunded > 0 {
            return if refunded >= self.amount_captured() {
                PaymentStatus::Refunded
            } else {
                PaymentStatus::PartiallyRefunded
            };
        }
        match (self.intent, self.charge) {
            (Some(intent), _) => intent_status(intent),
            (None, Some(charge)) => charge_status(charge),
            (None, None) => PaymentStatus::Incomplete,
        }
    }

    fn amount(&self) -> i64 {
        self.intent
            .and_then(|it| it.amount)
            .or_else(|| self.charge.and_then(|it| it.amount))
            .unwrap_or(0)
    }

    fn amount_captured(&self) -> i64 {
        let of_charge = self.charge.and_then(|charge| {
            let whole = charge.captured == Some(true) && charge.status == ChargeStatus::Succeeded;
            charge
                .amount_captured
                .or(if whole { charge.amount } else { None })
        });
        of_charge
            .or_else(|| self.intent.and_then(|it| it.amount_received))
            .unwrap_or(0)
    }

    /// The charge's own total, less the refunds in it that failed after that total was seen: Stripe
    /// gives the money back without a new snapshot of the charge. A refund asked for since then was
    /// never in it.
    fn amount_refunded(&self) -> i64 {
        let Some(charge) = self.charge else { return 0 };
        let total = charge.amount_refunded.unwrap_or(0);
        let seen = self
            .facts
            .charges
            .iter()
            .find(|seen| seen.object.id == charge.id);
        let failed_since: i64 = self
            .facts
            .refunds
            .iter()
            .filter(|refund| {
                refund
                    .object
                    .status
                    .as_ref()
                    .is_some_and(|status| !status.counts())
                    && seen.is_some_and(|seen| {
                        let at = seen.observation.at;
                        let in_total = refund.object.created.is_none_or(|asked| asked <= at);
                        in_total && refund.observation.at > at
                    })
            })
            .filter_map(|refund| refund.object.amount)
            .fold(0, i64::saturating_add);
        total.saturating_sub(failed_since).max(0)
    }

    fn currency(&self) -> Option<Currency> {
        self.intent
            .and_then(|it| it.currency)
            .or_else(|| self.charge.and_then(|it| it.currency))
            .or_else(|| self.session.and_then(|it| it.currency))
    }

    fn settlement(&self) -> Option<Settlement> {
        let charge = self.charge?;
        let transaction = self
            .facts
            .balance_transactions
            .iter()
            .map(|seen| &seen.object)
            .find(|it| match &charge.balance_transaction {
                Some(id) => it.id == *id,
                None => it.charge.as_ref() == Some(&charge.id),
            })?;
        Some(Settlement {
            amount: transaction.amount,
            fee: transaction.fee,
            net: transaction.net,
            currency: transaction.currency,
            exchange_rate: transaction.exchange_rate.clone(),
        })
    }

    fn created(&self) -> UnixSeconds {
        let seen = self.facts.intent.as_ref().map(|seen| seen.observation.at);
        self.intent
            .and_then(|it| it.created)
            .or_else(|| self.charge.and_then(|it| it.created))
            .or(seen)
            .unwrap_or_default()
    }

    fn is_paid(&self) -> bool {
        match (self.intent, self.charge) {
            (Some(intent), _) => intent.status == IntentStatus::Succeeded,
            (None, Some(charge)) => charge_status(charge) == PaymentStatus::Succeeded,
            (None, None) => false,
        }
    }

    fn paid_at(&self) -> Option<UnixSeconds> {
        let seen = || self.facts.intent.as_ref().map(|seen| seen.observation.at);
        self.is_paid()
            .then(|| self.charge.and_then(|it| it.created).or_else(seen))
            .flatten()
    }

    fn failure(&self, status: &PaymentStatus) -> Option<&'a Failure> {
        if *status != PaymentStatus::Failed {
            return None;
        }
        self.intent
            .and_then(|it| it.last_error.as_ref())
            .or_else(|| self.charge.and_then(|it| it.failure.as_ref()))
    }

    /// The dispute that decides the status: a lost one before an open one before the rest, and the
    /// newest among equals.
    fn dispute(&self) -> Option<&'a Dispute> {
        let weight = |status: &DisputeStatus| match status {
            DisputeStatus::Lost => 2,
            status if status.is_open() => 1,
            _ => 0,
        };
        self.facts
            .disputes
            .iter()
            .map(|seen| &seen.object)
            .max_by_key(|it| (weight(&it.status), it.created, it.id.clone()))
    }

    fn fulfilment(&self) -> Fulfilment {
        if is_fulfilled(&self.facts.acts) {
            return Fulfilment::Done;
        }
        let sold = self.session.is_some() || self.intent.is_some();
        let refunded = self.amount_refunded();
        let given_back = refunded > 0 && refunded >= self.amount_captured();
        if sold && self.is_paid() && !given_back {
            Fulfilment::Pending
        } else {
            Fulfilment::NotNeeded
        }
    }

    fn metadata(&self) -> BTreeMap<String, String> {
        let intent = self.intent.map(|it| &it.metadata);
        let charge = self.charge.map(|it| &it.metadata);
        let session = self.session.map(|it| &it.metadata);
        [intent, charge, session]
            .into_iter()
            .flatten()
            .find(|metadata| !metadata.is_empty())
            .cloned()
            .unwrap_or_default()
    }
}

fn intent_status(intent: &Intent) -> PaymentStatus {
    match &intent.status {
        IntentStatus::Succeeded => PaymentStatus::Succeeded,
        IntentStatus::RequiresCapture => PaymentStatus::Uncaptured,
        IntentStatus::Processing => PaymentStatus::Processing,
        IntentStatus::RequiresAction => PaymentStatus::RequiresAction,
        IntentStatus::Canceled => PaymentStatus::Canceled,
        IntentStatus::RequiresPaymentMethod if intent.last_error.is_some() => PaymentStatus::Failed,
        IntentStatus::RequiresPaymentMethod | IntentStatus::RequiresConfirmation => {
            PaymentStatus::Incomplete
        }
        IntentStatus::Other(text) => PaymentStatus::Other(text.clone()),
    }
}

fn charge_status(charge: &Charge) -> PaymentStatus {
    match &charge.status {
        ChargeStatus::Succeeded if charge.captured == Some(false) => PaymentStatus::Uncaptured,
        ChargeStatus::Succeeded => PaymentStatus::Succeeded,
        ChargeStatus::Pending => PaymentStatus::Processing,
        ChargeStatus::Failed => PaymentStatus::Failed,
        ChargeStatus::Other(text) => PaymentStatus::Other(text.clone()),
    }
}
