//! The story of a sale: who buys what, and what happens when until the payment is made or given up.

use super::catalogue::{ARTICLES, Options};
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
}

impl What {
    const ALL: [Self; 5] = [
        Self::Open,
        Self::Pay,
        Self::Confirm,
        Self::Refuse,
        Self::Expire,
    ];

    /// The number that stands for it in the database.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Open => 1,
            Self::Pay => 2,
            Self::Confirm => 3,
            Self::Refuse => 4,
            Self::Expire => 5,
        }
    }

    pub(super) fn of_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.code() == code)
    }
}

/// What the bank does with a card. Two sales whose cards behave alike make the same kinds of
/// objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bank {
    Approves,
    Asks,
    /// Asks, and declines then.
    AsksInVain,
    Declines,
    /// Declines, for another reason.
    DeclinesAs(u8),
}

/// The cards that people have, each as often as its weight says.
#[rustfmt::skip]
const GOOD: [(&str, u64, Bank); 16] = [
    ("4242424242424242", 20, Bank::Approves),
    ("5555555555554444", 17, Bank::Approves),
    ("4000056655665556", 13, Bank::Approves),
    ("4000002760000016", 12, Bank::Approves),
    ("5200828282828210", 8, Bank::Approves),
    ("4000002500000003", 5, Bank::Approves),
    ("4000008260000000", 5, Bank::Approves),
    ("378282246310005", 4, Bank::Approves),
    ("2223003122003222", 3, Bank::Approves),
    ("5105105105105100", 1, Bank::Approves),
    ("6011111111111117", 1, Bank::Approves),
    ("3056930009020004", 1, Bank::Approves),
    ("3566002020360505", 1, Bank::Approves),
    ("6200000000000005", 1, Bank::Approves),
    ("4000002500003155", 5, Bank::Asks),
    ("4000002760003184", 3, Bank::Asks),
];

/// The cards that are declined.
const BAD: [(&str, u64, Bank); 8] = [
    ("4000000000009995", 40, Bank::Declines),
    ("4000000000000002", 30, Bank::DeclinesAs(0)),
    ("4000000000000127", 9, Bank::DeclinesAs(1)),
    ("4000000000000069", 8, Bank::DeclinesAs(2)),
    ("4000008400001629", 6, Bank::AsksInVain),
    ("4000000000000119", 4, Bank::DeclinesAs(3)),
    ("4000000000009987", 2, Bank::DeclinesAs(4)),
    ("4100000000000019", 1, Bank::DeclinesAs(5)),
];

/// A card by its number in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Card(usize);

impl Card {
    fn entry(self) -> (&'static str, Bank) {
        let cards = GOOD.iter().chain(&BAD);
        let (number, _, bank) = cards.copied().nth(self.0).unwrap_or(GOOD[0]);
        (number, bank)
    }

    fn good(draw: u64) -> Self {
        let shares = GOOD.iter().enumerate();
        let shares = shares.map(|(index, (_, share, _))| (index, *share));
        Self(weighted(draw % 100, shares).unwrap_or(0))
    }

    fn bad(draw: u64) -> Self {
        let shares = BAD.iter().enumerate();
        let shares = shares.map(|(index, (_, share, _))| (index, *share));
        Self(GOOD.len() + weighted(draw % 100, shares).unwrap_or(0))
    }
}

/// The number of a card that a moment names.
pub(super) fn card_number(detail: Option<i64>) -> &'static str {
    let index = detail.and_then(|index| usize::try_from(index).ok());
    Card(index.unwrap_or(0)).entry().0
}

/// Something that happens, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) at: i64,
    pub(super) what: What,
    pub(super) detail: Option<i64>,
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
    pub(super) article: usize,
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
}

impl Story {
    pub(super) fn draw(chance: &mut Chance, beginning: Beginning) -> Self {
        let options = ARTICLES.get(beginning.article).map(|it| it.options);
        let mut steps = steps(chance, beginning);
        steps.retain(|step| step.at < beginning.end);
        Self {
            article: beginning.article,
            quantity: quantity(chance, options),
            amount: amount(chance, options, beginning.aim),
            class: class(beginning.article, &steps),
            steps,
        }
    }
}

fn quantity(chance: &mut Chance, options: Option<Options>) -> i64 {
    if options != Some(Options::Several) {
        return 1;
    }
    let several = [(1, 68), (2, 20), (3, 6), (4, 3), (6, 2), (10, 1)];
    weighted(chance.below(100), several).unwrap_or(1)
}

fn amount(chance: &mut Chance, options: Option<Options>, aim: Aim) -> Option<i64> {
    if options != Some(Options::ChosenAmount) {
        return None;
    }
    if aim == Aim::CardTest {
        return Some(100 + i64::try_from(chance.below(90)).unwrap_or(0));
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

fn steps(chance: &mut Chance, beginning: Beginning) -> Vec<Step> {
    let mut steps = vec![Step {
        at: beginning.at,
        what: What::Open,
        detail: None,
    }];
    let paid = match beginning.aim {
        Aim::Look => false,
        Aim::Payment => customer(chance, beginning, &mut steps),
        Aim::CardTest => card_test(chance, beginning, &mut steps),
    };
    if !paid {
        steps.push(Step {
            at: beginning.at + DAY + seconds(chance, 1, 30),
            what: What::Expire,
            detail: None,
        });
    }
    steps
}

/// A customer pays; tells whether they did.
fn customer(chance: &mut Chance, beginning: Beginning, steps: &mut Vec<Step>) -> bool {
    let hesitates = if chance.below(4) == 0 { 300 } else { 1 };
    let at = beginning.at + seconds(chance, 15, 60) + seconds(chance, 0, hesitates);
    let good = Card::good(beginning.wallet);
    if chance.below(1000) >= 62 {
        return attempt(chance, at, good, steps) || again(chance, good, steps);
    }
    let bad = Card::bad(chance.below(100));
    attempt(chance, at, bad, steps);
    again(chance, good, steps)
}

/// Most try again at once with another card.
fn again(chance: &mut Chance, card: Card, steps: &mut Vec<Step>) -> bool {
    let last = steps.last().map_or(0, |step| step.at);
    let at = last + seconds(chance, 20, 120);
    chance.below(100) < 74 && attempt(chance, at, card, steps)
}

/// Stolen cards are tried one after the other. Nearly all are declined.
fn card_test(chance: &mut Chance, beginning: Beginning, steps: &mut Vec<Step>) -> bool {
    let mut at = beginning.at + 2;
    for _ in 0..=chance.below(3) {
        let works = chance.below(30) == 0;
        let card = if works {
            Card(0)
        } else {
            Card(GOOD.len() + [1, 2, 7][index(chance, 3)])
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
    let detail = i64::try_from(card.0).ok();
    let what = What::Pay;
    steps.push(Step { at, what, detail });
    let (answer, paid) = match card.entry().1 {
        Bank::Approves => return true,
        Bank::Declines | Bank::DeclinesAs(_) => return false,
        Bank::AsksInVain => (What::Confirm, false),
        Bank::Asks if chance.below(100) < 6 => (What::Refuse, false),
        Bank::Asks => (What::Confirm, true),
    };
    steps.push(Step {
        at: at + seconds(chance, 8, 50),
        what: answer,
        detail: None,
    });
    paid
}

fn seconds(chance: &mut Chance, least: i64, more: u64) -> i64 {
    least + i64::try_from(chance.below(more)).unwrap_or(0)
}

fn index(chance: &mut Chance, length: u64) -> usize {
    usize::try_from(chance.below(length)).unwrap_or(0)
}

/// Sales of one class make the same kinds of objects in the same order, and of those what lists
/// filter by is the same: currency, type, status.
fn class(article: usize, steps: &[Step]) -> Vec<u8> {
    let mut class = Vec::with_capacity(16);
    if let Some(article) = ARTICLES.get(article) {
        class.push(match article.options {
            Options::Customers => 1,
            Options::Plain
            | Options::Several
            | Options::Shipped
            | Options::ChosenAmount
            | Options::Questions
            | Options::Terms => 0,
        });
        class.extend(article.currency.as_bytes());
    }
    for step in steps {
        class.push(step.what.code());
        if step.what == What::Pay {
            let index = step.detail.and_then(|it| usize::try_from(it).ok());
            class.push(match Card(index.unwrap_or(0)).entry().1 {
                Bank::Approves => 0,
                Bank::Asks => 1,
                Bank::AsksInVain => 2,
                Bank::Declines => 3,
                Bank::DeclinesAs(reason) => 4 + reason,
            });
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
        for what in What::ALL {
            assert_eq!(What::of_code(what.code()), Some(what));
        }
        assert_eq!(What::of_code(0), None);
        assert_eq!(GOOD.iter().map(|it| it.1).sum::<u64>(), 100);
        assert_eq!(BAD.iter().map(|it| it.1).sum::<u64>(), 100);
        assert_eq!(card_number(Some(0)), GOOD[0].0);
        assert_eq!(card_number(Some(16)), BAD[0].0);
    }
}
