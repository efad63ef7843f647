//! Rounds until one comes to the list's end, for who waits for it.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use countertop_stripe_client::{ApiError, NetworkFailure};

use super::pace::after_failures;
use super::{BrokenOff, CatchUp, Caught, Progress, Wanted};

/// How many rounds in a row may be broken off without having read anything.
const MOST_FRUITLESS: u32 = 4;
/// The longest that is waited because Stripe asks for it.
const LONGEST_ASKED: Duration = Duration::from_secs(120);

pub(super) async fn run(
    of: &CatchUp,
    mut wanted: Wanted,
    tell: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Caught, BrokenOff> {
    let mut before = Progress::default();
    let mut fruitless = 0;
    loop {
        let came_to = Mutex::new(before);
        let told = |progress: Progress| {
            let all = added(before, progress);
            *came_to.lock().unwrap_or_else(PoisonError::into_inner) = all;
            tell(all);
        };
        let error = match of.round(wanted, &told).await {
            Ok(caught) => {
                return Ok(Caught {
                    fetched: before.fetched + caught.fetched,
                    new: before.new + caught.new,
                    ..caught
                });
            }
            Err(error) => error,
        };
        let all = came_to.into_inner().unwrap_or_else(PoisonError::into_inner);
        if all.fetched > before.fetched {
            fruitless = 0;
            // From here on it is gone on with.
            wanted = Wanted::Onwards;
        }
        fruitless += 1;
        if fruitless > MOST_FRUITLESS || !is_worth_waiting(&error) {
            return Err(error);
        }
        tracing::warn!(%error, "Catching up was broken off; it goes on in a moment.");
        tokio::time::sleep(after_failures(fruitless, error.retry_after())).await;
        before = all;
    }
}

fn added(before: Progress, progress: Progress) -> Progress {
    Progress {
        fetched: before.fetched + progress.fetched,
        new: before.new + progress.new,
        from: before.from.or(progress.from),
        ..progress
    }
}

/// Whether it may go better within a minute or two.
fn is_worth_waiting(error: &BrokenOff) -> bool {
    let is_too_long = error.retry_after().is_some_and(|it| it > LONGEST_ASKED);
    let is_out_of_reach = matches!(
        error,
        BrokenOff::Api(ApiError::Network {
            failure: NetworkFailure::UnknownHost
                | NetworkFailure::Unreachable
                | NetworkFailure::Certificate,
            ..
        })
    );
    error.passes() && !is_too_long && !is_out_of_reach
}
