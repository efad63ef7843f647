//! Backups: verified copies, the newest kept, made by themselves, put back on any computer.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use countertop_app::backups::{
    Backup, BackupError, Pace, Plan, Trouble, back_up_if_due, elsewhere, files_elsewhere,
    keep_backed_up, keep_in, list, make, of, restore,
};
use countertop_domain::UnixSeconds;
use countertop_receiver::Clock;
use countertop_store::{BACKUPS, Ledger, PaymentFilter, Role};
use countertop_stripe_wire::UnverifiedEvent;
use serde_json::json;

const DAY: i64 = 24 * 3600;
const START: i64 = 1_790_000_000;

pub(super) async fn ledger(folder: &Path) -> Arc<Ledger> {
    let ledger = Ledger::open(folder, Role::Receiver).unwrap();
    let intent = json!({"id": "pi_1", "object": "payment_intent", "amount": 500, "amount_received": 500,
        "currency": "eur", "created": START, "status": "succeeded"});
    let event = json!({"id": "evt_1", "object": "event", "type": "payment_intent.succeeded", "created": START,
        "livemode": false, "data": {"object": intent}});
    let event = UnverifiedEvent::new(event.to_string().into_bytes()).from_api();
    ledger.record(event).await.unwrap();
    Arc::new(ledger)
}

fn times(folder: &Path) -> Vec<i64> {
    list(folder).iter().map(|it| it.at.0).collect()
}

#[tokio::test]
async fn the_newest_are_kept_and_nothing_else_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger(folder.path()).await;
    for day in 0..5 {
        make(&ledger, UnixSeconds(START + day * DAY), 3).unwrap();
    }
    let kept = [START + 4 * DAY, START + 3 * DAY, START + 2 * DAY];
    assert_eq!(times(folder.path()), kept);
    let again = make(&ledger, UnixSeconds(START + 4 * DAY), 3);
    assert!(matches!(again, Err(BackupError::MadeAlready)), "{again:?}");
    fs::write(folder.path().join(BACKUPS).join("mine.sqlite"), "mine").unwrap();
    make(&ledger, UnixSeconds(START + 5 * DAY), 0).unwrap();
    assert_eq!(
        times(folder.path()),
        [START + 5 * DAY],
        "one is always kept"
    );
    assert!(folder.path().join(BACKUPS).join("mine.sqlite").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder.path().join(BACKUPS)), 0o700);
        assert_eq!(mode(&list(folder.path())[0].path), 0o600);
    }
}

#[tokio::test]
async fn they_lie_where_it_was_chosen_and_nothing_is_made_where_the_disk_is_missing() {
    let (home, disk) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let ledger = ledger(&home.path().join("acct_1-test")).await;
    make(&ledger, UnixSeconds(START), 2).unwrap();
    assert!(elsewhere(&ledger).unwrap().is_none());
    keep_in(&ledger, Some(disk.path())).await.unwrap();
    let chosen = elsewhere(&ledger).unwrap().unwrap();
    assert_eq!(chosen, disk.path().join("countertop-backups-acct_1-test"));
    keep_in(&ledger, Some(&chosen)).await.unwrap();
    assert_eq!(
        elsewhere(&ledger).unwrap().unwrap(),
        chosen,
        "no folder in a folder"
    );
    for day in 1..4 {
        make(&ledger, UnixSeconds(START + day * DAY), 2).unwrap();
    }
    let at = |backups: Vec<Backup>| backups.iter().map(|it| it.at.0).collect::<Vec<_>>();
    let newest = [START + 3 * DAY, START + 2 * DAY];
    assert_eq!(at(of(&ledger).unwrap()), newest);
    assert_eq!(
        times(ledger.folder()),
        [START],
        "the old one stays where it is"
    );

    let away = disk.path().join("away");
    fs::rename(&chosen, &away).unwrap();
    let missing = make(&ledger, UnixSeconds(START + 4 * DAY), 2);
    assert!(
        matches!(missing, Err(BackupError::Folder { .. })),
        "{missing:?}"
    );
    assert!(!chosen.exists());
    let minded = files_elsewhere(&ledger).unwrap();
    assert_eq!(
        minded,
        std::slice::from_ref(&chosen),
        "what is away is not gone"
    );
    fs::rename(&away, &chosen).unwrap();
    #[cfg(unix)]
    {
        // What a link leads to is somebody else's.
        let link = chosen.join("ledger-2020-01-01T000000Z.sqlite");
        std::os::unix::fs::symlink(ledger.folder().join("ledger.sqlite"), &link).unwrap();
        assert_eq!(at(of(&ledger).unwrap()), newest);
        fs::remove_file(link).unwrap();
    }
    assert_eq!(at(of(&ledger).unwrap()), newest);
    keep_in(&ledger, None).await.unwrap();
    assert_eq!(at(of(&ledger).unwrap()), [START]);
    // Those in a folder that was chosen before are minded all the same.
    assert_eq!(files_elsewhere(&ledger).unwrap().len(), 2);
}

#[cfg(unix)]
#[tokio::test]
async fn a_failure_leaves_the_old_ones_is_told_and_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger(folder.path()).await;
    make(&ledger, UnixSeconds(START), 1).unwrap();
    let (backups, elsewhere) = (folder.path().join(BACKUPS), folder.path().join("elsewhere"));
    // No folder can be made where a file lies.
    fs::rename(&backups, &elsewhere).unwrap();
    fs::write(&backups, "in the way").unwrap();
    let failed = make(&ledger, UnixSeconds(START + DAY), 1);
    assert!(
        matches!(failed, Err(BackupError::Folder { .. })),
        "{failed:?}"
    );
    let clock = Arc::new(Hands(AtomicI64::new(START + DAY)));
    Plan {
        pace: Pace::Daily,
        keep: 1,
        at_minute: None,
    }
    .set(&ledger)
    .await
    .unwrap();
    let task = tokio::spawn(keep_backed_up(
        Arc::clone(&ledger),
        Arc::clone(&clock) as Arc<dyn Clock>,
    ));
    until(|| {
        Trouble::of(&ledger)
            .unwrap()
            .is_some_and(|it| it.at == START + DAY)
    })
    .await;
    task.abort();
    fs::remove_file(&backups).unwrap();
    fs::rename(&elsewhere, &backups).unwrap();
    assert_eq!(times(folder.path()), [START], "the old one stays");
    clock.0.store(START + DAY + 3600, Ordering::Relaxed);
    let task = tokio::spawn(keep_backed_up(Arc::clone(&ledger), clock));
    until(|| times(folder.path()) == [START + DAY + 3600]).await;
    until(|| Trouble::of(&ledger).unwrap().is_none()).await;
    task.abort();
}

/// A clock that is set by hand.
struct Hands(AtomicI64);

impl Clock for Hands {
    fn now(&self) -> UnixSeconds {
        UnixSeconds(self.0.load(Ordering::Relaxed))
    }
}

async fn until(condition: impl Fn() -> bool) {
    let waited = tokio::time::timeout(super::LONG, async {
        while !condition() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    });
    waited.await.unwrap();
}

#[tokio::test]
async fn one_a_day_is_made_by_itself_and_never_two_in_one_tick() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger(folder.path()).await;
    let at = |time| back_up_if_due(&ledger, UnixSeconds(time));
    assert_eq!(at(START).await.unwrap(), None, "only where it is wanted");
    Plan {
        pace: Pace::Daily,
        keep: 2,
        at_minute: None,
    }
    .set(&ledger)
    .await
    .unwrap();
    for (time, expected) in [
        (START, vec![START]),
        (START, vec![START]),
        (START + DAY - 1, vec![START]),
        (START + DAY, vec![START + DAY, START]),
        // The computer slept for a week.
        (START + 8 * DAY, vec![START + 8 * DAY, START + DAY]),
        // The clock was set back.
        (START + 2 * DAY, vec![START + 8 * DAY, START + 2 * DAY]),
        (START + 2 * DAY + 60, vec![START + 8 * DAY, START + 2 * DAY]),
    ] {
        at(time).await.unwrap();
        assert_eq!(times(folder.path()), expected, "{time}");
    }
}

#[tokio::test]
async fn a_backup_is_checked_before_it_is_put_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let shop = ledger(folder.path()).await;
    let Backup { path, bytes, .. } = make(&shop, UnixSeconds(START), 3).unwrap();
    assert!(bytes > 0);
    let payments = shop.payments(&PaymentFilter::default()).unwrap();
    // Another computer: an empty folder, no keychain, nothing but the file.
    let other = tempfile::tempdir().unwrap();
    let (contents, replaced) = restore(other.path(), &path).unwrap();
    assert_eq!((contents.events, contents.payments, replaced), (1, 1, None));
    let restored = Ledger::open(other.path(), Role::Receiver).unwrap();
    assert_eq!(
        restored.payments(&PaymentFilter::default()).unwrap(),
        payments
    );
    assert_eq!(restored.check().unwrap(), []);
    restored.close();
    // One with other figures than it was told is refused, and nothing is replaced.
    let mut damaged = fs::read(&path).unwrap();
    let is = br#""amount_received":500"#;
    let at = damaged.windows(is.len()).position(|it| it == is).unwrap();
    damaged[at + is.len() - 1] = b'1';
    fs::write(&path, damaged).unwrap();
    let refused = restore(other.path(), &path).unwrap_err();
    assert!(matches!(refused, BackupError::Unsound(_)), "{refused}");
    let kept = Ledger::open(other.path(), Role::Receiver).unwrap();
    assert_eq!(kept.payments(&PaymentFilter::default()).unwrap(), payments);
}
