//! Early fraud warnings: a card's bank suspects fraud before the customer disputes.

use serde_json::{Value, json};

use crate::state::{Kind, PageQuery, StateError, Work};

/// The kinds of fraud that banks tell, and how often, in parts of ten.
const KINDS: [&str; 10] = [
    "made_with_stolen_card",
    "made_with_stolen_card",
    "unauthorized_use_of_card",
    "unauthorized_use_of_card",
    "unauthorized_use_of_card",
    "unauthorized_use_of_card",
    "made_with_lost_card",
    "made_with_counterfeit_card",
    "card_never_received",
    "misc",
];

/// Warns of a charge.
pub(crate) fn warn(work: &mut Work<'_>, charge: &Value) -> Result<Value, StateError> {
    let kind = work.chance().one_of(&KINDS).copied().unwrap_or("misc");
    let mut warning = json!({
        "id": work.new_id(Kind::EarlyFraudWarning),
        "object": Kind::EarlyFraudWarning.object(),
        "actionable": charge["refunded"] != true && charge["disputed"] != true,
        "charge": charge["id"],
        "created": work.now(),
        "fraud_type": kind,
        "livemode": false,
    });
    if charge["payment_intent"].is_string() {
        warning["payment_intent"] = charge["payment_intent"].clone();
    }
    work.insert(Kind::EarlyFraudWarning, &warning)?;
    work.as_stripe(|work| work.announce("radar.early_fraud_warning.created", &warning))?;
    Ok(warning)
}

/// There is nothing to be done about the warnings of a charge any more: it was refunded or disputed.
pub(super) fn settle(work: &mut Work<'_>, charge: &str) -> Result<(), StateError> {
    let query = PageQuery::newest(Kind::EarlyFraudWarning).with("charge", charge);
    for warning in work.all(query)? {
        if warning["actionable"] == true {
            let mut settled = warning.clone();
            settled["actionable"] = json!(false);
            work.replace(Kind::EarlyFraudWarning, &settled)?;
            work.announce_change("radar.early_fraud_warning.updated", &warning, &settled)?;
        }
    }
    Ok(())
}
