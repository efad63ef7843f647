//! Completing a session: the payment went through, or there was nothing to pay.

use serde_json::{Value, json};

use super::discount;
use super::intent::{billing_details, phone};
use super::open::Visit;
use super::submission::{Submission, text};
use crate::api::{keep_tax_id, new_customer};
use crate::billing::{self, Payment};
use crate::state::{Kind, StateError, Work};

/// Writes on the session what the customer filled in. It is kept from the first attempt on: a
/// customer who confirms with their bank comes back without the form.
pub(super) fn fill_in(visit: &mut Visit, submission: &Submission) {
    let session = &mut visit.session;
    let billing = billing_details(session, submission);
    let business = asked_name(session, "business", &submission.business_name);
    let individual = asked_name(session, "individual", &submission.individual_name);
    let tax_ids = match session["tax_id_collection"]["enabled"] == true {
        true => submission.tax_id.json(),
        false => json!([]),
    };
    session["customer_details"] = json!({
        "address": billing["address"],
        "business_name": business,
        "email": text(&submission.email),
        "individual_name": individual,
        "name": text(&submission.name),
        "phone": phone(session, submission),
        "tax_exempt": "none",
        "tax_ids": tax_ids,
    });
    let ships = !session["shipping_address_collection"].is_null();
    let shipping = if ships {
        json!({ "address": submission.shipping.json(), "name": text(&submission.name) })
    } else {
        Value::Null
    };
    session["collected_information"] = json!({
        "business_name": business,
        "individual_name": individual,
        "shipping_details": shipping,
    });
    session["_email"] = json!(submission.email.trim().to_lowercase());
    if session["automatic_tax"]["enabled"] == true {
        session["automatic_tax"]["status"] = json!("complete");
    }
    consent(session, submission);
    answers(session, submission);
}

/// What the customer answered to the shop's own questions.
fn answers(session: &mut Value, submission: &Submission) {
    for field in session["custom_fields"]
        .as_array_mut()
        .into_iter()
        .flatten()
    {
        let key = field["key"].as_str().unwrap_or_default();
        let answer = submission
            .answers
            .get(key)
            .map_or(Value::Null, |answer| text(answer));
        let kind = field["type"].as_str().unwrap_or_default().to_owned();
        field[kind]["value"] = answer;
    }
}

/// A name that the session asks for beside the one on the card; a business's also with its tax id.
fn asked_name(session: &Value, which: &str, typed: &str) -> Value {
    let with_tax_id = which == "business" && session["tax_id_collection"]["enabled"] == true;
    match with_tax_id || session["name_collection"][which]["enabled"] == true {
        true => text(typed),
        false => Value::Null,
    }
}

fn consent(session: &mut Value, submission: &Submission) {
    let asked = &session["consent_collection"];
    if asked.is_null() {
        return;
    }
    let promotions = match (asked["promotions"] == "auto", submission.wants_promotions) {
        (false, _) => Value::Null,
        (true, true) => json!("opt_in"),
        (true, false) => json!("opt_out"),
    };
    let terms = asked["terms_of_service"] == "required";
    let terms = if terms {
        json!("accepted")
    } else {
        Value::Null
    };
    session["consent"] = json!({ "promotions": promotions, "terms_of_service": terms });
}

/// Writes on a customer whom the shop knows what it wanted to have written there.
fn update_customer(work: &mut Work<'_>, session: &Value) -> Result<(), StateError> {
    let wanted = |name: &str| session["_customer_update"][name] == "auto";
    let id = session["customer"].as_str().unwrap_or_default();
    let Some(before) = work.find(Kind::Customer, id)? else {
        return Ok(());
    };
    let mut after = before.clone();
    let details = &session["customer_details"];
    for name in ["address", "name"] {
        if wanted(name) && !details[name].is_null() {
            after[name] = details[name].clone();
        }
    }
    let sent = &session["collected_information"]["shipping_details"];
    if wanted("shipping") && !sent.is_null() {
        after["shipping"] =
            json!({ "address": sent["address"], "name": sent["name"], "phone": details["phone"] });
    }
    if after != before {
        work.replace(Kind::Customer, &after)?;
        work.announce_change("customer.updated", &before, &after)?;
    }
    Ok(())
}

/// Remembers the customer, where the link asks for that or there is to be an invoice.
pub(super) fn remember_customer(
    work: &mut Work<'_>,
    session: &mut Value,
) -> Result<(), StateError> {
    let is_needed = session["customer_creation"] == "always"
        || session["mode"] == "subscription"
        || session["invoice_creation"]["enabled"] == true;
    if !is_needed || !session["customer"].is_null() {
        return Ok(());
    }
    let mut customer = new_customer(work);
    for name in ["address", "email", "name", "phone"] {
        customer[name] = session["customer_details"][name].clone();
    }
    work.insert(Kind::Customer, &customer)?;
    work.announce("customer.created", &customer)?;
    session["customer"] = customer["id"].clone();
    let id = customer["id"].as_str().unwrap_or_default();
    let tax_ids = session["customer_details"]["tax_ids"].as_array();
    for tax_id in tax_ids.into_iter().flatten() {
        let text = |name: &str| tax_id[name].as_str().unwrap_or_default();
        keep_tax_id(work, id, text("type"), text("value"))?;
    }
    Ok(())
}

/// Marks the session complete, begins what it sold and counts it on its link.
pub(super) fn complete(
    work: &mut Work<'_>,
    session: &mut Value,
    payment: Payment<'_>,
) -> Result<(), StateError> {
    session["status"] = json!("complete");
    session["_due"] = Value::Null;
    session["payment_status"] = json!(match payment {
        Payment::Paid(_) => "paid",
        Payment::Waits(_) => "unpaid",
        Payment::Nothing(_) => "no_payment_required",
    });
    session["url"] = Value::Null;
    if !session["_customer_update"].is_null() {
        update_customer(work, session)?;
    }
    billing::sold(work, session, payment)?;
    work.replace(Kind::CheckoutSession, session)?;
    discount::redeem(work, session)?;
    let link = session["payment_link"].as_str().unwrap_or_default();
    if let Some(mut link) = work.find(Kind::PaymentLink, link)?
        && let Some(count) = link["restrictions"]["completed_sessions"]["count"].as_i64()
    {
        link["restrictions"]["completed_sessions"]["count"] = json!(count + 1);
        work.replace(Kind::PaymentLink, &link)?;
    }
    work.announce("checkout.session.completed", session)
}
