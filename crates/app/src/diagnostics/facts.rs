//! The facts in a bundle: counts, times, versions, and words of our own.

use countertop_store::{Ledger, Span, StoreError};
use serde::Serialize;
use serde_json::{Value, json};

use super::Sources;
use crate::backups::{Plan, Trouble, elsewhere, of};

/// How many of the newest deliveries are told.
const DELIVERIES: u32 = 100;
/// The settings whose values are ours alone. Of the others nothing is told.
const SETTINGS: &[&str] = &[
    "mode",
    "rules",
    "followed_through",
    "checked_at",
    "log_lost_at",
    "welcomed",
    "last_currency",
];

/// Pretty, since it is read by people.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|error| error.to_string())
}

pub(super) fn about(sources: &Sources<'_>) -> String {
    json(&json!({
        "version": sources.version,
        "made_at": sources.now.0,
        "system": std::env::consts::OS,
        "processor": std::env::consts::ARCH,
        "build": if cfg!(debug_assertions) { "debug" } else { "release" },
        "data_folder": sources.ledger.map(|it| it.folder().display().to_string()),
    }))
}

pub(super) fn ledger(ledger: &Ledger) -> Result<String, StoreError> {
    let (info, proof, health) = (ledger.info()?, ledger.proof()?, ledger.health());
    let backups = of(ledger)?;
    let seconds = |it: Option<countertop_domain::UnixSeconds>| it.map(|it| it.0);
    Ok(json(&json!({
        "path": info.path.display().to_string(),
        "bytes": info.bytes,
        "schema_version": info.schema_version,
        "sqlite_version": info.sqlite_version,
        "mode": info.mode,
        "events": info.events,
        "events_aside": info.left_out.aside,
        "events_parked": info.left_out.parked,
        "payments": info.payments,
        "links_open": info.links.0,
        "links_closed": info.links.1,
        "deliveries_accepted": info.deliveries.0,
        "deliveries_refused": info.deliveries.1,
        "newest_event": seconds(info.newest_event),
        "newest_payment": seconds(info.newest_payment),
        "log_lost_at": seconds(info.log_lost_at),
        "erasures": ledger.erasures()?.len(),
        "payments_by_status": ledger.count_by_status()?.into_iter().collect::<std::collections::BTreeMap<_, _>>(),
        "complete_through": proof.complete_through.map(|it| it.created.0),
        "list_read_at": seconds(proof.read_at),
        "listed_and_missing": proof.missing,
        "gaps": proof.gaps.iter().map(|it| [it.from.0, it.to.0]).collect::<Vec<_>>(),
        "from_objects": proof.from_objects.iter().map(|it| [it.gap.from.0, it.gap.to.0]).collect::<Vec<_>>(),
        "writer_queue": health.queue,
        "writer_commits": health.commits,
        "writer_largest_commit": health.largest_commit,
        "writer_slowest_sync_ms": health.slowest_sync.as_millis() as u64,
        // Where it is may tell whose it is.
        "backups_elsewhere": elsewhere(ledger)?.is_some(),
        "backups": backups.iter().map(|it| json!({"at": it.at.0, "bytes": it.bytes})).collect::<Vec<_>>(),
    })))
}

pub(super) fn settings(ledger: &Ledger) -> Result<String, StoreError> {
    let mut settings = serde_json::Map::new();
    for name in SETTINGS {
        settings.insert((*name).to_owned(), ledger.setting(name)?.into());
    }
    let plan = serde_json::to_value(Plan::of(ledger)?).unwrap_or(Value::Null);
    settings.insert("backups".to_owned(), plan);
    let failed_at = Trouble::of(ledger)?.map(|it| it.at);
    settings.insert("backup_failed_at".to_owned(), failed_at.into());
    Ok(json(&settings))
}

/// What came to the door. Anybody can send anything there, so of its texts only ours are told.
pub(super) fn deliveries(ledger: &Ledger) -> Result<String, StoreError> {
    let newest = Span {
        limit: DELIVERIES,
        ..Span::default()
    };
    let rows = ledger.deliveries(&newest)?.rows.into_iter();
    let line = |it: countertop_store::Delivery| {
        let is_event = it.event.as_deref().is_some_and(is_an_events);
        let line = json!({
            "at": it.at.0, "status": it.status, "code": it.code, "bytes": it.bytes, "count": it.count,
            "event": it.event.filter(|_| is_event),
        });
        format!("{line}\n")
    };
    Ok(rows.map(|it| line(it.delivery)).collect())
}

/// Whether it is an id as Stripe gives events.
fn is_an_events(id: &str) -> bool {
    let rest = id.strip_prefix("evt_");
    rest.is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric()))
}
