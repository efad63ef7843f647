//! The ledger: its file, what is in it, and through when it is complete.

use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, LedgerInfo, Proof, StoreError};

use super::{Finding, Part, sentence, shown};
use crate::ipc::Said;
use crate::told;

/// Up to so many events everything is checked; beyond, the file alone, which takes seconds.
const WHOLE_CHECK: u64 = 20_000;
/// After so many seconds without reading the list to its end, the proof is old.
const OLD: i64 = 24 * 3600;

pub(super) fn look(ledger: &Result<Option<Ledger>, StoreError>, now: UnixSeconds) -> Vec<Finding> {
    match ledger {
        Ok(Some(ledger)) => opened(ledger, now).unwrap_or_else(|error| vec![unreadable(&error)]),
        Ok(None) => vec![Finding::unknown(
            Part::Ledger,
            "There is no ledger in the folder yet.",
            "It is made when something is first recorded; see that --data-dir and --account are the ones you mean.",
        )
        .in_window("It is made when the account is opened.")
        .said(Said::no_ledger(), Said::made_when_opened())],
        Err(error) => vec![unreadable(error)],
    }
}

fn unreadable(error: &StoreError) -> Finding {
    Finding::trouble(
        Part::Ledger,
        sentence(&error.to_string()),
        "Keep a copy of the folder, then `db restore` a backup or `db salvage` what can be read.",
    )
    .in_window("Keep a copy of the folder, then restore a backup under Settings, Backups.")
    .said(told::of_store(error), Said::restore())
}

fn opened(ledger: &Ledger, now: UnixSeconds) -> Result<Vec<Finding>, StoreError> {
    let info = ledger.info()?;
    let mut findings = vec![soundness(ledger, &info)?];
    findings.extend(left_out(&info));
    if let Some(at) = info.log_lost_at {
        findings.push(
            Finding::trouble(
                Part::Ledger,
                format!("The log of the last commits went missing at {}.", shown(at)),
                "Catch up with `countertop-cli backfill`: Stripe keeps events for 30 days.",
            )
            .in_window("Catch up on the page Connection: Stripe keeps events for 30 days.")
            .said(Said::log_lost(at), Said::catch_up_in_time()),
        );
    }
    findings.extend(completeness(&ledger.proof()?, now));
    Ok(findings)
}

fn soundness(ledger: &Ledger, info: &LedgerInfo) -> Result<Finding, StoreError> {
    let (found, what) = match info.events {
        0..=WHOLE_CHECK => (ledger.check()?, "file, digests and rows"),
        _ => (
            ledger.quick_check()?,
            "the file; `db check` checks the rest",
        ),
    };
    let holds = format!(
        "The ledger holds {} events and {} payments in {} MiB, schema {}, SQLite {}",
        info.events,
        info.payments,
        info.bytes >> 20,
        info.schema_version,
        info.sqlite_version
    );
    let mebibytes = info.bytes >> 20;
    Ok(match found.first() {
        None => Finding::well(
            Part::Ledger,
            format!("{holds}; nothing is wrong with it ({what})."),
        )
        .said(Said::sound(info.events, info.payments, mebibytes), None),
        Some(first) => Finding::trouble(
            Part::Ledger,
            format!(
                "{holds}, and {} things are wrong with it. The first: {}",
                found.len(),
                first.0
            ),
            "Run `db check`; rows that differ are made anew by `db rebuild`, a damaged file needs a backup or `db salvage`.",
        )
        .in_window("Restore a backup under Settings, Backups; the ledger that is there is kept beside it.")
        .said(
            Said::unsound(info.events, info.payments, found.len() as u64, first.0.as_str()),
            Said::restore_beside(),
        ),
    })
}

fn left_out(info: &LedgerInfo) -> Vec<Finding> {
    let mut findings = Vec::new();
    if info.left_out.parked > 0 {
        findings.push(Finding::trouble(
            Part::Ledger,
            format!("{} events could not be taken up and are parked.", info.left_out.parked),
            "A newer version may take them up with `db rebuild`; please report what `events list` shows of them.",
        )
        .in_window("A newer version may take them up; please report them with the diagnostics below.")
        .said(Said::parked(info.left_out.parked), Said::newer_version()));
    }
    if info.left_out.aside > 0 {
        findings.push(Finding::unknown(
            Part::Ledger,
            format!("{} events are kept aside: of another mode or account, or signed out of time.", info.left_out.aside),
            "See in `events list` why; an endpoint of another account or mode is to be sent elsewhere.",
        )
        .in_window("An endpoint of another account or mode at Stripe is to be sent elsewhere.")
        .said(Said::aside(info.left_out.aside), Said::sent_elsewhere()));
    }
    findings
}

fn completeness(proof: &Proof, now: UnixSeconds) -> Vec<Finding> {
    let mut findings = Vec::new();
    let part = Part::Completeness;
    let catch_up = "Run `countertop-cli backfill`, or `serve` with an API key.";
    let in_window = "Catch up on the page Connection.";
    match (&proof.complete_through, proof.read_at) {
        (_, None) => findings.push(Finding::unknown(
            part,
            "Stripe's list of events was never read to its end, so nothing proves that all is here.",
            catch_up,
        )
        .in_window(in_window)
        .said(Said::never_read(), Said::catch_up())),
        (through, Some(read_at)) => {
            let said = match through {
                Some(place) => Said::complete(place.created, read_at),
                None => Said::complete_empty(read_at),
            };
            let through = match through {
                Some(place) => format!("complete through {} ({})", shown(place.created), place.event),
                None => "complete: Stripe's list holds no event".to_owned(),
            };
            let found = format!("The ledger is {through}, as read at {}.", shown(read_at));
            findings.push(match now.0 - read_at.0 > OLD {
                true => Finding::unknown(part, found, catch_up)
                    .in_window(in_window)
                    .said(said, Said::catch_up()),
                false => Finding::well(part, found).said(said, None),
            });
        }
    }
    if proof.missing > 0 {
        let found = format!(
            "{} events of Stripe's list are not in the ledger.",
            proof.missing
        );
        findings.push(
            Finding::trouble(part, found, catch_up)
                .in_window(in_window)
                .said(Said::lacking(proof.missing), Said::catch_up()),
        );
    }
    for gap in &proof.gaps {
        // What Stripe no longer tells will stay so: it is no trouble that something could be done about today.
        findings.push(
            Finding::unknown(
                part,
                format!(
                    "Between {} and {} Stripe's list told nothing any more.",
                    shown(gap.from),
                    shown(gap.to)
                ),
                "Run `countertop-cli history import`, or import events that you have elsewhere.",
            )
            .said(Said::gap(gap.from, gap.to), Said::import_history()),
        );
    }
    for closed in &proof.from_objects {
        let gap = closed.gap;
        let found = format!(
            "Of the time between {} and {} the ledger has no events; it has what they told of, read from \
             the objects themselves at {}.",
            shown(gap.from),
            shown(gap.to),
            shown(closed.closed_at)
        );
        let said = Said::gap_closed(gap.from, gap.to, closed.closed_at);
        findings.push(Finding::well(part, found).said(said, None));
    }
    findings
}
