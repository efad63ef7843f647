//! 3-D Secure in a checkout: the customer confirms with their bank, or does not.

use super::attempt::{self, Outcome};
use super::intent::intent_of;
use super::open::Visit;
use super::{Closed, Refused};
use crate::payment::{self, Authentication};
use crate::state::{Kind, Work};

/// Goes on with an attempt that waits for the customer.
pub(crate) fn authenticate(
    work: &mut Work<'_>,
    visit: Visit,
    authentication: Authentication,
) -> Result<Outcome, Refused> {
    let id = intent_of(&visit.session).as_str().unwrap_or_default();
    let intent = work.find(Kind::PaymentIntent, id)?.ok_or(Closed::Expired)?;
    let attempt = payment::authenticate(work, intent, authentication)?.ok_or(Closed::Expired)?;
    Ok(attempt::conclude(work, visit.session, &attempt)?)
}
