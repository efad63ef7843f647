//! Evidence: what the merchant answers to a bank.

use serde_json::{Value, json};

use super::close::Verdict;
use super::course::{Decision, decide};
use super::{is_closed, is_inquiry};
use crate::state::{Kind, StateError, Work};

/// The fields of evidence: text, or the ids of files.
pub(crate) const FIELDS: [&str; 27] = [
    "access_activity_log",
    "billing_address",
    "cancellation_policy",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "customer_communication",
    "customer_email_address",
    "customer_name",
    "customer_purchase_ip",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_explanation",
    "duplicate_charge_id",
    "product_description",
    "receipt",
    "refund_policy",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "service_date",
    "service_documentation",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_documentation",
    "shipping_tracking_number",
    "uncategorized_file",
    "uncategorized_text",
];

/// Those of them that are ids of files.
pub(crate) const FILES: [&str; 9] = [
    "cancellation_policy",
    "customer_communication",
    "customer_signature",
    "duplicate_charge_documentation",
    "receipt",
    "refund_policy",
    "service_documentation",
    "shipping_documentation",
    "uncategorized_file",
];

/// What becomes of the evidence that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Submission {
    /// It goes to the bank.
    Submitted,
    /// It is kept until more is there.
    Staged,
}

/// Why a dispute is not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error("the dispute is closed")]
    Closed,
    #[error("evidence was submitted")]
    Submitted,
    #[error(transparent)]
    State(#[from] StateError),
}

/// Keeps what the merchant noted on a dispute, and gives its evidence to the bank. `after` is the
/// dispute with the notes.
pub(crate) fn update(
    work: &mut Work<'_>,
    before: &Value,
    mut after: Value,
    evidence: Option<&Value>,
    submission: Submission,
) -> Result<Value, Refused> {
    if let Some(evidence) = evidence {
        may_be_answered(before)?;
        for (field, value) in evidence.as_object().into_iter().flatten() {
            after["evidence"][field] = value.clone();
        }
        after["evidence_details"]["has_evidence"] = json!(true);
    }
    let submits =
        submission == Submission::Submitted && after["evidence_details"]["has_evidence"] == true;
    if submits {
        may_be_answered(before)?;
        submit(work, &mut after);
    }
    work.replace(Kind::Dispute, &after)?;
    work.announce_change("charge.dispute.updated", before, &after)?;
    Ok(after)
}

fn may_be_answered(dispute: &Value) -> Result<(), Refused> {
    if is_closed(dispute) {
        return Err(Refused::Closed);
    }
    match dispute["evidence_details"]["submission_count"].as_i64() {
        Some(0) => Ok(()),
        _ => Err(Refused::Submitted),
    }
}

/// Gives the evidence to the bank, which takes its time, but for the words of test mode.
///
/// Source: Stripe's documentation, "Testing", evidence.
fn submit(work: &mut Work<'_>, dispute: &mut Value) {
    dispute["evidence_details"]["submission_count"] = json!(1);
    dispute["evidence_details"]["submission_method"] = json!("manual");
    let inquiry = is_inquiry(dispute);
    dispute["status"] = json!(if inquiry {
        "warning_under_review"
    } else {
        "under_review"
    });
    let decision = match dispute["evidence"]["uncategorized_text"].as_str() {
        Some("winning_evidence") => Decision::Soon(Verdict::Won),
        Some("losing_evidence") => Decision::Soon(Verdict::Lost),
        Some("escalate_inquiry_evidence") if inquiry => Decision::Escalates,
        _ => Decision::Late,
    };
    decide(work, dispute, decision);
}
