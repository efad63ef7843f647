//! Whether a coupon or a promotion code can still be used, which depends on now.

use serde_json::Value;

use super::{Kind, StateError, Work};

impl Work<'_> {
    /// Whether a coupon can be applied to another sale.
    pub(crate) fn coupon_is_valid(&self, coupon: &Value) -> bool {
        let over = |end: i64| end < self.now().0;
        coupon["valid"] != false
            && !coupon["redeem_by"].as_i64().is_some_and(over)
            && !is_used_up(coupon)
    }

    /// Whether a promotion code can be entered: by itself, and by its coupon.
    pub(crate) fn code_is_active(&self, code: &Value) -> Result<bool, StateError> {
        let over = |end: i64| end < self.now().0;
        if code["active"] == false
            || code["expires_at"].as_i64().is_some_and(over)
            || is_used_up(code)
        {
            return Ok(false);
        }
        let coupon = code["promotion"]["coupon"].as_str().unwrap_or_default();
        let coupon = self.find(Kind::Coupon, coupon)?;
        Ok(coupon.is_some_and(|coupon| self.coupon_is_valid(&coupon)))
    }
}

/// Whether a coupon or code was used as often as it may be.
pub(crate) fn is_used_up(discount: &Value) -> bool {
    let most = discount["max_redemptions"].as_i64();
    most.is_some_and(|most| discount["times_redeemed"].as_i64().unwrap_or(0) >= most)
}
