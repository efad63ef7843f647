//! What comes long after a payment: refunds, warnings, disputes.

use super::money::Money;
use super::seasons::{DAY, HOUR};
use super::story::{Aim, Step, What, seconds};
use crate::chance::Chance;

/// How many days a merchant has to answer a dispute.
const DAYS_TO_ANSWER: i64 = 14;

/// Of how many payments 14 bring trouble with banks and 200 are refunded.
pub(super) const USUAL: u64 = 10_000;

/// Adds what comes after a payment: mostly nothing, where it is one `of` as many as usual.
pub(super) fn draw(
    chance: &mut Chance,
    (aim, of): (Aim, u64),
    money: &Money,
    steps: &mut Vec<Step>,
) {
    let paid = steps.last().map_or(0, |step| step.at);
    let draw = chance.below(match aim {
        Aim::Payment => of,
        Aim::CardTest | Aim::Look => USUAL,
    });
    match (aim, draw) {
        (Aim::CardTest, 0..5000) => refund_all(chance, paid + 8 * HOUR, money, steps),
        (Aim::CardTest, 5000..8000) => {
            warn(chance, paid, steps);
            dispute(chance, paid + 10 * DAY, money, steps);
        }
        (Aim::Payment, 14..214) => refund(chance, paid, money, steps),
        (Aim::Payment, 0..8) => dispute(chance, paid, money, steps),
        (Aim::Payment, 8..10) => {
            warn(chance, paid, steps);
            dispute(chance, paid + 4 * DAY, money, steps);
        }
        (Aim::Payment, 10..12) => inquiry(chance, paid, steps),
        (Aim::Payment, 12..14) => {
            warn(chance, paid, steps);
            refund_all(chance, paid + 3 * DAY, money, steps);
        }
        (Aim::Payment | Aim::CardTest | Aim::Look, _) => {}
    }
}

/// All at once, or a part, or one part after the other.
fn refund(chance: &mut Chance, paid: i64, money: &Money, steps: &mut Vec<Step>) {
    let total = money.total();
    let part = (total * seconds(chance, 20, 60) / 100).max(1);
    let draw = chance.below(100);
    if draw < 62 || part >= total {
        return refund_all(chance, paid + HOUR, money, steps);
    }
    let at = paid + seconds(chance, HOUR, 30 * 86_400);
    steps.push(returned(at, part, money, paid));
    if draw < 85 {
        return;
    }
    // Of those that are refunded twice, half get all of it back.
    let left = total - part;
    let second = if draw < 92 { left } else { (left / 2).max(1) };
    let at = at + seconds(chance, HOUR, 10 * 86_400);
    steps.push(returned(at, second, money, paid));
}

fn refund_all(chance: &mut Chance, from: i64, money: &Money, steps: &mut Vec<Step>) {
    let paid = payment_of(steps);
    let at = from + seconds(chance, 0, 25 * 86_400);
    steps.push(returned(at, money.total(), money, paid));
}

fn returned(at: i64, amount: i64, money: &Money, paid: i64) -> Step {
    Step {
        detail: Some(amount),
        money: Some(money.refund(amount, at, paid)),
        ..Step::new(at, What::Refund)
    }
}

fn warn(chance: &mut Chance, paid: i64, steps: &mut Vec<Step>) {
    let at = paid + seconds(chance, 2 * HOUR, 2 * 86_400);
    steps.push(Step::new(at, What::Warn));
}

fn dispute(chance: &mut Chance, from: i64, money: &Money, steps: &mut Vec<Step>) {
    let paid = payment_of(steps);
    let opened = from + seconds(chance, 2 * DAY, 40 * 86_400);
    steps.push(Step {
        money: Some(money.dispute(opened, paid)),
        ..Step::new(opened, What::Dispute)
    });
    if chance.below(100) < 35 {
        // To the last second of the last day.
        let lapses = (opened.div_euclid(DAY) + DAYS_TO_ANSWER + 1) * DAY - 1;
        steps.push(Step::new(lapses, What::Lapse));
        return;
    }
    let answered = opened + seconds(chance, 5 * HOUR, 12 * 86_400);
    steps.push(Step::new(answered, What::Answer));
    let decided = answered + seconds(chance, 9 * DAY, 50 * 86_400);
    let won = chance.below(100) < 42;
    steps.push(match won {
        true => Step {
            money: Some(money.won(decided)),
            ..Step::new(decided, What::Win)
        },
        false => Step::new(decided, What::Lose),
    });
}

/// The bank asks, and is content with the answer.
fn inquiry(chance: &mut Chance, paid: i64, steps: &mut Vec<Step>) {
    let opened = paid + seconds(chance, 2 * DAY, 40 * 86_400);
    let answered = opened + seconds(chance, 5 * HOUR, 12 * 86_400);
    let closed = answered + seconds(chance, 9 * DAY, 50 * 86_400);
    steps.push(Step::new(opened, What::Inquire));
    steps.push(Step::new(answered, What::Answer));
    steps.push(Step::new(closed, What::Win));
}

/// When the payment was made.
fn payment_of(steps: &[Step]) -> i64 {
    let made = |step: &&Step| matches!(step.what, What::Pay | What::Confirm);
    steps.iter().rfind(made).map_or(0, |step| step.at)
}
