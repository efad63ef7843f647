//! How long to wait before a program that ended is started again.

use std::time::Duration;

/// The pauses between tries: they double, with jitter, up to a longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pauses {
    /// Before the second try.
    pub first: Duration,
    /// Where the doubling ends.
    pub longest: Duration,
    /// How long a tunnel has to have been up for the next pause to be the first again.
    pub steady: Duration,
}

impl Default for Pauses {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            longest: Duration::from_secs(300),
            steady: Duration::from_secs(60),
        }
    }
}

impl Pauses {
    /// The pause after so many failures in a row. At least half of it is sure, the rest is chance, so
    /// that many tills which lost the same network do not all come back in the same moment.
    pub(crate) fn after(&self, failures: u32, random: u64) -> Duration {
        let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
        let whole = self.first.saturating_mul(doubled).min(self.longest);
        let half = whole / 2;
        // Of 64 bits 32 are plenty, and their quotient is exact.
        let share = f64::from((random >> 32) as u32) / f64::from(u32::MAX);
        half + half.mul_f64(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_between_half_and_whole_up_to_the_longest() {
        let pauses = Pauses::default();
        for (failures, whole) in [(1, 1), (2, 2), (3, 4), (9, 256), (10, 300), (4000, 300)] {
            let whole = Duration::from_secs(whole);
            assert_eq!(pauses.after(failures, 0), whole / 2, "{failures}");
            assert_eq!(pauses.after(failures, u64::MAX), whole, "{failures}");
            let middle = pauses.after(failures, u64::MAX / 2);
            assert!(
                whole / 2 < middle && middle < whole,
                "{failures}: {middle:?}"
            );
        }
    }
}
