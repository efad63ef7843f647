//! The key, what it may do, and Stripe's clock.

use countertop_domain::{Mode, UnixSeconds};
use countertop_receiver::Clock;
use countertop_stripe_client::{ApiError, Client, EventFilter, Paging};

use super::{Finding, Part, sentence};
use crate::ipc::Said;
use crate::permissions::{self, CheckError, KeyCheck, Reach};
use crate::told;

/// From how many seconds on a clock is worth a word, and from how many it is trouble: at 300 Stripe's
/// signatures are no longer taken.
const OFF: u64 = 10;
const FAR_OFF: u64 = 120;

pub(super) async fn look(
    client: &Result<Option<Client>, String>,
    clock: &dyn Clock,
) -> Vec<Finding> {
    let client = match client {
        Ok(Some(client)) => client,
        Ok(None) => {
            return vec![Finding::unknown(
                Part::Key,
                "No API key was given, so Stripe was not asked.",
                "Give one to read what happened while the receiver was off, and to prove that nothing is missing.",
            )
            .in_window("Open the account with its key.")
            .said(Said::no_key(), Said::open_with_key())];
        }
        Err(reason) => {
            return vec![Finding::trouble(
                Part::Key,
                sentence(reason),
                "Give a secret or restricted key of Stripe's Dashboard, under Developers, API keys.",
            )
            .said(None, Said::give_key())];
        }
    };
    let before = clock.now();
    let mut findings = Vec::new();
    match client.list_events(&EventFilter::default(), &one()).await {
        Ok(page) => findings.extend(page.date.map(|date| of_clock(before, clock.now(), date))),
        Err(error @ ApiError::MissingPermission { .. }) => {
            tracing::debug!(%error, "The list of events may not be read.");
        }
        Err(error) => {
            let advice = advice(&error);
            let found = sentence(&error.to_string());
            findings.push(
                Finding::trouble(Part::Key, found, advice)
                    .in_window(in_window(advice))
                    .said(told::of_api(&error), advice_said(&error)),
            );
            return findings;
        }
    }
    match permissions::check(client).await {
        Ok(checked) => findings.extend(of_key(&checked)),
        Err(error) => {
            let found = sentence(&error.to_string());
            let said = match &error {
                CheckError::Api(error) => told::of_api(error),
                CheckError::NoAccount => Some(Said::key_without_account()),
            };
            findings.push(
                Finding::trouble(
                    Part::Key,
                    found,
                    "See that the key is whole and still valid, and try again.",
                )
                .said(said, Said::key_whole()),
            );
        }
    }
    findings
}

fn one() -> Paging {
    Paging {
        limit: 1,
        ..Paging::default()
    }
}

fn advice(error: &ApiError) -> &'static str {
    match error {
        ApiError::Network { .. } => {
            "See whether this computer is online, and whether a firewall or proxy is in the way."
        }
        ApiError::WrongKey(_) => "Copy the key again from Stripe's Dashboard, or make a new one.",
        ApiError::ServerFault(_) | ApiError::RateLimited(_) | ApiError::Conflict(_) => {
            "Try again in a moment; status.stripe.com tells of outages."
        }
        ApiError::MissingPermission { .. }
        | ApiError::NotFound(_)
        | ApiError::Refused(_)
        | ApiError::Unreadable { .. }
        | ApiError::Unsendable(_) => {
            "See that COUNTERTOP_API_BASE is Stripe's address, and try again."
        }
    }
}

/// The same for the window.
fn advice_said(error: &ApiError) -> Said {
    match error {
        ApiError::Network { .. } => Said::look_online(),
        ApiError::WrongKey(_) => Said::copy_key(),
        ApiError::ServerFault(_)
        | ApiError::RateLimited(_)
        | ApiError::Conflict(_)
        | ApiError::MissingPermission { .. }
        | ApiError::NotFound(_)
        | ApiError::Refused(_)
        | ApiError::Unreadable { .. }
        | ApiError::Unsendable(_) => Said::try_again(),
    }
}

/// In the window nobody names another address than Stripe's.
fn in_window(advice: &'static str) -> &'static str {
    match advice.contains("COUNTERTOP_") {
        true => "Try again in a moment; status.stripe.com tells of outages.",
        false => advice,
    }
}

fn of_key(checked: &KeyCheck) -> Vec<Finding> {
    let mode = match checked.mode {
        Mode::Test => "test",
        Mode::Live => "live",
    };
    let account = &checked.account.id;
    let mut findings = vec![
        Finding::well(
            Part::Key,
            format!("Stripe knows the key: it is a {mode} key of the account {account}."),
        )
        .said(Said::key_known(mode, account.as_str()), None),
    ];
    for feature in &checked.features {
        let title = feature.feature.title();
        let Some(sentence) = feature.sentence() else {
            let found = format!("{title}: allowed.");
            findings.push(Finding::well(Part::Permissions, found).of_feature(feature));
            continue;
        };
        let found = format!("{title}: {sentence}");
        let finding = match feature.reach() {
            Reach::Whole => Finding::well(Part::Permissions, found),
            Reach::Missing => Finding::trouble(
                Part::Permissions,
                found,
                "Switch the permission on for this key in Stripe's Dashboard, under Developers, API keys.",
            )
            .said(None, Said::switch_on()),
            Reach::Unknown => Finding::unknown(
                Part::Permissions,
                found,
                "Nothing is to be done unless that part does not work.",
            )
            .said(None, Said::leave_it()),
        };
        findings.push(finding.of_feature(feature));
    }
    findings
}

/// The answer was made between two looks at our clock: how far that is off, at least.
fn of_clock(before: UnixSeconds, after: UnixSeconds, stripes: UnixSeconds) -> Finding {
    // Stripe's time is cut to whole seconds.
    let (ahead, behind) = (before.0 - stripes.0 - 1, stripes.0 - after.0);
    let off = ahead.max(behind).max(0).unsigned_abs();
    let side = if ahead > behind { "ahead of" } else { "behind" };
    let found = format!("This computer's clock is {off} seconds {side} Stripe's.");
    let said = match ahead > behind {
        true => Said::clock_ahead(off),
        false => Said::clock_behind(off),
    };
    match off {
        0..=OFF => Finding::well(Part::Clock, "This computer's clock agrees with Stripe's.")
            .said(Said::clock_agrees(), None),
        FAR_OFF.. => Finding::trouble(
            Part::Clock,
            found,
            "Let the system set its clock by the network: from 300 seconds on, what Stripe delivers is not taken.",
        )
        .said(said, Said::set_clock()),
        _ => Finding::unknown(
            Part::Clock,
            found,
            "Let the system set its clock by the network before it is 300 seconds off.",
        )
        .said(said, Said::set_clock_soon()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Verdict;

    #[test]
    fn a_clock_is_measured_by_what_it_is_off_at_least() {
        for (before, after, stripes, verdict, part) in [
            (1000, 1000, 1000, Verdict::Well, "agrees"),
            (1000, 1020, 1010, Verdict::Well, "agrees"),
            (1011, 1012, 1000, Verdict::Well, "agrees"),
            (1012, 1013, 1000, Verdict::Unknown, "11 seconds ahead of"),
            (1000, 1001, 1050, Verdict::Unknown, "49 seconds behind"),
            (1000, 1000, 4600, Verdict::Trouble, "3600 seconds behind"),
            (4600, 4600, 1000, Verdict::Trouble, "3599 seconds ahead of"),
        ] {
            let found = of_clock(
                UnixSeconds(before),
                UnixSeconds(after),
                UnixSeconds(stripes),
            );
            assert_eq!(found.verdict, verdict, "{found:?}");
            assert!(found.found.contains(part), "{found:?}");
        }
    }
}
