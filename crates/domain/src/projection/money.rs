//! What was captured, and what was given back.

use super::sale::Sale;
use crate::{IntentStatus, Observation, Refund, Seen, UnixSeconds};

impl Sale<'_> {
    /// What was captured: by the charge that took it, else by the intent. None while nothing tells.
    pub(super) fn captured(&self) -> Option<i64> {
        let charge = self.charge();
        let took = charge
            .filter(|it| it.took_money())
            .and_then(|it| it.amount_captured.or(it.amount));
        let authorised_only = charge.is_some_and(|it| it.is_authorisation());
        took.or_else(|| self.received())
            .or_else(|| authorised_only.then_some(0))
    }

    fn received(&self) -> Option<i64> {
        let intent = self.intent?;
        let received = intent.amount_received.filter(|received| *received > 0);
        match intent.status {
            IntentStatus::Succeeded => received.or(intent.amount),
            IntentStatus::RequiresCapture | IntentStatus::Canceled => received.or(Some(0)),
            IntentStatus::RequiresPaymentMethod
            | IntentStatus::RequiresConfirmation
            | IntentStatus::RequiresAction
            | IntentStatus::Processing
            | IntentStatus::Other(_) => received,
        }
    }

    /// What was given back of the captured money. An authorisation that was released, as a whole or
    /// in part, stands in the charge's total as if it were a refund; it never was the merchant's.
    pub(super) fn amount_refunded(&self) -> i64 {
        let captured = self.captured();
        if captured == Some(0) {
            return 0;
        }
        let gross = self.gross_refunded();
        let authorised = self.charge().and_then(|it| it.amount);
        let released = captured
            .zip(authorised.or_else(|| self.intent?.amount))
            .map_or(0, |(captured, authorised)| {
                authorised.saturating_sub(captured)
            })
            .max(0);
        if gross < released {
            // A capture of a part that did not release the rest.
            gross
        } else {
            gross.saturating_sub(released)
        }
    }

    /// The charge's cumulative total, corrected by the refunds that it cannot know of; and at least
    /// the refunds that were seen since.
    fn gross_refunded(&self) -> i64 {
        let total = self.charge().and_then(|it| it.amount_refunded).unwrap_or(0);
        let basis = self.charge.map(|seen| &seen.observation);
        let (mut corrected, mut seen_since) = (total, 0_i64);
        for refund in self.refunds() {
            let amount = refund.object.amount.unwrap_or(0);
            match Standing::of(refund, basis) {
                Standing::InTotal => {}
                Standing::Again => seen_since = seen_since.saturating_add(amount),
                Standing::Since => {
                    seen_since = seen_since.saturating_add(amount);
                    corrected = corrected.saturating_add(amount);
                }
                Standing::FailedSince => corrected = corrected.saturating_sub(amount),
            }
        }
        corrected.max(seen_since).max(0)
    }

    /// The refunds, but for those of another attempt that is known.
    fn refunds(&self) -> impl Iterator<Item = &Seen<Refund>> {
        let deciding = self.charge().map(|it| &it.id);
        let is_other = move |refund: &Refund| {
            let named = refund.charge.as_ref();
            named != deciding
                && self
                    .facts
                    .charges
                    .iter()
                    .any(|seen| Some(&seen.object.id) == named)
        };
        self.facts
            .refunds
            .iter()
            .filter(move |seen| !is_other(&seen.object))
    }
}

/// How a refund stands to the charge's total.
enum Standing {
    /// The total is as new as what is known of the refund, or newer.
    InTotal,
    /// It was seen again no earlier than the total, and counts: the total cannot be less.
    Again,
    /// It was asked for after the total was seen, and counts.
    Since,
    /// It was in the total, and failed no earlier: Stripe gives the money back without a new
    /// snapshot of the charge.
    FailedSince,
}

impl Standing {
    fn of(refund: &Seen<Refund>, basis: Option<&Observation>) -> Self {
        let counts = refund.object.counts();
        let (seen, Some(basis)) = (&refund.observation, basis) else {
            return if counts { Self::Since } else { Self::InTotal };
        };
        let is_since = |asked: UnixSeconds| asked > basis.at;
        let is_one_snapshot = (&seen.from, seen.digest) == (&basis.from, basis.digest);
        match (refund.object.created.is_some_and(is_since), counts) {
            (true, true) => Self::Since,
            (true, false) => Self::InTotal,
            (false, _) if seen.at < basis.at || is_one_snapshot => Self::InTotal,
            (false, true) => Self::Again,
            (false, false) => Self::FailedSince,
        }
    }
}
