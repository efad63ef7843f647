//! What a customer chooses: quantities, an amount, optional items, shipping, a discount.

use countertop_domain::{Currency, Money};
use serde_json::{Value, json};

use super::Refused;
use super::check::{Check, FieldError};
use super::discount::{self, Buyer};
use super::open::Visit;
use super::pricing::price;
use super::problem::{AmountProblem, Blank, CodeProblem, Problem, QuantityProblem, Sum, Wrong};
use super::submission::Submission;
use crate::state::{Kind, StateError, Work};

/// Puts a customer's choices into effect and works out what the session comes to; gives what is
/// wrong with them. The line items are kept, the session is not yet.
pub(super) fn choose(
    work: &mut Work<'_>,
    visit: &mut Visit,
    submission: &Submission,
) -> Result<Vec<FieldError>, StateError> {
    let mut check = Check::default();
    let before = visit.items.clone();
    optional(work, &mut check, visit, submission)?;
    quantities(&mut check, &mut visit.items, submission);
    shipping(&mut check, visit, submission);
    code(work, &mut check, visit, submission)?;
    price(&mut visit.session, &mut visit.items);
    visit.describe();
    if check.errors.is_empty() {
        total_fits(&mut check, visit);
    }
    if check.errors.is_empty() {
        keep(work, &before, &visit.items)?;
    }
    Ok(check.errors)
}

/// Works the total out again for what the customer chose, without an attempt to pay.
pub(crate) fn reprice(
    work: &mut Work<'_>,
    mut visit: Visit,
    submission: &Submission,
) -> Result<Visit, Refused> {
    let errors = choose(work, &mut visit, submission)?;
    if !errors.is_empty() {
        return Err(Refused::Fields(errors));
    }
    work.replace(Kind::CheckoutSession, &visit.session)?;
    Ok(visit)
}

/// Keeps what changed of the line items.
fn keep(work: &mut Work<'_>, before: &[Value], after: &[Value]) -> Result<(), StateError> {
    for item in after {
        match before.iter().find(|old| old["id"] == item["id"]) {
            None => work.insert(Kind::Item, item)?,
            Some(old) if old != item => work.replace(Kind::Item, item)?,
            Some(_) => {}
        }
    }
    for old in before {
        if !after.iter().any(|item| item["id"] == old["id"]) {
            work.remove(Kind::Item, old["id"].as_str().unwrap_or_default())?;
        }
    }
    Ok(())
}

/// Takes optional items into the order, or out of it.
fn optional(
    work: &mut Work<'_>,
    check: &mut Check,
    visit: &mut Visit,
    submission: &Submission,
) -> Result<(), StateError> {
    for (id, wanted) in &submission.optional {
        let field = format!("optional[{id}]");
        let offered = visit
            .optional
            .iter()
            .find(|item| item["id"] == *id)
            .cloned();
        let Some(offered) = offered else {
            check.refuse(&field, Problem::Quantity(QuantityProblem::NotSold));
            continue;
        };
        let taken = visit.items.iter().position(|item| item["_optional"] == *id);
        if *wanted == 0 {
            if let Some(place) = taken {
                visit.items.remove(place);
            }
            continue;
        }
        // To take one anew is to take as many as are offered.
        let wanted = match (taken, wanted) {
            (None, 1) => offered["quantity"].as_i64().unwrap_or(1),
            (_, wanted) => *wanted,
        };
        let (least, most) = bounds(&offered);
        if !(least..=most).contains(&wanted) {
            check.refuse(&field, choose_from(least, most));
            continue;
        }
        let place = taken.unwrap_or_else(|| take(work, visit, &offered));
        visit.items[place]["quantity"] = json!(wanted);
    }
    Ok(())
}

/// Puts an optional item among those that are bought, and says at which place.
fn take(work: &mut Work<'_>, visit: &mut Visit, offered: &Value) -> usize {
    let item = taken_item(work, &visit.session, offered);
    visit.items.push(item);
    visit.items.len() - 1
}

/// Between how many of an optional item a customer may choose.
fn bounds(offered: &Value) -> (i64, i64) {
    let adjustable = &offered["adjustable_quantity"];
    match (
        adjustable["minimum"].as_i64(),
        adjustable["maximum"].as_i64(),
    ) {
        (Some(least), Some(most)) => (least.max(1), most),
        _ => {
            let fixed = offered["quantity"].as_i64().unwrap_or(1);
            (fixed, fixed)
        }
    }
}

fn choose_from(least: i64, most: i64) -> Problem {
    Problem::Quantity(match least == most {
        true => QuantityProblem::Is(most),
        false => QuantityProblem::Outside { least, most },
    })
}

/// The line item that an optional item becomes.
fn taken_item(work: &mut Work<'_>, session: &Value, offered: &Value) -> Value {
    json!({
        "id": work.new_id(Kind::Item),
        "object": "item",
        "_optional": offered["id"],
        "_parent": session["id"],
        "adjustable_quantity": null,
        "amount_discount": 0,
        "amount_subtotal": 0,
        "amount_tax": 0,
        "amount_total": 0,
        "currency": offered["price"]["currency"],
        "description": offered["description"],
        "metadata": {},
        "price": offered["price"],
        "quantity": offered["quantity"],
    })
}

/// Sets how many of each item are bought, and what they come to.
fn quantities(check: &mut Check, items: &mut [Value], submission: &Submission) {
    for id in submission.quantities.keys() {
        if !items.iter().any(|item| item["id"] == *id) {
            check.refuse(
                &format!("quantity[{id}]"),
                Problem::Quantity(QuantityProblem::NotSold),
            );
        }
    }
    for item in items.iter_mut() {
        let id = item["id"].as_str().unwrap_or_default().to_owned();
        if let Some(wanted) = submission.quantities.get(&id) {
            quantity(check, item, &id, *wanted);
        }
        let quantity = item["quantity"].as_i64().unwrap_or(1);
        let subtotal = match item["price"]["custom_unit_amount"].is_null() {
            true => crate::api::line_amount(&item["price"], quantity),
            false => chosen_amount(check, item, submission.amount),
        };
        match subtotal {
            Some(subtotal) => item["amount_subtotal"] = json!(subtotal),
            None => check.refuse("amount", Problem::Amount(AmountProblem::TooLarge)),
        }
    }
}

fn quantity(check: &mut Check, item: &mut Value, id: &str, wanted: i64) {
    let field = format!("quantity[{id}]");
    let bounds = &item["adjustable_quantity"];
    if item["quantity"] == wanted {
        return;
    }
    let (Some(least), Some(most)) = (bounds["minimum"].as_i64(), bounds["maximum"].as_i64()) else {
        check.refuse(&field, Problem::Quantity(QuantityProblem::Fixed));
        return;
    };
    if (least..=most).contains(&wanted) {
        item["quantity"] = json!(wanted);
    } else {
        check.refuse(&field, choose_from(least, most));
    }
}

/// What a customer pays where they may choose: what they typed, what they chose before, or what is
/// offered.
fn chosen_amount(check: &mut Check, item: &Value, chosen: Option<i64>) -> Option<i64> {
    let bounds = &item["price"]["custom_unit_amount"];
    let before = item["amount_subtotal"]
        .as_i64()
        .filter(|amount| *amount != 0);
    let Some(amount) = chosen.or(before).or(bounds["preset"].as_i64()) else {
        check.refuse("amount", Problem::Missing(Blank::Amount));
        return Some(0);
    };
    let code = item["currency"].as_str().unwrap_or_default();
    if let Some(least) = bounds["minimum"].as_i64().filter(|least| amount < *least) {
        check.refuse(
            "amount",
            Problem::Amount(AmountProblem::Under(Sum::new(least, code))),
        );
    } else if let Some(most) = bounds["maximum"].as_i64().filter(|most| amount > *most) {
        check.refuse(
            "amount",
            Problem::Amount(AmountProblem::Over(Sum::new(most, code))),
        );
    }
    Some(amount)
}

/// Sets the shipping rate that was chosen.
fn shipping(check: &mut Check, visit: &mut Visit, submission: &Submission) {
    let Some(wanted) = submission.shipping_option.as_deref() else {
        return;
    };
    match visit.shipping.iter().find(|rate| rate["id"] == wanted) {
        Some(rate) => visit.session["shipping_cost"] = shipping_cost(rate, &visit.session),
        None => check.refuse("shipping_option", Problem::Wrong(Wrong::ShippingUnknown)),
    }
}

/// What shipping costs a session, as it shows it.
pub(super) fn shipping_cost(rate: &Value, session: &Value) -> Value {
    let code = session["currency"].as_str().unwrap_or_default();
    let amount = crate::api::shipping_amount(rate, code).unwrap_or(0);
    json!({
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "shipping_rate": rate["id"],
    })
}

/// Applies the promotion code that was typed, or checks again the one that is applied: what is
/// bought may have changed, and others may have used it up.
fn code(
    work: &mut Work<'_>,
    check: &mut Check,
    visit: &mut Visit,
    submission: &Submission,
) -> Result<(), StateError> {
    const FIELD: &str = "promotion_code";
    let applied = visit.session["_discount"]["promotion_code"]["code"].as_str();
    let typed = match submission.promotion_code.as_deref().map(str::trim) {
        Some("") => {
            if applied.is_some() {
                discount::take_away(&mut visit.session);
            }
            return Ok(());
        }
        Some(typed) if visit.session["allow_promotion_codes"] != true => {
            if applied != Some(typed) {
                check.refuse(FIELD, Problem::Code(CodeProblem::NotTaken));
            }
            return Ok(());
        }
        Some(typed) => typed.to_owned(),
        None => match applied.filter(|_| visit.session["allow_promotion_codes"] == true) {
            Some(applied) => applied.to_owned(),
            None => return Ok(()),
        },
    };
    let kept = applied.is_some_and(|applied| applied.eq_ignore_ascii_case(&typed));
    match usable(work, visit, &typed, &submission.email)? {
        Err(problem) => check.refuse(FIELD, Problem::Code(problem)),
        Ok(_) if kept => {}
        Ok((code, coupon)) => discount::apply(work, &mut visit.session, coupon, code),
    }
    Ok(())
}

/// The code with its coupon, where it may be used for what is bought now.
pub(super) fn usable(
    work: &Work<'_>,
    visit: &Visit,
    typed: &str,
    email: &str,
) -> Result<Result<(Value, Value), CodeProblem>, StateError> {
    let customer = &visit.session["customer"];
    let (code, coupon) = match discount::look_up(work, typed, customer)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let buyer = Buyer { customer, email };
    let found = (&code, &coupon);
    let misfit = discount::misfit(work, &visit.session, &visit.items, found, buyer)?;
    Ok(misfit.map_or(Ok((code, coupon)), Err))
}

/// Stripe's smallest and largest charge. Nothing at all may be free.
fn total_fits(check: &mut Check, visit: &Visit) {
    let total = visit.session["amount_total"].as_i64().unwrap_or(0);
    let code = visit.session["currency"].as_str().unwrap_or_default();
    if visit.items.iter().all(|item| item["quantity"] == 0) {
        return check.refuse("quantity", Problem::Missing(Blank::Item));
    }
    let Ok(currency) = Currency::supported(code) else {
        return;
    };
    let fits = Money::new(total, currency).and_then(Money::check_chargeable);
    if total != 0 && fits.is_err() {
        let least = currency.minimum_charge().unwrap_or(currency.step());
        let outside = AmountProblem::Outside {
            least: Sum::new(least, code),
            most: Sum::new(currency.maximum_charge(), code),
        };
        check.refuse("amount", Problem::Amount(outside));
    }
}
