//! Disputes, by their own path and by the older ones below charges.

use serde_json::{Map, Value};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional};
use super::route::{Call, Route, get, list as list_route, post};
use super::{list, metadata};
use crate::money::dispute::{self, FILES, Refused, Submission, Verdict};
use crate::state::{Kind, Work};

/// The longest text of one field.
const LONGEST: usize = 20_000;
/// The longest text of all of them together.
const LONGEST_ALL: usize = 150_000;

const fn text(name: &'static str) -> Param {
    clearable(name, Shape::Text(LONGEST))
}

const fn file(name: &'static str) -> Param {
    clearable(name, Shape::Text(255))
}

const ADDRESS: Shape = Shape::Object(&[
    text("city"),
    text("country"),
    text("line1"),
    text("line2"),
    text("postal_code"),
    text("state"),
]);

const ACKNOWLEDGED: Shape = Shape::Object(&[optional("fee_acknowledged", Shape::Boolean)]);

const PRIOR: Shape = Shape::Object(&[
    optional("charge", Shape::Text(255)),
    text("customer_account_id"),
    text("customer_device_fingerprint"),
    text("customer_device_id"),
    text("customer_email_address"),
    text("customer_purchase_ip"),
    text("product_description"),
    clearable("shipping_address", ADDRESS),
]);

const ENHANCED: Shape = Shape::Object(&[
    optional("mastercard_compliance", ACKNOWLEDGED),
    optional(
        "visa_compelling_evidence_3",
        Shape::Object(&[
            optional(
                "disputed_transaction",
                Shape::Object(&[
                    text("customer_account_id"),
                    text("customer_device_fingerprint"),
                    text("customer_device_id"),
                    text("customer_email_address"),
                    text("customer_purchase_ip"),
                    optional(
                        "merchandise_or_services",
                        Shape::Choice(&["merchandise", "services"]),
                    ),
                    text("product_description"),
                    clearable("shipping_address", ADDRESS),
                ]),
            ),
            optional("prior_undisputed_transactions", Shape::List(&PRIOR, 5)),
        ]),
    ),
    optional("visa_compliance", ACKNOWLEDGED),
]);

const EVIDENCE: Shape = Shape::Object(&[
    text("access_activity_log"),
    text("billing_address"),
    file("cancellation_policy"),
    text("cancellation_policy_disclosure"),
    text("cancellation_rebuttal"),
    file("customer_communication"),
    text("customer_email_address"),
    text("customer_name"),
    text("customer_purchase_ip"),
    file("customer_signature"),
    file("duplicate_charge_documentation"),
    text("duplicate_charge_explanation"),
    text("duplicate_charge_id"),
    clearable("enhanced_evidence", ENHANCED),
    text("product_description"),
    file("receipt"),
    file("refund_policy"),
    text("refund_policy_disclosure"),
    text("refund_refusal_explanation"),
    text("service_date"),
    file("service_documentation"),
    text("shipping_address"),
    text("shipping_carrier"),
    text("shipping_date"),
    file("shipping_documentation"),
    text("shipping_tracking_number"),
    file("uncategorized_file"),
    text("uncategorized_text"),
]);

const UPDATE: &[Param] = &[
    optional("evidence", EVIDENCE),
    optional(
        "intended_submission_method",
        Shape::Choice(&[
            "manual",
            "prefer_manual",
            "prefer_smart_disputes",
            "smart_disputes",
        ]),
    ),
    clearable("metadata", Shape::Metadata),
    optional("submit", Shape::Boolean),
];

const LIST: &[Param] = &[
    optional("charge", Shape::Text(255)),
    optional("created", Shape::Range),
    optional("payment_intent", Shape::Text(255)),
];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/disputes", LIST, list_all),
    get("/v1/disputes/{}", retrieve),
    post("/v1/disputes/{}", UPDATE, update),
    post("/v1/disputes/{}/close", &[], close),
    get("/v1/charges/{}/dispute", retrieve),
    post("/v1/charges/{}/dispute", UPDATE, update),
    post("/v1/charges/{}/dispute/close", &[], close),
    post("/v1/test_helpers/disputes/{}/lose", &[], close),
    post("/v1/test_helpers/disputes/{}/win", &[], win),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let query = call.query(Kind::Dispute, &["charge", "payment_intent"]);
    list::answer(work, &query, "/v1/disputes")
}

/// The dispute that the path names, by its own id or by its charge's.
fn existing(work: &Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    if let Some(dispute) = work.find(Kind::Dispute, id)? {
        return Ok(dispute);
    }
    let newest = dispute::of_charge(work, id)?.into_iter().next();
    newest.ok_or_else(|| match Kind::of_id(id) {
        Some(Kind::Charge) => ApiError::invalid(format!("No dispute for charge: {id}"))
            .status(axum::http::StatusCode::NOT_FOUND),
        _ => ApiError::no_such(Kind::Dispute, id),
    })
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call)
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call)?;
    let evidence = call.params.get("evidence");
    if let Some(Value::Object(fields)) = evidence {
        check_files(work, fields)?;
        check_length(&before, fields)?;
    }
    let mut noted = before.clone();
    metadata::merge(&mut noted["metadata"], call.params.get("metadata"));
    if let Some(method) = call.params.get("intended_submission_method") {
        noted["intended_submission_method"] = method.clone();
    }
    // Evidence goes to the bank unless it is said that it should not.
    let submission = match call.params.get("submit").and_then(Value::as_bool) {
        Some(true) => Submission::Submitted,
        None if evidence.is_some() => Submission::Submitted,
        Some(false) | None => Submission::Staged,
    };
    dispute::update(work, &before, noted, evidence, submission).map_err(|refused| match refused {
        Refused::Closed => closed(),
        Refused::Submitted => ApiError::invalid(
            "Evidence for this dispute has already been submitted to the bank and can no longer be \
             changed.",
        ),
        Refused::State(error) => error.into(),
    })
}

fn check_files(work: &Work<'_>, evidence: &Map<String, Value>) -> Result<(), ApiError> {
    for field in FILES {
        let Some(id) = evidence.get(field).and_then(Value::as_str) else {
            continue;
        };
        let param = format!("evidence[{field}]");
        let file = work
            .find(Kind::File, id)?
            .ok_or_else(|| ApiError::no_such_param(Kind::File, id, &param))?;
        if file["purpose"] != "dispute_evidence" {
            return Err(ApiError::invalid(format!(
                "The file {id} has the purpose {}; evidence has to be uploaded with the purpose \
                 dispute_evidence.",
                file["purpose"].as_str().unwrap_or_default()
            ))
            .param(param));
        }
    }
    Ok(())
}

fn check_length(dispute: &Value, evidence: &Map<String, Value>) -> Result<(), ApiError> {
    let length = |value: &Value| value.as_str().map_or(0, |text| text.chars().count());
    let kept: usize = dispute["evidence"]
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(field, _)| !evidence.contains_key(*field))
        .map(|(_, value)| length(value))
        .sum();
    let given: usize = evidence.values().map(length).sum();
    if kept + given > LONGEST_ALL {
        return Err(ApiError::invalid(format!(
            "The combined character count of all evidence fields is limited to {LONGEST_ALL}."
        ))
        .param("evidence"));
    }
    Ok(())
}

fn closed() -> ApiError {
    ApiError::invalid("This dispute is already closed")
}

fn close(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    end(work, call, Verdict::Lost)
}

fn win(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    end(work, call, Verdict::Won)
}

fn end(work: &mut Work<'_>, call: &Call, verdict: Verdict) -> Result<Value, ApiError> {
    let dispute = existing(work, call)?;
    if dispute::is_closed(&dispute) {
        return Err(closed());
    }
    Ok(dispute::close(work, dispute, verdict)?)
}
