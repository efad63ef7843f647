//! Ids and dice, both fixed by one seed: the n-th draw of a seed is always the same.
//!
//! A sale of the past has dice of its own, so that it comes out the same whenever it is looked at,
//! and its ids tell which sale they belong to.

use sha2::{Digest, Sha256};

/// Digits in ASCII order, so that ids sort by when they were made.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// 62^5: the weight of the first of six ordered digits.
const FIRST_DIGIT: u64 = 916_132_832;
/// Where the ordered digits of the past's ids begin: at `A`. Those of all others begin at `K`, so
/// no id is given twice.
const PAST: u64 = FIRST_DIGIT * 10;
/// How far apart the ordered digits of two sales of the past are.
const SALE_STEP: u64 = 4000;
/// How many sales the past can have, so that its ids end before `K`.
pub(crate) const MOST_SALES: u32 = 2_290_332;

/// A source of ids and chance that continues where it stopped.
#[derive(Debug, Clone)]
pub(crate) struct Chance {
    seed: [u8; 32],
    drawn: u64,
    /// Where the ordered part of ids begins.
    origin: u64,
    /// The part that all ids of one account share.
    account: String,
    /// The store's own seed: what every source that branches off shares.
    root: [u8; 32],
    /// The sale of the past that this is the chance of.
    sale: Option<Sale>,
}

/// A sale of the past while its ids are given.
#[derive(Debug, Clone)]
struct Sale {
    number: u32,
    /// How many ids of each prefix it was given.
    given: Vec<(&'static str, u64)>,
}

/// How the ids of a kind of object look after their prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdShape {
    /// Like `pi_3MtwBwLkdIwHu7ix28a3tqPa`: a generation, then 23 letters and digits.
    Long(char),
    /// Like `prod_NWjs8kKbJWmuuc`: 14 letters and digits.
    Short,
    /// Like `cs_test_a1…`: 58 letters and digits.
    Session,
}

impl IdShape {
    /// What stands between the prefix and the ordered digits.
    fn lead(self) -> usize {
        match self {
            Self::Long(_) => 1,
            Self::Short => 0,
            Self::Session => 2,
        }
    }
}

impl Chance {
    /// The source of a seed, of which `drawn` draws were made before.
    pub(crate) fn new(seed: [u8; 32], drawn: u64) -> Self {
        let mut of_seed = Self {
            seed,
            drawn: 0,
            origin: 0,
            account: String::new(),
            root: seed,
            sale: None,
        };
        let first = of_seed.draw();
        of_seed.account = letters(&first[8..], 9);
        // The leading digit stays within capitals, as in Stripe's ids of today.
        of_seed.origin = FIRST_DIGIT * 20 + number(&first) % (FIRST_DIGIT * 5);
        of_seed.drawn = drawn.max(1);
        of_seed
    }

    /// A source of its own for one of many things, whatever else is drawn before or after.
    pub(crate) fn branch(&self, topic: &str, number: u64) -> Self {
        let seed = Sha256::new()
            .chain_update(self.seed)
            .chain_update(topic)
            .chain_update(number.to_be_bytes())
            .finalize();
        Self {
            seed: seed.into(),
            drawn: 0,
            origin: self.origin,
            account: self.account.clone(),
            root: self.root,
            sale: None,
        }
    }

    /// The source of a sale of the past. The n-th id of a prefix is always the same, whatever else
    /// the sale draws.
    pub(crate) fn of_sale(&self, number: u32) -> Self {
        let given = Vec::new();
        Self {
            sale: Some(Sale { number, given }),
            ..self.branch("sale", u64::from(number))
        }
    }

    /// How many draws were made; kept with the state.
    pub(crate) fn drawn(&self) -> u64 {
        self.drawn
    }

    /// A new id.
    pub(crate) fn id(&mut self, prefix: &'static str, shape: IdShape) -> String {
        let draw = self.draw_id(prefix);
        let ordered = self.ordered(&draw);
        match shape {
            IdShape::Long(generation) => {
                format!(
                    "{prefix}{generation}{ordered}{}{}",
                    self.account,
                    letters(&draw, 8)
                )
            }
            IdShape::Short => format!("{prefix}{ordered}{}", letters(&draw, 8)),
            IdShape::Session => {
                let tail = format!("{}{}", letters(&draw, 31), letters(&hash(&draw), 19));
                format!("{prefix}a1{ordered}{tail}")
            }
        }
    }

    /// The account's own id.
    pub(crate) fn account_id(&self) -> String {
        format!("acct_1{}{}", letters(&self.root, 6), self.account)
    }

    /// `length` letters and digits.
    pub(crate) fn word(&mut self, length: usize) -> String {
        letters(&self.draw(), length)
    }

    /// What a card's or an account's number is known by here: the same for the same number, and
    /// without the seed the number cannot be found by it.
    pub(crate) fn fingerprint(&self, number: &str) -> String {
        let digest = Sha256::new()
            .chain_update(self.root)
            .chain_update(b"fingerprint")
            .chain_update(number)
            .finalize();
        letters(&digest, 16)
    }

    /// A number from 0 up to, without, `bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        number(&self.draw()) % bound.max(1)
    }

    /// One of several; none of none.
    pub(crate) fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let index = self.below(u64::try_from(choices.len()).ok()?);
        choices.get(usize::try_from(index).ok()?)
    }

    fn draw(&mut self) -> [u8; 32] {
        let draw = Sha256::new()
            .chain_update(self.seed)
            .chain_update(self.drawn.to_be_bytes())
            .finalize();
        self.drawn += 1;
        draw.into()
    }

    /// What an id is made of.
    fn draw_id(&mut self, prefix: &'static str) -> [u8; 32] {
        let Some(sale) = &mut self.sale else {
            return self.draw();
        };
        let known = sale.given.iter_mut().find(|(given, _)| *given == prefix);
        let nth = match known {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                sale.given.push((prefix, 0));
                0
            }
        };
        let draw = Sha256::new()
            .chain_update(self.seed)
            .chain_update(prefix)
            .chain_update(nth.to_be_bytes())
            .finalize();
        draw.into()
    }

    /// Six digits that grow with every draw, or with the number of the sale.
    fn ordered(&self, draw: &[u8; 32]) -> String {
        let step = number(&draw[16..]);
        let mut rest = match &self.sale {
            Some(sale) => PAST + u64::from(sale.number % MOST_SALES) * SALE_STEP + step % SALE_STEP,
            None => self.origin + self.drawn * 1000 + step % 1000,
        };
        let mut digits = [b'0'; 6];
        for digit in digits.iter_mut().rev() {
            *digit = DIGITS[usize::try_from(rest % 62).unwrap_or(0)];
            rest /= 62;
        }
        digits.iter().copied().map(char::from).collect()
    }
}

/// The sale of the past that an id belongs to, if it is an id of the past.
pub(crate) fn sale_of(id: &str, prefix: &str, shape: IdShape) -> Option<u32> {
    let start = prefix.len() + shape.lead();
    let ordered = id.as_bytes().get(start..start + 6)?;
    let number = ordered.iter().try_fold(0_u64, |sum, byte| {
        let digit = DIGITS.binary_search(byte).ok()?;
        Some(sum * 62 + u64::try_from(digit).ok()?)
    })?;
    let sale = u32::try_from(number.checked_sub(PAST)? / SALE_STEP).ok()?;
    (sale < MOST_SALES).then_some(sale)
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The first eight bytes as a number.
fn number(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .take(8)
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// One letter or digit for each of the first bytes.
fn letters(bytes: &[u8], length: usize) -> String {
    bytes
        .iter()
        .take(length)
        .map(|byte| char::from(DIGITS[usize::from(byte % 62)]))
        .collect()
}

/// Letters and digits from the operating system, for keys and secrets: a seed must not fix them.
pub(crate) fn secret_letters(length: usize) -> String {
    let mut bytes = vec![0; length];
    rand::fill(&mut bytes[..]);
    letters(&bytes, length)
}

/// A seed's bytes: of the number, or of the operating system.
pub(crate) fn seed_bytes(seed: Option<u64>) -> [u8; 32] {
    match seed {
        Some(number) => Sha256::digest(number.to_be_bytes()).into(),
        None => rand::random(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_fixes_ids_and_continues_where_it_stopped() {
        let mut first = Chance::new(seed_bytes(Some(7)), 0);
        let ids: Vec<_> = (0..50)
            .map(|_| first.id("pi_", IdShape::Long('3')))
            .collect();
        let mut again = Chance::new(seed_bytes(Some(7)), 0);
        for id in &ids[..20] {
            assert_eq!(&again.id("pi_", IdShape::Long('3')), id);
        }
        let mut resumed = Chance::new(seed_bytes(Some(7)), again.drawn());
        assert_eq!(resumed.id("pi_", IdShape::Long('3')), ids[20]);
        assert_ne!(
            Chance::new(seed_bytes(Some(8)), 0).id("pi_", IdShape::Long('3')),
            ids[0]
        );
    }

    #[test]
    fn ids_sort_by_when_they_were_made_and_have_stripes_lengths() {
        let mut chance = Chance::new(seed_bytes(None), 0);
        let ids: Vec<_> = (0..500)
            .map(|_| chance.id("pi_", IdShape::Long('3')))
            .collect();
        assert!(ids.is_sorted());
        assert_eq!(ids[0].len(), "pi_3MtwBwLkdIwHu7ix28a3tqPa".len());
        assert_eq!(
            chance.id("prod_", IdShape::Short).len(),
            "prod_NWjs8kKbJWmuuc".len()
        );
        assert_eq!(
            chance.id("cs_test_", IdShape::Session).len(),
            "cs_test_a1YS1URlnyQCN5fUUduORoQ7Pw41PJqDWkIVQCpJPqkfIhd6tVY8XB1OLY".len()
        );
        assert_eq!(chance.account_id().len(), "acct_1PgafTB7WZ01zgkW".len());
    }

    #[test]
    fn a_fingerprint_belongs_to_a_number_and_a_seed() {
        let chance = Chance::new(seed_bytes(Some(1)), 0);
        let print = chance.fingerprint("4242424242424242");
        assert_eq!(print.len(), "AOB934RVNwzk6xtn".len());
        assert_eq!(print, chance.fingerprint("4242424242424242"));
        assert_ne!(print, chance.fingerprint("5555555555554444"));
        let other = Chance::new(seed_bytes(Some(2)), 0);
        assert_ne!(print, other.fingerprint("4242424242424242"));
    }

    #[test]
    fn ids_of_the_past_tell_their_sale_and_others_do_not() {
        let shapes = [
            ("pi_", IdShape::Long('3')),
            ("cus_", IdShape::Short),
            ("cs_test_", IdShape::Session),
        ];
        let mut live = Chance::new(seed_bytes(Some(3)), 0);
        for (prefix, shape) in shapes {
            for sale in [0, 1, 61, 62, 4000, 999_999, MOST_SALES - 1] {
                let mut chance = live.of_sale(sale);
                let (first, second) = (chance.id(prefix, shape), chance.id(prefix, shape));
                assert_ne!(first, second);
                assert_eq!(sale_of(&first, prefix, shape), Some(sale), "{first}");
                assert_eq!(sale_of(&second, prefix, shape), Some(sale), "{second}");
                let mut again = live.of_sale(sale);
                again.below(7);
                assert_eq!(again.id(prefix, shape), first, "dice between change no id");
                assert_eq!(chance.account_id(), live.account_id());
                assert_eq!(chance.fingerprint("4"), live.fingerprint("4"));
                assert_eq!(live.id(prefix, shape).len(), first.len());
            }
            assert_eq!(sale_of(&live.id(prefix, shape), prefix, shape), None);
            for odd in ["", prefix, "pi_3", "cus_ääääääää", "cs_test_a1______"] {
                assert_eq!(sale_of(odd, prefix, shape), None, "{odd}");
            }
        }
        let late = Chance::new(seed_bytes(Some(3)), 20_000_000).id("pi_", IdShape::Long('3'));
        assert_eq!(sale_of(&late, "pi_", IdShape::Long('3')), None);
    }

    #[test]
    fn the_past_has_room_for_its_sales() {
        assert!(PAST + u64::from(MOST_SALES) * SALE_STEP <= FIRST_DIGIT * 20);
    }

    #[test]
    fn dice_stay_below_their_bound() {
        let mut chance = Chance::new(seed_bytes(Some(1)), 0);
        assert!((0..200).all(|_| chance.below(6) < 6));
        assert_eq!(chance.below(0), 0);
        assert_eq!(chance.one_of::<u8>(&[]), None);
    }
}
