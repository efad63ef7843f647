//! A charge's `outcome`: what the bank and Stripe's own risk check made of it.

use serde_json::{Value, json};

use super::decline::{self, Decline};
use super::test_card::Risk;

/// Of a charge that a card's bank took.
pub(super) fn approved(risk: Risk) -> Value {
    let (level, score, reason, words) = match risk {
        Risk::Normal => ("normal", 12, Value::Null, "Payment complete."),
        Risk::Elevated | Risk::Highest => (
            "elevated",
            70,
            json!("elevated_risk_level"),
            "Stripe evaluated this payment as having elevated risk.",
        ),
    };
    json!({
        "advice_code": null,
        "network_advice_code": null,
        "network_decline_code": null,
        "network_status": "approved_by_network",
        "reason": reason,
        "risk_level": level,
        "risk_score": score,
        "seller_message": words,
        "type": "authorized",
    })
}

/// Of a bank debit or a voucher: no risk is judged.
pub(super) fn without_risk(network_status: &str) -> Value {
    json!({
        "advice_code": null,
        "network_advice_code": null,
        "network_decline_code": null,
        "network_status": network_status,
        "reason": null,
        "risk_level": "not_assessed",
        "seller_message": "Payment complete.",
        "type": "authorized",
    })
}

/// Of a charge that was refused.
pub(super) fn declined(decline: &Decline) -> Value {
    if *decline == decline::FRAUDULENT {
        return blocked();
    }
    if decline.field == "iban" {
        let mut outcome = without_risk("declined_by_network");
        outcome["reason"] = json!(decline.code);
        outcome["seller_message"] = json!(decline.message);
        outcome["type"] = json!("issuer_declined");
        return outcome;
    }
    let words = match decline.decline_code {
        None | Some("generic_decline") => {
            "The bank did not return any further details with this decline.".to_owned()
        }
        Some(code) => format!("The bank returned the decline code `{code}`."),
    };
    json!({
        "advice_code": decline.advice(),
        "network_advice_code": null,
        "network_decline_code": decline.network_code(),
        "network_status": "declined_by_network",
        "reason": decline.reason(),
        "risk_level": "normal",
        "risk_score": 32,
        "seller_message": words,
        "type": "issuer_declined",
    })
}

/// Of a charge that no bank was asked about.
fn blocked() -> Value {
    json!({
        "advice_code": null,
        "network_advice_code": null,
        "network_decline_code": null,
        "network_status": "not_sent_to_network",
        "reason": "highest_risk_level",
        "risk_level": "highest",
        "risk_score": 95,
        "rule": "block_if_high_risk",
        "seller_message": "Stripe blocked this payment as too risky.",
        "type": "blocked",
    })
}
