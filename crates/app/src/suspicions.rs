//! Who suspects a payment: the card's issuer, or Stripe's rules.

use countertop_domain::Object;
use countertop_store::{Ledger, StoreError};

use crate::ipc::{Suspicion, SuspicionKind};

/// A warning or a review, and the payment that it names: its intent, else its charge.
pub(crate) fn suspicion(object: &Object) -> Option<(Suspicion, Option<String>)> {
    let (id, kind, intent, charge, reason) = if let Object::EarlyFraudWarning(it) = object {
        let kind = SuspicionKind::FraudWarning;
        (it.id.as_str(), kind, &it.intent, &it.charge, &it.fraud_type)
    } else if let Object::Review(it) = object {
        let kind = SuspicionKind::Review;
        let reason = &it.opened_reason;
        (it.id.as_str(), kind, &it.intent, &it.charge, reason)
    } else {
        return None;
    };
    let suspicion = Suspicion {
        id: id.to_owned(),
        kind,
        reason: reason.clone(),
    };
    let intent = intent.as_ref().map(ToString::to_string);
    let payment = intent.or_else(|| charge.as_ref().map(ToString::to_string));
    Some((suspicion, payment))
}

/// What is suspected of a payment and can still be acted upon, the newest first.
pub(crate) fn of(ledger: &Ledger, payment: &str) -> Result<Vec<Suspicion>, StoreError> {
    let objects = ledger.suspicions_of(payment)?;
    Ok(objects
        .iter()
        .filter_map(suspicion)
        .map(|(suspicion, _)| suspicion)
        .collect())
}
