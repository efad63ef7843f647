//! Whether an order is to be handed over.

use super::sale::Sale;
use crate::act::is_fulfilled;
use crate::{Fulfilment, Invoice};

impl Sale<'_> {
    pub(super) fn fulfilment(&self) -> Fulfilment {
        if is_fulfilled(&self.facts.acts) {
            return Fulfilment::Done;
        }
        let refunded = self.amount_refunded();
        let given_back = refunded > 0 && refunded >= self.captured().unwrap_or(self.amount());
        if self.is_an_order() && !self.is_renewal() && self.is_paid() && !given_back {
            Fulfilment::Pending
        } else {
            Fulfilment::NotNeeded
        }
    }

    /// The next period of what was sold before.
    fn is_renewal(&self) -> bool {
        self.invoice.is_some_and(Invoice::is_renewal)
    }

    /// What was sold through a session, or through an intent without one. A charge made without an
    /// intent is nobody's order; one that names an intent which is not known yet is that intent's.
    fn is_an_order(&self) -> bool {
        let names_an_intent = || self.charge().is_some_and(|it| it.intent.is_some());
        self.session.is_some() || self.intent.is_some() || names_an_intent()
    }
}
