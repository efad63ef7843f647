//! The story of a sale: what happens when, from the visit of the link to what comes long after.

use super::aftermath;
use super::cards::{Bank, Card};
use super::catalogue::{ARTICLES, Article, Options};
use super::money::{Money, Movement};
use super::people::weighted;
use super::seasons::{DAY, HOUR};
use crate::chance::Chance;

/// What happens in a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A customer opens the link.
    Open,
    /// They try to pay with a card.
    Pay,
    /// They confirm with their bank.
    Confirm,
    /// They do not confirm.
    Refuse,
    /// A day later nobody has paid.
    Expire,
    /// The merchant gives some of the money back, or what is left of it.
    Refund,
    /// The customer's bank warns of fraud.
    Warn,
    /// The customer disputes the payment.
    Dispute,
    /// Their bank asks what it was.
    Inquire,
    /// The merchant answers the bank.
    Answer,
    /// The bank decides for the merchant, or nothing came of its asking.
    Win,
    /// The bank decides for the customer.
    Lose,
    /// Nobody answered in time.
    Lapse,
}

impl What {
    const ALL: [(Self, u8); 13] = [
        (Self::Open, 1),
        (Self::Pay, 2),
        (Self::Confirm, 3),
        (Self::Refuse, 4),
        (Self::Expire, 5),
        (Self::Refund, 6),
        (Self::Warn, 7),
        (Self::Dispute, 8),
        (Self::Inquire, 9),
        (Self::Answer, 10),
        (Self::Win, 11),
        (Self::Lose, 12),
        (Self::Lapse, 13),
    ];

    /// The number that stands for it in the database.
    pub(super) fn code(self) -> u8 {
        let found = Self::ALL.iter().find(|(what, _)| *what == self);
        found.map_or(0, |(_, code)| *code)
    }

    pub(super) fn of_code(code: u8) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == code);
        found.map(|(what, _)| *what)
    }
}

/// Something that happens, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) at: i64,
    pub(super) what: What,
    /// What else is to be known: the card, or an amount in minor units.
    pub(super) detail: Option<i64>,
    /// What it does to the balance.
    pub(super) money: Option<Movement>,
}

impl Step {
    pub(super) fn new(at: i64, what: What) -> Self {
        Self {
            at,
            what,
            detail: None,
            money: None,
        }
    }
}

/// What becomes of a sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// A customer who tries to pay.
    Payment,
    /// One who only looks.
    Look,
    /// Someone who tries stolen cards.
    CardTest,
}

/// A sale from its beginning to where the past ends.
#[derive(Debug, Clone)]
pub(super) struct Story {
    pub(super) quantity: i64,
    pub(super) amount: Option<i64>,
    pub(super) steps: Vec<Step>,
    /// What decides which kinds of objects its steps make.
    pub(super) class: Vec<u8>,
}

/// What is known of a sale before its story is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beginning {
    pub(super) at: i64,
    pub(super) aim: Aim,
    pub(super) article: usize,
    /// A draw that is the same whenever this buyer buys: their card.
    pub(super) wallet: u64,
    /// Where the past ends.
    pub(super) end: i64,
    /// Of how many payments as many bring trouble as of [`aftermath::USUAL`] usually.
    pub(super) trouble: u64,
}

impl Story {
    pub(super) fn draw(chance: &mut Chance, beginning: Beginning) -> Self {
        let article = ARTICLES.get(beginning.article).unwrap_or(&ARTICLES[0]);
        let quantity = quantity(chance, article);
        let amount = amount(chance, article, beginning.aim);
        let total = amount.unwrap_or(article.amount * quantity) + article.shipping();
        let money = Money::new(total, article.currency);
        let mut steps = steps(chance, beginning, &money);
        steps.retain(|step| step.at < beginning.end);
        Self {
            quantity,
            amount,
            class: class(article, &steps, total),
            steps,
        }
    }
}

fn quantity(chance: &mut Chance, article: &Article) -> i64 {
    if article.options != Options::Several {
        return 1;
    }
    let several = [(1, 68), (2, 20), (3, 6), (4, 3), (6, 2), (10, 1)];
    weighted(chance.below(100), several).unwrap_or(1)
}

fn amount(chance: &mut Chance, article: &Article, aim: Aim) -> Option<i64> {
    if article.options != Options::ChosenAmount {
        return None;
    }
    if aim == Aim::CardTest {
        return Some(seconds(chance, 100, 90));
    }
    let usual = [
        (200, 18),
        (300, 14),
        (500, 34),
        (1000, 18),
        (1111, 2),
        (2000, 8),
        (5000, 4),
        (50_000, 1),
        (742, 1),
    ];
    weighted(chance.below(100), usual)
}

fn steps(chance: &mut Chance, beginning: Beginning, money: &Money) -> Vec<Step> {
    let mut steps = vec![Step::new(beginning.at, What::Open)];
    let paid = match beginning.aim {
        Aim::Look => false,
        Aim::Payment => customer(chance, beginning, &mut steps),
        Aim::CardTest => card_test(chance, beginning, &mut steps),
    };
    let Some(last) = steps.last_mut().filter(|_| paid) else {
        let expires = beginning.at + DAY;
        steps.push(Step::new(expires, What::Expire));
        return steps;
    };
    last.money = Some(money.charge(last.at));
    aftermath::draw(
        chance,
        (beginning.aim, beginning.trouble),
        money,
        &mut steps,
    );
    steps
}

/// A customer pays; tells whether they did.
fn customer(chance: &mut Chance, beginning: Beginning, steps: &mut Vec<Step>) -> bool {
    let hesitates = if chance.below(4) == 0 { 300 } else { 1 };
    let at = beginning.at + seconds(chance, 15, 60) + seconds(chance, 0, hesitates);
    let good = Card::good(beginning.wallet);
    let first = match chance.below(1000) {
        0..62 => Card::bad(chance.below(100)),
        _ => good,
    };
    if attempt(chance, at, first, steps) {
        return true;
    }
    // Most try again at once.
    let last = steps.last().map_or(at, |step| step.at);
    let at = last + seconds(chance, 20, 120);
    chance.below(100) < 74 && attempt(chance, at, good, steps)
}

/// Stolen cards are tried one after the other. Nearly all are declined.
fn card_test(chance: &mut Chance, beginning: Beginning, steps: &mut Vec<Step>) -> bool {
    let mut at = beginning.at + 2;
    for _ in 0..=chance.below(3) {
        let card = match chance.below(30) {
            0 => Card::good(0),
            draw => Card::stolen(draw),
        };
        if attempt(chance, at, card, steps) {
            return true;
        }
        at += seconds(chance, 1, 6);
    }
    false
}

/// One attempt with a card; tells whether it went through.
fn attempt(chance: &mut Chance, at: i64, card: Card, steps: &mut Vec<Step>) -> bool {
    steps.push(Step {
        detail: card.detail(),
        ..Step::new(at, What::Pay)
    });
    let (answer, paid) = match card.bank() {
        Bank::Approves => return true,
        Bank::Declines | Bank::Blocks => return false,
        Bank::AsksInVain => (What::Confirm, false),
        Bank::Asks if chance.below(100) < 6 => (What::Refuse, false),
        Bank::Asks => (What::Confirm, true),
    };
    steps.push(Step::new(at + seconds(chance, 8, 50), answer));
    paid
}

/// From `least` on, up to `more` later.
pub(super) fn seconds(chance: &mut Chance, least: i64, more: u64) -> i64 {
    least + i64::try_from(chance.below(more)).unwrap_or(0)
}

/// Sales of one class make the same kinds of objects in the same order, and of those what lists
/// filter by is the same: currency, type, status.
fn class(article: &Article, steps: &[Step], total: i64) -> Vec<u8> {
    let mut class = Vec::with_capacity(16);
    class.push(article.options.class());
    class.extend(article.currency.as_bytes());
    let mut left = total;
    for step in steps {
        class.push(step.what.code());
        match step.what {
            What::Pay => class.push(match Card::of_detail(step.detail).bank() {
                Bank::Approves => 0,
                Bank::Asks => 1,
                Bank::AsksInVain => 2,
                Bank::Declines => 3,
                Bank::Blocks => 4,
            }),
            What::Refund => {
                left -= step.detail.unwrap_or(left);
                class.push(u8::from(left == 0));
            }
            What::Open
            | What::Confirm
            | What::Refuse
            | What::Expire
            | What::Warn
            | What::Dispute
            | What::Inquire
            | What::Answer
            | What::Win
            | What::Lose
            | What::Lapse => {}
        }
    }
    class
}

/// When a night of card testing is, in a year that begins at `start`.
pub(super) fn night_of_tests(chance: &mut Chance, start: i64) -> i64 {
    let day = start.div_euclid(DAY) + seconds(chance, 180, 120);
    day * DAY + 2 * HOUR + 600
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moments_number_tells_what_happens() {
        for (what, code) in What::ALL {
            assert_eq!(what.code(), code);
            assert_eq!(What::of_code(code), Some(what));
        }
        assert_eq!(What::of_code(0), None);
    }
}
