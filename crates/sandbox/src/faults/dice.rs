//! The dice of faults: for the same seed, the same occasion and the same fault they fall alike.

use sha2::{Digest, Sha256};

/// The dice of one occasion.
#[derive(Debug, Clone)]
pub(super) struct Dice {
    occasion: [u8; 32],
}

impl Dice {
    /// The dice of an occasion that some words name.
    pub(super) fn new(seed: u64, words: &[&str]) -> Self {
        let mut hash = Sha256::new().chain_update(seed.to_be_bytes());
        for word in words {
            let length = u64::try_from(word.len()).unwrap_or(u64::MAX);
            hash.update(length.to_be_bytes());
            hash.update(word.as_bytes());
        }
        Self {
            occasion: hash.finalize().into(),
        }
    }

    /// Whether something of a chance happens.
    pub(super) fn falls(&self, what: &str, chance: f64) -> bool {
        self.share(what) < chance
    }

    /// A number from 0 up to, without, `bound`.
    pub(super) fn below(&self, what: &str, bound: u64) -> u64 {
        // The product of 64 bits each is at most 128 bits long.
        let product = u128::from(self.number(what)) * u128::from(bound);
        u64::try_from(product >> 64).unwrap_or(0)
    }

    /// A number from 0 up to, without, 1.
    fn share(&self, what: &str) -> f64 {
        // So many bits fit a float exactly.
        let bits = u32::try_from(self.number(what) >> 32).unwrap_or(0);
        f64::from(bits) / (f64::from(u32::MAX) + 1.0)
    }

    fn number(&self, what: &str) -> u64 {
        let hash = Sha256::new()
            .chain_update(self.occasion)
            .chain_update(what.as_bytes())
            .finalize();
        let first = hash.iter().take(8);
        first.fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_fall_alike_for_the_same_and_as_often_as_the_chance_says() {
        let falls = |seed: u64, chance: f64| -> Vec<bool> {
            let occasion = |n: u32| Dice::new(seed, &["evt", &n.to_string()]);
            (0..2000)
                .map(|n| occasion(n).falls("drop", chance))
                .collect()
        };
        assert_eq!(falls(1, 0.3), falls(1, 0.3));
        assert_ne!(falls(1, 0.3), falls(2, 0.3));
        for (chance, least, most) in [(0.0, 0, 0), (0.3, 500, 700), (1.0, 2000, 2000)] {
            let count = falls(7, chance).iter().filter(|it| **it).count();
            assert!((least..=most).contains(&count), "{chance}: {count}");
        }
        let dice = Dice::new(1, &["a"]);
        assert_ne!(dice.number("drop"), dice.number("lose"));
        assert_ne!(
            Dice::new(1, &["ab", "c"]).number("x"),
            Dice::new(1, &["a", "bc"]).number("x")
        );
        assert!((0..100).all(|n| dice.below(&n.to_string(), 6) < 6));
    }
}
