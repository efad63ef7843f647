//! How many connections the system's handles allow.

use crate::limits::{CONNECTIONS, FEWEST_CONNECTIONS, HANDLES_FOR_OTHERS};

/// As many as the door takes, or fewer where the system gives the program few handles: the ledger
/// must always be able to open its files. The program's own limit is raised first, if it may be.
pub(crate) fn most_connections() -> usize {
    match raise(CONNECTIONS + HANDLES_FOR_OTHERS) {
        Some(handles) => handles
            .saturating_sub(HANDLES_FOR_OTHERS)
            .clamp(FEWEST_CONNECTIONS, CONNECTIONS),
        None => CONNECTIONS,
    }
}

/// Raises how many handles this process may have to what is wanted, as far as the system allows;
/// gives back how many it may have, none when there is no limit.
#[cfg(unix)]
fn raise(wanted: usize) -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let current = limit.current?;
    let wanted = wanted as u64;
    let raised = limit.maximum.map_or(wanted, |maximum| maximum.min(wanted));
    if raised <= current {
        return usize::try_from(current).ok();
    }
    let new = Rlimit {
        current: Some(raised),
        maximum: limit.maximum,
    };
    let handles = setrlimit(Resource::Nofile, new).map_or(current, |()| raised);
    usize::try_from(handles).ok()
}

/// Elsewhere handles are not counted out.
#[cfg(not(unix))]
fn raise(_: usize) -> Option<usize> {
    None
}
