//! Arithmetic of a sale: how much a discount takes off, and from which line.

/// What a coupon takes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reduction {
    /// A share, in hundredths of a percent.
    Share(i64),
    /// An amount, in minor units.
    Amount(i64),
}

/// All that a share counts as: 100 %, in hundredths of a percent.
const WHOLE: i128 = 10_000;

/// What is taken off each of some lines, all in minor units. The sum is the share of their sum,
/// rounded half up, or the amount, and never more than what the lines come to; it is divided among
/// them as they are to each other. `step` is the smallest difference between two amounts of the
/// currency, which the parts keep where the lines do.
pub(crate) fn reductions(reduction: Reduction, lines: &[i64], step: i64) -> Vec<i64> {
    let sum = total(lines);
    let step = step.max(1);
    let off = match reduction {
        Reduction::Amount(amount) => amount,
        Reduction::Share(share) => rounded(i128::from(sum) * i128::from(share), WHOLE, step),
    };
    divided(off.clamp(0, sum.max(0)), lines, step)
}

/// The sum of some amounts.
pub(crate) fn total(amounts: &[i64]) -> i64 {
    amounts.iter().copied().fold(0, i64::saturating_add)
}

/// A fraction rounded half up to a multiple of `step`.
fn rounded(numerator: i128, denominator: i128, step: i64) -> i64 {
    let step = i128::from(step);
    let unit = denominator * step;
    let steps = (numerator + unit / 2).div_euclid(unit);
    i64::try_from(steps * step).unwrap_or(i64::MAX)
}

/// Divides an amount among lines as they are to each other: each gets its share rounded down, and
/// what is left goes, step by step, to those that lost most by that, the first among equals.
fn divided(off: i64, lines: &[i64], step: i64) -> Vec<i64> {
    let sum = i128::from(total(lines));
    if sum <= 0 {
        return vec![0; lines.len()];
    }
    let even = |amount: &i64| amount % step == 0;
    let step = if even(&off) && lines.iter().all(even) {
        i128::from(step)
    } else {
        1
    };
    let exact = |line: &i64| i128::from(off) * i128::from(*line);
    let unit = sum * step;
    let mut parts: Vec<i128> = lines.iter().map(|line| exact(line) / unit * step).collect();
    let mut left = i128::from(off) - parts.iter().sum::<i128>();
    let mut by_loss: Vec<usize> = (0..lines.len()).collect();
    by_loss.sort_by_key(|place| std::cmp::Reverse(exact(&lines[*place]) % unit));
    for place in by_loss {
        if left <= 0 {
            break;
        }
        parts[place] += step;
        left -= step;
    }
    let parts = parts.into_iter();
    parts.map(|part| i64::try_from(part).unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn discounts_are_taken_off_and_divided() {
        use Reduction::{Amount, Share};
        for (reduction, lines, step, expected) in [
            (Share(2500), vec![1000, 2000], 1, vec![250, 500]),
            (Share(10_000), vec![1000, 2000], 1, vec![1000, 2000]),
            // 12.5 is 13, and the odd cent goes to the line that lost most.
            (Share(1250), vec![50, 50], 1, vec![7, 6]),
            // 33.33 % of 10.00 is 3.333.
            (Share(3333), vec![1000], 1, vec![333]),
            (Amount(500), vec![1000, 2000], 1, vec![167, 333]),
            (Amount(500), vec![300], 1, vec![300]),
            (Amount(100), vec![0, 0], 1, vec![0, 0]),
            (Amount(100), vec![], 1, vec![]),
            (Amount(1), vec![1, 1, 1], 1, vec![1, 0, 0]),
            // The third decimal of a dinar is always 0.
            (Share(1000), vec![1250, 1000], 10, vec![130, 100]),
            (Amount(50), vec![10, 20, 30], 10, vec![10, 20, 20]),
            (
                Amount(i64::MAX),
                vec![99_999_999; 2],
                1,
                vec![99_999_999; 2],
            ),
        ] {
            assert_eq!(
                reductions(reduction, &lines, step),
                expected,
                "{reduction:?} off {lines:?}"
            );
        }
    }

    fn reduction() -> impl Strategy<Value = Reduction> {
        prop_oneof![
            (1_i64..=10_000).prop_map(Reduction::Share),
            (1_i64..2_000_000_000).prop_map(Reduction::Amount),
        ]
    }

    proptest! {
        #[test]
        fn the_parts_are_the_whole_and_no_line_goes_below_nothing(
            reduction in reduction(),
            lines in prop::collection::vec(0_i64..100_000_000, 0..30),
            step in prop::sample::select(vec![1_i64, 10, 100]),
        ) {
            let parts = reductions(reduction, &lines, step);
            let sum = total(&lines);
            let wanted = match reduction {
                Reduction::Amount(amount) => amount.min(sum),
                Reduction::Share(share) => {
                    let exact = i128::from(sum) * i128::from(share);
                    let off = total(&parts);
                    // Within half a step of the exact share, or all there is.
                    let apart = (i128::from(off) * WHOLE - exact).abs();
                    prop_assert!(apart <= WHOLE * i128::from(step) / 2 || off == sum);
                    off
                }
            };
            prop_assert_eq!(total(&parts), wanted);
            for (part, line) in parts.iter().zip(&lines) {
                prop_assert!((0..=*line).contains(part), "{} of {}", part, line);
            }
        }

        #[test]
        fn parts_keep_the_currencys_step(
            share in 1_i64..=10_000,
            lines in prop::collection::vec((0_i64..100_000).prop_map(|it| it * 10), 1..20),
        ) {
            for part in reductions(Reduction::Share(share), &lines, 10) {
                prop_assert_eq!(part % 10, 0);
            }
        }
    }
}
