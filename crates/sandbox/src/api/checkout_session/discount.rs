//! The discount that a session is made with: a coupon or a promotion code.

use serde_json::{Map, Value};

use super::super::error::ApiError;
use crate::checkout::{self, Problem};
use crate::state::{Kind, Work};

/// The coupon and, where there is one, the promotion code that were given; found good.
pub(super) fn given(
    work: &Work<'_>,
    session: &Value,
    items: &[Value],
    given: &Map<String, Value>,
) -> Result<Option<(Value, Value)>, ApiError> {
    let Some(asked) = given
        .get("discounts")
        .map(|list| &list[0])
        .filter(|it| !it.is_null())
    else {
        return Ok(None);
    };
    if given.contains_key("allow_promotion_codes") {
        return Err(ApiError::invalid(
            "You may only specify one of these parameters: allow_promotion_codes, discounts.",
        )
        .param("allow_promotion_codes"));
    }
    let (coupon, code) = match (asked["coupon"].as_str(), asked["promotion_code"].as_str()) {
        (Some(coupon), None) => (
            coupon_of(work, coupon, "discounts[0][coupon]")?,
            Value::Null,
        ),
        (None, Some(code)) => with_code(work, code)?,
        (Some(_), Some(_)) => {
            return Err(ApiError::invalid(
                "You may only specify one of these parameters: coupon, promotion_code.",
            )
            .param("discounts[0]"));
        }
        (None, None) => return Err(ApiError::missing("discounts[0][coupon]")),
    };
    match checkout::discount_misfit(work, session, items, (&code, &coupon))? {
        Some(problem) => {
            let sentence = Problem::Code(problem).to_string();
            Err(ApiError::invalid(sentence).param("discounts[0]"))
        }
        None => Ok(Some((coupon, code))),
    }
}

fn coupon_of(work: &Work<'_>, id: &str, param: &str) -> Result<Value, ApiError> {
    let coupon = work.find(Kind::Coupon, id)?;
    let coupon = coupon.ok_or_else(|| ApiError::no_such_param(Kind::Coupon, id, param))?;
    match work.coupon_is_valid(&coupon) {
        true => Ok(coupon),
        false => Err(ApiError::invalid(format!(
            "The coupon {id} is no longer valid: it has ended or was used as often as it may be."
        ))
        .param(param)),
    }
}

fn with_code(work: &Work<'_>, id: &str) -> Result<(Value, Value), ApiError> {
    const PARAM: &str = "discounts[0][promotion_code]";
    let code = work.find(Kind::PromotionCode, id)?;
    let code = code.ok_or_else(|| ApiError::no_such_param(Kind::PromotionCode, id, PARAM))?;
    if !work.code_is_active(&code)? {
        return Err(ApiError::invalid("This promotion code is not active.").param(PARAM));
    }
    let coupon = code["promotion"]["coupon"].as_str().unwrap_or_default();
    let coupon = coupon_of(work, coupon, PARAM)?;
    Ok((coupon, code))
}
