//! When something is asked for, and when again.

use std::time::Duration;

use countertop_domain::{Lack, UnixSeconds};
use countertop_store::Lacking;

/// How long an event may take to tell by itself, after the first word of its payment.
const PATIENCE: Duration = Duration::from_secs(2);
/// The pauses from one look in vain to the next, in seconds. What is not there three days later is not
/// to be had.
const AGAIN: &[u64] = &[2, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400, 172_800];
/// A session that is not listed a while later was never there: most intents without one have none.
const SESSION_AGAIN: &[u64] = &[60];

/// In how long something is to be asked for; none when it was asked for often enough. `waited` is how
/// long it is known to be lacking.
pub(super) fn due_in(lacking: &Lacking, waited: Duration, now: UnixSeconds) -> Option<Duration> {
    let Some(looked_at) = lacking.looked_at else {
        return Some(patience(&lacking.lack).saturating_sub(waited));
    };
    let before = usize::try_from(lacking.times.saturating_sub(1)).ok()?;
    let pause = *again(&lacking.lack).get(before)?;
    // A clock that was put back must not make a pause longer.
    let passed = now.0.saturating_sub(looked_at.0).unsigned_abs();
    Some(Duration::from_secs(pause.saturating_sub(passed)))
}

/// How often a session is asked for.
pub(super) fn looks_for_sessions() -> u32 {
    u32::try_from(SESSION_AGAIN.len() + 1).unwrap_or(u32::MAX)
}

fn patience(lack: &Lack) -> Duration {
    match lack {
        // No event tells of it.
        Lack::BalanceTransaction(_) | Lack::Link(_) => Duration::ZERO,
        Lack::Intent(_) | Lack::Charge(_) | Lack::Fee(_) | Lack::Session(_) => PATIENCE,
    }
}

fn again(lack: &Lack) -> &'static [u64] {
    match lack {
        Lack::Session(_) => SESSION_AGAIN,
        Lack::Intent(_)
        | Lack::Charge(_)
        | Lack::Fee(_)
        | Lack::BalanceTransaction(_)
        | Lack::Link(_) => AGAIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lacking(lack: Lack, times: u32, at: i64) -> Lacking {
        Lacking {
            lack,
            times,
            looked_at: (times > 0).then_some(UnixSeconds(at)),
        }
    }

    #[test]
    fn events_get_a_moment_to_tell_by_themselves() {
        let (secs, now) = (Duration::from_secs, UnixSeconds(100));
        let settled_by = Lack::BalanceTransaction("txn_1".parse().unwrap());
        assert_eq!(
            due_in(&lacking(settled_by, 0, 0), secs(0), now),
            Some(secs(0))
        );
        let session = || Lack::Session("pi_1".parse().unwrap());
        assert_eq!(
            due_in(&lacking(session(), 0, 0), secs(0), now),
            Some(PATIENCE)
        );
        assert_eq!(
            due_in(&lacking(session(), 0, 0), secs(9), now),
            Some(secs(0))
        );
    }

    #[test]
    fn what_is_unknown_is_asked_for_again_and_again_but_not_for_ever() {
        let waited = Duration::from_secs(1_000);
        for (lack, times) in [
            (Lack::Fee("ch_1".parse().unwrap()), AGAIN.len() + 1),
            (Lack::Session("pi_1".parse().unwrap()), 2),
        ] {
            let (mut looks, mut now) = (0, 1_000);
            let mut looked_at = now;
            while let Some(wait) = due_in(
                &lacking(lack.clone(), looks, looked_at),
                waited,
                UnixSeconds(now),
            ) {
                now += i64::try_from(wait.as_secs()).unwrap();
                assert!(looks == 0 || now > looked_at, "{lack}");
                (looks, looked_at) = (looks + 1, now);
            }
            assert_eq!(usize::try_from(looks).unwrap(), times, "{lack}");
        }
    }

    #[test]
    fn a_clock_that_was_put_back_makes_no_pause_longer() {
        let fee = Lack::Fee("ch_1".parse().unwrap());
        let wait = due_in(&lacking(fee, 3, 1_000_000), Duration::ZERO, UnixSeconds(0));
        assert_eq!(wait, Some(Duration::ZERO));
    }
}
