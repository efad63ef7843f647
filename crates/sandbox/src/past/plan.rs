//! The plan of a year: every sale and what happens in it, in the order of time.
//!
//! It is drawn bit by bit, so that a million payments need no more memory than ten.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::catalogue::{ARTICLES, Article, Options};
use super::ledger::Ledger;
use super::money::Movement;
use super::people::{buyer, digest, weighted};
use super::seasons::{DAY, Hours, When, YEAR};
use super::story::{Aim, Beginning, Story, night_of_tests};
use crate::chance::Chance;
use crate::state::{MomentRow, SaleRow, ShapeRow, StateError, Work};

/// Of a hundred customers, how many only look.
const LOOKERS: u64 = 7;
/// Of a hundred sales, how many are to someone who never bought before.
const NEWCOMERS: u64 = 34;
/// From how many payments on the shop was found by people who test stolen cards.
const KNOWN: u32 = 400;

/// The plan while it is drawn.
pub(super) struct Plan {
    root: Chance,
    chance: Chance,
    start: i64,
    end: i64,
    trouble: u64,
    hours: Hours,
    hour: usize,
    slots: Slots,
    tests: Tests,
    sale: u32,
    moment: i64,
    /// Who bought so far: who bought often is likely to come again.
    bought: Vec<u32>,
    buyers: u32,
    pending: BinaryHeap<Reverse<Pending>>,
    shapes: Shapes,
    choice: Choice,
    ledger: Ledger,
}

/// The customers who still come.
struct Slots {
    all: u64,
    nth: u64,
    /// How many of those to come only look.
    lookers: u64,
    /// When the next comes, once that was drawn.
    next: Option<i64>,
}

/// Attempts with stolen cards, all in one night.
struct Tests {
    from: i64,
    left: u32,
}

/// Something that is to happen later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pending {
    at: i64,
    sale: u32,
    shape: u32,
    detail: Option<i64>,
    money: Option<Movement>,
}

/// The shapes of moments met so far.
#[derive(Default)]
struct Shapes {
    /// The first shape of each class of sales.
    of_class: HashMap<Vec<u8>, u32>,
    rows: Vec<ShapeRow>,
}

/// What may be bought on a day, with how often it is.
#[derive(Default)]
struct Choice {
    day: Option<i64>,
    weights: Vec<(usize, u64)>,
    all: u64,
}

impl Plan {
    /// The plan of a year that ends at `end`, with so many payments, of which as many of `trouble`
    /// are refunded or disputed as of [`USUAL`](super::aftermath::USUAL) usually.
    pub(super) fn new(root: &Chance, end: i64, payments: u32, trouble: u64) -> Self {
        let mut chance = root.branch("plan", 0);
        let start = end - YEAR;
        let tested = if payments < KNOWN { 0 } else { payments / 100 };
        let tested = tested.min(500);
        let customers = u64::from(payments - tested);
        let lookers = customers * LOOKERS / (100 - LOOKERS);
        Self {
            tests: Tests {
                from: night_of_tests(&mut chance, start),
                left: tested,
            },
            ledger: Ledger::new(root, start),
            root: root.clone(),
            chance,
            start,
            end,
            trouble,
            hours: Hours::of(start),
            hour: 0,
            slots: Slots {
                all: customers + lookers,
                nth: 0,
                lookers,
                next: None,
            },
            sale: 0,
            moment: 0,
            bought: Vec::new(),
            buyers: 0,
            pending: BinaryHeap::new(),
            shapes: Shapes::default(),
            choice: Choice::default(),
        }
    }

    /// Writes the next so many sales and what happens meanwhile; gives back the plan, unless that
    /// was all.
    pub(super) fn write(
        mut self,
        work: &mut Work<'_>,
        sales: usize,
    ) -> Result<Option<Self>, StateError> {
        for _ in 0..sales {
            let Some((at, aim)) = self.next_customer() else {
                self.happen(work, i64::MAX)?;
                for shape in &self.shapes.rows {
                    work.keep_shape(shape)?;
                }
                self.ledger.end(work, self.end)?;
                return Ok(None);
            };
            self.happen(work, at)?;
            self.sell(work, at, aim)?;
        }
        Ok(Some(self))
    }

    fn next_customer(&mut self) -> Option<(i64, Aim)> {
        let slots = &mut self.slots;
        if slots.nth == slots.all {
            return self.next_test();
        }
        let at = slots.next.take().unwrap_or_else(|| {
            // One in each of as many equal parts of what is bought in the year: in order.
            let part = (slots.nth << 32) + self.chance.below(1 << 32);
            self.hours.time(part / slots.all, &mut self.hour)
        });
        if at >= self.tests.from && self.tests.left > 0 {
            slots.next = Some(at);
            return self.next_test();
        }
        // Each of those to come is as likely to be one who only looks.
        let looks = self.chance.below(slots.all - slots.nth) < slots.lookers;
        slots.nth += 1;
        if looks {
            slots.lookers -= 1;
            return Some((at, Aim::Look));
        }
        Some((at, Aim::Payment))
    }

    fn next_test(&mut self) -> Option<(i64, Aim)> {
        self.tests.left = self.tests.left.checked_sub(1)?;
        let at = self.tests.from;
        self.tests.from += i64::try_from(self.chance.below(15)).unwrap_or(0);
        Some((at, Aim::CardTest))
    }

    /// Begins a sale; what follows in it waits for its time.
    fn sell(&mut self, work: &mut Work<'_>, at: i64, aim: Aim) -> Result<(), StateError> {
        self.sale += 1;
        let buyer = self.buyer(work, aim)?;
        let mut wallet = self.root.branch("wallet", u64::from(buyer));
        let article = self.article(at, aim);
        let beginning = Beginning {
            at,
            aim,
            article,
            wallet: wallet.below(100),
            end: self.end,
            trouble: self.trouble,
        };
        let mut chance = self.root.branch("story", u64::from(self.sale));
        let story = Story::draw(&mut chance, beginning);
        let first = self.shapes.of(&story);
        let opened = self.moment + 1;
        for (step, shape) in story.steps.iter().zip(first..) {
            self.pending.push(Reverse(Pending {
                at: step.at,
                sale: self.sale,
                shape,
                detail: step.detail,
                money: step.money,
            }));
        }
        work.keep_sale(&SaleRow {
            sale: self.sale,
            opened,
            link: u32::try_from(article).unwrap_or(0),
            buyer,
            quantity: story.quantity,
            amount: story.amount,
        })?;
        // Nothing that was to happen until now waits any more, so this is the next moment.
        self.happen(work, at)
    }

    /// Writes what happens up to a time, in order.
    fn happen(&mut self, work: &mut Work<'_>, until: i64) -> Result<(), StateError> {
        while let Some(Reverse(next)) = self.pending.peek().copied()
            && next.at <= until
        {
            self.pending.pop();
            self.moment += 1;
            work.keep_moment(&MomentRow {
                seq: self.moment,
                created: next.at,
                sale: next.sale,
                shape: next.shape,
                detail: next.detail,
            })?;
            self.shapes.met(next.shape, self.moment);
            if let Some(movement) = next.money {
                self.ledger.add(work, next.at, movement)?;
            }
        }
        Ok(())
    }

    fn buyer(&mut self, work: &mut Work<'_>, aim: Aim) -> Result<u32, StateError> {
        let known = u64::try_from(self.bought.len()).unwrap_or(0);
        let comes_again = aim == Aim::Payment && self.chance.below(100) >= NEWCOMERS;
        if comes_again && known > 0 {
            let nth = usize::try_from(self.chance.below(known)).unwrap_or(0);
            let buyer = self.bought.get(nth).copied().unwrap_or(0);
            self.bought.push(buyer);
            return Ok(buyer);
        }
        self.buyers += 1;
        if aim == Aim::Payment {
            self.bought.push(self.buyers);
        }
        let email = buyer(&self.root, self.buyers).email;
        work.keep_buyer(digest(&email), self.buyers)?;
        Ok(self.buyers)
    }

    fn article(&mut self, at: i64, aim: Aim) -> usize {
        if aim == Aim::CardTest {
            let chosen = |it: &Article| it.options == Options::ChosenAmount;
            return ARTICLES.iter().position(chosen).unwrap_or(0);
        }
        let day = (at - self.start).div_euclid(DAY);
        if self.choice.day != Some(day) {
            self.choice = Choice::of(day, When::of(at));
        }
        let draw = self.chance.below(self.choice.all);
        weighted(draw, self.choice.weights.iter().copied()).unwrap_or(0)
    }
}

impl Choice {
    fn of(day: i64, when: When) -> Self {
        let sold = ARTICLES.iter().enumerate();
        // What is new that day is bought from the next on.
        let sold = sold.filter(|(_, article)| article.since == 0 || article.since < day);
        let weights: Vec<_> = sold
            .map(|(index, article)| (index, article.weight * when.of_season(article.season)))
            .collect();
        Self {
            day: Some(day),
            all: weights.iter().map(|(_, weight)| weight).sum(),
            weights,
        }
    }
}

impl Shapes {
    /// The shape of a story's first step; those of the next ones follow.
    fn of(&mut self, story: &Story) -> u32 {
        if let Some(first) = self.of_class.get(&story.class) {
            return *first;
        }
        let first = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        for (step, shape) in story.steps.iter().zip(first..) {
            self.rows.push(ShapeRow {
                shape,
                what: step.what.code(),
                sample: 0,
                moments: 0,
            });
        }
        self.of_class.insert(story.class.clone(), first);
        first
    }

    fn met(&mut self, shape: u32, moment: i64) {
        let index = usize::try_from(shape).unwrap_or(usize::MAX);
        if let Some(row) = self.rows.get_mut(index) {
            if row.moments == 0 {
                row.sample = moment;
            }
            row.moments += 1;
        }
    }
}
