//! Charges without an intent, as the older calls make them: of a card that was told in a token. They
//! are on the balance before anything is told of them.

use serde_json::{Value, json};

use super::charge::{self, Answer, CAPTURE_WINDOW, ThreeD};
use super::confirm::{self, Step};
use super::decline::Decline;
use super::{capture, method, source};
use crate::money;
use crate::state::{Kind, StateError, Work};

/// Charges a card object. `of` has what an intent would have: amount, currency, whether to capture.
/// Nobody can be asked to confirm.
pub(crate) fn charge_source(
    work: &mut Work<'_>,
    of: &Value,
    card: &Value,
) -> Result<(Value, Option<Decline>), StateError> {
    let mut method = source::method_of_source(work, card);
    method["id"] = card["id"].clone();
    method::verify(&mut method);
    let (three_d, refused) = match confirm::next_step(of, &method, confirm::AWAY) {
        Step::Refuse(decline) => (ThreeD::NotAsked, Some(decline)),
        Step::Ask => (ThreeD::NotAsked, None),
        Step::Charge(three_d) => (three_d, charge::decline_of(&method, three_d)),
    };
    let answer = refused.map_or(Answer::Approved, Answer::Declined);
    let mut charge = charge::build(work, of, &method, answer, three_d);
    charge["source"] = work.render(card)?;
    if refused.is_none() && charge["captured"] == false {
        charge["_due"] = json!(work.now().0 + CAPTURE_WINDOW);
    }
    work.insert(Kind::Charge, &charge)?;
    if charge["captured"] == true {
        money::settle_first(work, &mut charge)?;
    }
    let event_type = match refused {
        Some(_) => "charge.failed",
        None => "charge.succeeded",
    };
    work.announce(event_type, &charge)?;
    if charge["captured"] == true {
        money::follow(work, &charge)?;
    }
    Ok((charge, refused))
}

/// Captures a part of a charge, or all of it.
pub(crate) fn capture_charge(
    work: &mut Work<'_>,
    mut charge: Value,
    amount: i64,
) -> Result<(), StateError> {
    capture::take(&mut charge, amount);
    charge["_due"] = Value::Null;
    money::settle_first(work, &mut charge)?;
    work.announce("charge.captured", &charge)?;
    money::follow(work, &charge)
}
