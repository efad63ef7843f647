//! Discounts of a session: a code is looked up, checked, applied, and counted once it is used.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::pricing::{is_for, reduction, subtotal};
use super::problem::{CodeProblem, Sum};
use crate::state::{Kind, PageQuery, StateError, Work, is_used_up};

/// Applies a coupon, through a promotion code or by itself, to a session.
pub(crate) fn apply(
    work: &mut Work<'_>,
    session: &mut Value,
    coupon: Value,
    promotion_code: Value,
) {
    let by_code = !promotion_code.is_null();
    session["discounts"] = json!([{
        "coupon": if by_code { &Value::Null } else { &coupon["id"] },
        "promotion_code": promotion_code["id"],
    }]);
    session["_discount"] = json!({
        "id": work.chance().id("di_", crate::chance::IdShape::Long('1')),
        "coupon": coupon,
        "promotion_code": promotion_code,
        "start": work.now(),
    });
}

/// Takes away the discount of a session.
pub(super) fn take_away(session: &mut Value) {
    session["discounts"] = json!([]);
    session["_discount"] = Value::Null;
}

/// The promotion code that a customer typed, with its coupon, or why it cannot be used.
pub(super) fn look_up(
    work: &Work<'_>,
    typed: &str,
    customer: &Value,
) -> Result<Result<(Value, Value), CodeProblem>, StateError> {
    let same = PageQuery::newest(Kind::PromotionCode).with("_code", typed.to_lowercase());
    let mut reason = CodeProblem::Unknown;
    for code in work.all(same)? {
        if !code["customer"].is_null() && code["customer"] != *customer {
            reason = CodeProblem::ForOtherCustomer;
            continue;
        }
        let coupon = code["promotion"]["coupon"].as_str().unwrap_or_default();
        let coupon = work.find(Kind::Coupon, coupon)?;
        match coupon {
            Some(coupon) if work.code_is_active(&code)? => return Ok(Ok((code, coupon))),
            _ => reason = why_inactive(&code, work.now()),
        }
    }
    Ok(Err(reason))
}

fn why_inactive(code: &Value, now: UnixSeconds) -> CodeProblem {
    let most = code["max_redemptions"].as_i64();
    if code["expires_at"].as_i64().is_some_and(|end| end < now.0) {
        CodeProblem::Expired
    } else if most.is_some_and(|most| code["times_redeemed"].as_i64().unwrap_or(0) >= most) {
        CodeProblem::UsedUp
    } else {
        CodeProblem::Invalid
    }
}

/// Who buys, as a code's restrictions see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Buyer<'a> {
    /// The id of the customer, null for a guest.
    pub(super) customer: &'a Value,
    pub(super) email: &'a str,
}

/// Why a discount does not fit what is bought; none when it does.
pub(super) fn misfit(
    work: &Work<'_>,
    session: &Value,
    items: &[Value],
    (code, coupon): (&Value, &Value),
    buyer: Buyer<'_>,
) -> Result<Option<CodeProblem>, StateError> {
    let currency = session["currency"].as_str().unwrap_or_default();
    if reduction(coupon, currency).is_none() {
        return Ok(Some(other_currency(currency)));
    }
    if !items.iter().any(|item| is_for(coupon, item)) {
        return Ok(Some(CodeProblem::ForOtherProducts));
    }
    if let Some(problem) = below_minimum(code, currency, items) {
        return Ok(Some(problem));
    }
    if code["restrictions"]["first_time_transaction"] == true && has_bought(work, buyer)? {
        return Ok(Some(CodeProblem::ForFirstOrder));
    }
    Ok(None)
}

fn below_minimum(code: &Value, currency: &str, items: &[Value]) -> Option<CodeProblem> {
    let restrictions = &code["restrictions"];
    if restrictions["minimum_amount"].is_null() {
        return None;
    }
    let options = &code["_includable"]["restrictions.currency_options"];
    let Some(least) = options[currency]["minimum_amount"].as_i64() else {
        return Some(other_currency(currency));
    };
    let sum: i64 = items.iter().map(subtotal).fold(0, i64::saturating_add);
    (sum < least).then(|| CodeProblem::ForOrdersOf(Sum::new(least, currency)))
}

fn other_currency(currency: &str) -> CodeProblem {
    CodeProblem::ForOtherCurrency {
        currency: currency.to_owned(),
    }
}

/// Whether somebody has paid before: the customer, or a guest by the same e-mail address.
fn has_bought(work: &Work<'_>, buyer: Buyer<'_>) -> Result<bool, StateError> {
    let paid = |session: &Value| {
        session["status"] == "complete" && session["payment_status"] != "no_payment_required"
    };
    let sessions = PageQuery::newest(Kind::CheckoutSession);
    if let Some(id) = buyer.customer.as_str() {
        let intents = PageQuery::newest(Kind::PaymentIntent).with("customer", id);
        let intents = work.all(intents)?;
        return Ok(intents.iter().any(|intent| intent["status"] == "succeeded"));
    }
    let email = buyer.email.trim().to_lowercase();
    if email.is_empty() {
        return Ok(false);
    }
    Ok(work.all(sessions.with("_email", email))?.iter().any(paid))
}

/// Counts that a session's discount was used; its code goes out of use when that was the last time.
pub(super) fn redeem(work: &mut Work<'_>, session: &Value) -> Result<(), StateError> {
    let discount = &session["_discount"];
    if discount.is_null() {
        return Ok(());
    }
    let id = |object: &Value| object["id"].as_str().unwrap_or_default().to_owned();
    let code = work.find(Kind::PromotionCode, &id(&discount["promotion_code"]))?;
    if let Some(before) = code {
        let mut after = used_once_more(&before);
        after["active"] = json!(before["active"] == true && !is_used_up(&after));
        work.replace(Kind::PromotionCode, &after)?;
        work.announce_change("promotion_code.updated", &before, &after)?;
    }
    if let Some(before) = work.find(Kind::Coupon, &id(&discount["coupon"]))? {
        let after = used_once_more(&before);
        if is_used_up(&after) {
            end_codes(work, &id(&before))?;
        }
        work.replace(Kind::Coupon, &after)?;
        work.announce_change("coupon.updated", &before, &after)?;
    }
    Ok(())
}

fn used_once_more(discount: &Value) -> Value {
    let mut after = discount.clone();
    let times = discount["times_redeemed"].as_i64().unwrap_or(0);
    after["times_redeemed"] = json!(times + 1);
    after
}

/// Takes all codes of a coupon out of use. The coupon is still there, as valid as it was.
pub(crate) fn end_codes(work: &mut Work<'_>, coupon: &str) -> Result<(), StateError> {
    let codes = PageQuery::newest(Kind::PromotionCode)
        .with("_coupon", coupon)
        .with("active", "true");
    for before in work.all(codes)? {
        let mut after = before.clone();
        after["active"] = json!(false);
        work.replace(Kind::PromotionCode, &after)?;
        work.announce_change("promotion_code.updated", &before, &after)?;
    }
    Ok(())
}
