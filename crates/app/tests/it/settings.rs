//! Settings: export, wiping, erasing a customer, diagnostics, the practice store begun anew.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use countertop_app::App;
use countertop_app::export_all::{ExportError, export_all_watched};
use countertop_app::ipc::{
    ChangeBackups, CopiesOfLedger, EraseConfirmation, EraseCustomer, ExportAll, IpcErrorCode,
    PaymentsQuery, PersonQuery, PlacePurpose, SaveDiagnostics, ShownFolder, WipeLedger, call,
};
use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, Role};
use serde_json::json;

use super::{cake, open, pay, until};

/// A practice store with a payment of Ana's.
pub(super) async fn sold(home: &tempfile::TempDir) -> App {
    let app = open(home).await;
    let mut announcements = app.announcements();
    let link = app.create_link(cake("a")).await.unwrap();
    pay(&app, &link.id, "4242424242424242").await;
    until(&app, &mut announcements, |page| {
        let row = page.rows.first();
        row.is_some_and(|row| row.status == "succeeded" && row.customer_email.is_some())
    })
    .await;
    app
}

pub(super) async fn payments(app: &App) -> Vec<String> {
    let page = app.list_payments(PaymentsQuery::default()).await.unwrap();
    page.rows.into_iter().map(|it| it.id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_exported_into_a_folder_of_its_own_in_the_chosen_one() {
    let (home, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let app = sold(&home).await;
    let nobodys = ExportAll {
        place: to.path().display().to_string(),
    };
    let refused = app.export_all(nobodys).await.unwrap_err();
    assert_eq!(
        refused.code,
        IpcErrorCode::InvalidInput,
        "a path is no choice"
    );
    let chosen = app.chosen(PlacePurpose::Export, to.path()).unwrap();
    let export = ExportAll { place: chosen.id };
    let exported = app.export_all(export.clone()).await.unwrap();
    let folder = Path::new(&exported.folder);
    assert_eq!(folder.parent(), Some(to.path()));
    assert!(folder.join("manifest.json").is_file());
    let count = |name: &str| {
        let file = exported.files.iter().find(|it| it.name == name);
        file.unwrap().count
    };
    assert_eq!(count("payments.jsonl"), 1);
    assert!(count("events.jsonl") > 1);
    assert!(
        app.export_all(export).await.is_err(),
        "a choice is good for once"
    );
    assert!(app.show_work().await.unwrap().work.is_none());
    assert!(app.chosen(PlacePurpose::Export, Path::new("here")).is_err());
    app.shutdown().await;
}

#[tokio::test]
async fn an_export_that_is_stopped_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    super::backups::ledger(folder.path()).await;
    let ledger = Ledger::open(folder.path(), Role::Beside).unwrap();
    let to = folder.path().join("export");
    let now = UnixSeconds(1_790_000_000);
    let stopped = export_all_watched(&ledger, &to, "1", now, &|_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(ExportError::Stopped)), "{stopped:?}");
    assert!(!to.exists());
    export_all_watched(&ledger, &to, "1", now, &|_| ControlFlow::Continue(())).unwrap();
    let again = export_all_watched(&ledger, &to, "1", now, &|_| ControlFlow::Break(()));
    assert!(matches!(again, Err(ExportError::File { .. })), "{again:?}");
    assert!(to.join("manifest.json").is_file(), "what is there stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ledger_is_wiped_by_the_accounts_name_alone() {
    let home = tempfile::tempdir().unwrap();
    let app = sold(&home).await;
    app.back_up_now().await.unwrap();
    let name = app.app_state().await.unwrap().account.name;
    for wrong in ["", "practice", "Practice Store"] {
        let refused = app.wipe_ledger(WipeLedger { name: wrong.into() }).await;
        let refused = refused.unwrap_err();
        assert_eq!(refused.details.get("field").unwrap(), "name", "{wrong}");
    }
    assert_eq!(payments(&app).await.len(), 1);
    assert!(app.folder_to_show(ShownFolder::Backups).await.is_ok());
    let wiped = app.wipe_ledger(WipeLedger { name }).await.unwrap();
    assert!(wiped.removed >= 2, "{wiped:?}");
    assert!(wiped.state.problem.is_none(), "{:?}", wiped.state.problem);
    assert!(app.show_backups().await.unwrap().rows.is_empty());
    assert!(app.folder_to_show(ShownFolder::Backups).await.is_err());
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_counted_then_erased_then_recorded() {
    let home = tempfile::tempdir().unwrap();
    let app = sold(&home).await;
    app.back_up_now().await.unwrap();
    let page = app.list_payments(PaymentsQuery::default()).await.unwrap();
    let email = page.rows[0].customer_email.clone().unwrap();
    let query = |person: &str| PersonQuery {
        person: person.to_owned(),
    };
    let nobody = app.preview_erasure(query("Ana")).await.unwrap_err();
    assert_eq!(nobody.details.get("field").unwrap(), "person");
    let other = app.preview_erasure(query("tom@example.org")).await.unwrap();
    assert_eq!((other.figures.events, other.figures.payments), (0, 0));
    let preview = app.preview_erasure(query(&email)).await.unwrap();
    assert_eq!(preview.figures.payments, 1);
    assert!(preview.figures.events > 0);
    assert_eq!(preview.copies.len(), 1);
    assert!(app.list_erasures().await.unwrap().rows.is_empty());

    let erased = app
        .erase_customer(EraseCustomer {
            person: email.to_uppercase(),
            copies: CopiesOfLedger::Delete,
            confirmation: EraseConfirmation::EraseForGood,
        })
        .await
        .unwrap();
    assert_eq!(erased.figures.payments, 1);
    assert!(
        erased.record.is_some() && erased.still_in.is_empty(),
        "{erased:?}"
    );
    assert!(erased.state.problem.is_none(), "{:?}", erased.state.problem);
    let page = app.list_payments(PaymentsQuery::default()).await.unwrap();
    let row = &page.rows[0];
    assert_eq!((row.amount, row.customer_email.as_deref()), (17_300, None));
    assert_eq!(row.customer_name, None);
    let record = app.list_erasures().await.unwrap().rows[0];
    assert_eq!((Some(record.record), record.payments), (erased.record, 1));
    assert!(
        app.show_backups().await.unwrap().rows.is_empty(),
        "the copy is gone"
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn diagnostics_are_saved_as_they_were_read() {
    let (home, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let app = sold(&home).await;
    let shown = app.show_diagnostics().await.unwrap();
    let text: String = shown.files.iter().map(|it| it.text.as_str()).collect();
    assert!(!text.contains('@') && !text.contains("Ana"), "{text}");
    let place = || {
        let chosen = app.chosen(PlacePurpose::Diagnostics, &to.path().join("bundle.zip"));
        chosen.unwrap().id
    };
    fs::write(to.path().join("bundle.zip"), "what the dialog asked about").unwrap();
    let save = |id: &str, place: String| SaveDiagnostics {
        id: id.to_owned(),
        place,
    };
    let stale = app
        .save_diagnostics(save("other", place()))
        .await
        .unwrap_err();
    assert_eq!(stale.code, IpcErrorCode::NotFound);
    let saved = app
        .save_diagnostics(save(&shown.id, place()))
        .await
        .unwrap();
    assert!(saved.bytes > 500);
    let mut zip = zip::ZipArchive::new(fs::File::open(&saved.path).unwrap()).unwrap();
    assert_eq!(zip.len(), shown.files.len());
    for file in &shown.files {
        let mut inside = zip.by_name(&file.name).unwrap();
        let read = std::io::read_to_string(&mut inside).unwrap();
        assert_eq!(read, file.text, "{}", file.name);
    }
    assert_eq!(
        fs::read_dir(to.path()).unwrap().count(),
        1,
        "nothing lies beside it"
    );

    let checkup = app.run_checkup().await.unwrap();
    for finding in &checkup.findings {
        let advice = finding.advice.as_deref().unwrap_or_default();
        let words = ["countertop-cli", "--", "`", "COUNTERTOP_"];
        assert!(!words.iter().any(|it| advice.contains(it)), "{advice}");
    }
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn how_backups_are_made_is_changed_and_kept() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let shown = app.show_backups().await.unwrap();
    assert!(!shown.plan.unwrap().is_daily && shown.next.is_none());
    let change = ChangeBackups {
        is_daily: true,
        at_minute: Some(180),
        keep: 3,
    };
    for (field, wrong) in [
        ("keep", ChangeBackups { keep: 0, ..change }),
        (
            "atMinute",
            ChangeBackups {
                at_minute: Some(1440),
                ..change
            },
        ),
    ] {
        let refused = app.change_backups(wrong).await.unwrap_err();
        assert_eq!(refused.details.get("field").unwrap(), field);
    }
    app.change_backups(change).await.unwrap();
    app.shutdown().await;
    let app = open(&home).await;
    let shown = app.show_backups().await.unwrap();
    let plan = shown.plan.unwrap();
    assert_eq!(
        (plan.is_daily, plan.at_minute, plan.keep),
        (true, Some(180), 3)
    );
    assert!(shown.next.is_some());
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_deletes_wants_more_than_a_call() {
    let home = tempfile::tempdir().unwrap();
    let app = sold(&home).await;
    for name in [
        "begin_practice_anew",
        "wipe_ledger",
        "erase_customer",
        "restore_backup",
    ] {
        for arguments in [json!({}), json!(null), json!({"confirmation": "yes"})] {
            let error = call(&app, name, arguments).await.unwrap_err();
            assert_eq!(error.code, IpcErrorCode::InvalidInput, "{name}");
        }
    }
    assert_eq!(payments(&app).await.len(), 1);
    let word = json!({"confirmation": "delete_what_was_practised"});
    call(&app, "begin_practice_anew", word).await.unwrap();
    assert!(payments(&app).await.is_empty());
    let about = app.about().await.unwrap();
    assert!(
        about.sqlite.starts_with('3') && about.schema.is_some(),
        "{about:?}"
    );
    app.shutdown().await;
}
