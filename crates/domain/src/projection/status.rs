//! Where a payment stands, whether it is paid and since when.

use super::sale::Sale;
use crate::{
    CaptureMethod, Charge, ChargeStatus, Dispute, DisputeStatus, Failure, Intent, IntentStatus,
    PaymentStatus, UnixSeconds,
};

impl<'a> Sale<'a> {
    pub(super) fn status(&self) -> PaymentStatus {
        let disputes = || self.facts.disputes.iter().map(|seen| &seen.object.status);
        if disputes().any(|status| *status == DisputeStatus::Lost) {
            return PaymentStatus::DisputeLost;
        }
        if disputes().any(DisputeStatus::is_open) {
            return PaymentStatus::Disputed;
        }
        match self.amount_refunded() {
            refunded if refunded <= 0 => self.status_of_the_intent(),
            refunded if refunded >= self.captured().unwrap_or(self.amount()) => {
                PaymentStatus::Refunded
            }
            _ => PaymentStatus::PartiallyRefunded,
        }
    }

    fn status_of_the_intent(&self) -> PaymentStatus {
        match (self.intent, self.charge()) {
            (Some(intent), _) => intent_status(intent),
            (None, Some(charge)) => charge_status(charge),
            (None, None) => PaymentStatus::Incomplete,
        }
    }

    pub(super) fn is_paid(&self) -> bool {
        self.status_of_the_intent() == PaymentStatus::Succeeded
    }

    /// When the money was taken. An attempt's own time is that only where nothing stands between the
    /// two: a late capture has the time of its balance transaction, which Stripe makes with it; a
    /// delayed method has one from the beginning, so there the time counts at which it was first
    /// told to have succeeded.
    pub(super) fn paid_at(&self) -> Option<UnixSeconds> {
        if !self.is_paid() {
            return None;
        }
        let charge = self.charge();
        let tried = charge.and_then(|it| it.created);
        let told = self.facts.first_paid_at;
        let settled = self.settled().and_then(|it| it.created);
        let seen = self.facts.intent.as_ref().map(|seen| seen.observation.at);
        let is_delayed = charge
            .and_then(|it| it.method.as_ref())
            .is_some_and(|it| it.is_delayed());
        if is_delayed {
            return told.or(tried).or(seen);
        }
        let at = match self.intent.and_then(|it| it.capture_method.as_ref()) {
            Some(CaptureMethod::Automatic | CaptureMethod::AutomaticAsync) => tried.or(told),
            Some(CaptureMethod::Manual | CaptureMethod::Other(_)) | None => {
                settled.or(told).or(tried)
            }
        };
        at.or(settled).or(seen)
    }

    pub(super) fn failure(&self, status: &PaymentStatus) -> Option<&'a Failure> {
        if *status != PaymentStatus::Failed {
            return None;
        }
        self.intent
            .and_then(|it| it.last_error.as_ref())
            .or_else(|| self.charge()?.failure.as_ref())
    }

    /// The dispute that decides the status: a lost one before an open one before the rest, and the
    /// newest among equals.
    pub(super) fn dispute(&self) -> Option<&'a Dispute> {
        self.facts
            .disputes
            .iter()
            .map(|seen| &seen.object)
            .max_by_key(|it| {
                let is_lost = it.status == DisputeStatus::Lost;
                (is_lost, it.status.is_open(), it.created, &it.id)
            })
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
        ChargeStatus::Succeeded if charge.is_authorisation() => PaymentStatus::Uncaptured,
        ChargeStatus::Succeeded => PaymentStatus::Succeeded,
        ChargeStatus::Pending => PaymentStatus::Processing,
        ChargeStatus::Failed => PaymentStatus::Failed,
        ChargeStatus::Other(text) => PaymentStatus::Other(text.clone()),
    }
}
