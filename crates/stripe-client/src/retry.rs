//! Whether a failed try is repeated, and how long to wait before.
//!
//! Source: Stripe's documentation, "Advanced error handling": `Stripe-Should-Retry` decides where it
//! is sent; conflicts, rate limits and server errors are safe to repeat with the same key.

use std::time::Duration;

use crate::config::RetryPolicy;

/// Whether a reply of this status is worth another try.
pub(crate) fn repeats(status: u16, should_retry: Option<bool>) -> bool {
    match should_retry {
        Some(told) => told && !(200..300).contains(&status),
        None => matches!(status, 409 | 429) || status >= 500,
    }
}

/// How long to wait after `tries` tries; none when no further one may follow.
///
/// `random` picks a point between zero and the backoff (full jitter), so that many clients thrown
/// off at once do not come back at once. `Retry-After` is the least that is waited.
pub(crate) fn wait(
    policy: &RetryPolicy,
    tries: u32,
    retry_after: Option<Duration>,
    random: u64,
) -> Option<Duration> {
    if tries >= policy.tries || retry_after.is_some_and(|it| it > policy.longest_retry_after) {
        return None;
    }
    let doubled = 1_u32
        .checked_shl(tries.saturating_sub(1))
        .and_then(|factor| policy.first_backoff.checked_mul(factor))
        .unwrap_or(Duration::MAX);
    let backoff = doubled.min(policy.longest_backoff);
    let jittered = (backoff.as_millis() * u128::from(random)) >> 64;
    let jittered = Duration::from_millis(u64::try_from(jittered).unwrap_or(u64::MAX));
    Some(jittered.max(retry_after.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_may_pass_by_itself_is_repeated() {
        for (status, should_retry, verdict) in [
            (400, None, false),
            (401, None, false),
            (402, None, false),
            (404, None, false),
            (409, None, true),
            (409, Some(false), false),
            (429, None, true),
            (429, Some(false), false),
            (500, None, true),
            (500, Some(false), false),
            (503, None, true),
            (400, Some(true), true),
            (200, None, false),
            (200, Some(true), false),
            (302, None, false),
        ] {
            assert_eq!(
                repeats(status, should_retry),
                verdict,
                "{status} {should_retry:?}"
            );
        }
    }

    #[test]
    fn backoff_doubles_up_to_its_cap() {
        let policy = RetryPolicy {
            tries: 10,
            ..RetryPolicy::default()
        };
        let longest = |tries| wait(&policy, tries, None, u64::MAX).unwrap().as_millis();
        let waits: Vec<_> = (1..8).map(longest).collect();
        assert_eq!(waits, [499, 999, 1999, 3999, 7999, 7999, 7999]);
        assert_eq!(wait(&policy, 3, None, 0), Some(Duration::ZERO));
        assert_eq!(wait(&policy, 10, None, 0), None);
    }

    proptest! {
        #[test]
        fn a_wait_is_never_beyond_its_bounds(
            tries in 1..200_u32,
            allowed in 0..200_u32,
            seconds in prop::option::of(0..120_u64),
            random: u64,
        ) {
            let policy = RetryPolicy { tries: allowed, ..RetryPolicy::default() };
            let retry_after = seconds.map(Duration::from_secs);
            match wait(&policy, tries, retry_after, random) {
                Some(waited) => {
                    prop_assert!(tries < allowed);
                    prop_assert!(waited >= retry_after.unwrap_or_default());
                    prop_assert!(
                        waited <= policy.longest_backoff.max(retry_after.unwrap_or_default())
                    );
                }
                None => prop_assert!(
                    tries >= allowed
                        || retry_after.is_some_and(|it| it > policy.longest_retry_after)
                ),
            }
        }
    }
}
