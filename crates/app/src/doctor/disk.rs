//! The folder and the disk that it lies on.

use std::path::Path;

use countertop_store::{Ledger, Room};

use super::{Finding, Part, sentence};
use crate::ipc::Said;

/// With less than so many bytes there will soon be no room for events.
const FEW: u64 = 256 << 20;
const MIB: u64 = 1 << 20;

pub(super) fn look(folder: &Path, room: &Room, ledger: Option<&Ledger>) -> Vec<Finding> {
    let shown = folder.display();
    if !room.folder_exists {
        let found = format!("The folder {shown} does not exist yet.");
        return vec![
            Finding::unknown(
                Part::Disk,
                found,
                "It is made when something is first recorded.",
            )
            .said(
                Said::no_folder(shown.to_string()),
                Said::made_when_recorded(),
            ),
        ];
    }
    let mut findings = Vec::new();
    if let Some(reason) = &room.refused {
        findings.push(
            Finding::trouble(
                Part::Disk,
                sentence(reason),
                "Let the ledger lie on a disk of this computer.",
            )
            .said(None, Said::disk_of_this_computer()),
        );
    }
    if room.open_to_others {
        findings.push(
            Finding::trouble(
                Part::Disk,
                format!("Other users of this computer may read {shown} or the ledger in it."),
                format!(
                    "Unless that is on purpose: chmod 700 {shown}; chmod 600 {shown}/ledger.sqlite*"
                ),
            )
            .said(
                Said::open_to_others(shown.to_string()),
                Said::close_folder(shown.to_string()),
            ),
        );
    }
    // A backup and a rebuild need room for the ledger once more.
    let size = ledger
        .and_then(|it| it.info().ok())
        .map_or(0, |it| it.bytes);
    findings.extend(room.free_bytes.map(|free| space(free, size)));
    findings
}

fn space(free: u64, ledger: u64) -> Finding {
    let found = format!("There are {} MiB free on the disk.", free / MIB);
    let said = Said::free_space(free / MIB);
    if free < FEW {
        Finding::trouble(
            Part::Disk,
            found,
            "Make room: a full disk refuses what Stripe delivers.",
        )
        .said(said, Said::make_room())
    } else if free < ledger.saturating_mul(2) {
        Finding::unknown(
            Part::Disk,
            found,
            "Make room before the next backup or rebuild: each needs as much again as the ledger.",
        )
        .said(said, Said::make_room_soon())
    } else {
        Finding::well(Part::Disk, found).said(said, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Verdict;

    #[test]
    fn room_is_judged_by_what_events_and_a_backup_need() {
        for (free, ledger, verdict) in [
            (FEW - 1, 0, Verdict::Trouble),
            (FEW, 0, Verdict::Well),
            (10 * FEW, 4 * FEW, Verdict::Well),
            (7 * FEW, 4 * FEW, Verdict::Unknown),
        ] {
            assert_eq!(space(free, ledger).verdict, verdict, "{free} {ledger}");
        }
    }
}
