//! Accounts are added, changed between and renamed; each is for itself.

use std::fs;
use std::sync::Arc;

use countertop_app::ipc::{
    AccountKind, ColorAccount, Confirmation, IpcErrorCode, KeyScope, LinkQuery, PaymentsQuery,
    PermissionState, RenameAccount,
};
use countertop_vault::Vault;
use secrecy::ExposeSecret;

use super::{Desk, add, contents, is_paid, links, make_link, switch};

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_added_by_its_key_and_lives_beside_the_practice_store() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    make_link(&app, "Practice bread").await;
    let report = desk.check(&app).await;
    assert_eq!(
        (report.kind, report.scope),
        (AccountKind::Test, KeyScope::Everything)
    );
    assert_eq!(report.name, "Harbour Bakery");
    assert!(report.is_usable && !report.is_known);
    assert!(
        report
            .features
            .iter()
            .any(|it| it.state == PermissionState::Works)
    );
    let account = desk.add(&app).await;
    assert!(
        account.starts_with("acct_") && account.ends_with("-test"),
        "{account}"
    );

    let state = app.app_state().await.unwrap();
    assert_eq!(
        (state.account.kind, state.account_count),
        (AccountKind::Test, 2)
    );
    assert!(state.welcomed);
    let folder = desk.home.path().join("accounts").join(&account);
    assert_eq!(state.data_dir, folder.display().to_string());
    assert!(folder.join("ledger.sqlite").is_file());
    assert!(app.practice_origin().await.is_none());
    let story = app.show_rehearsal().await.unwrap_err();
    assert!(
        story.message.contains("practice store"),
        "{}",
        story.message
    );
    make_link(&app, "Real bread").await;
    assert_eq!(links(&app).await, ["Real bread"]);
    is_paid(&desk, &app).await;

    let state = switch(&app, "practice").await.unwrap();
    assert_eq!(state.account.kind, AccountKind::Practice);
    assert_eq!(links(&app).await, ["Practice bread"]);
    switch(&app, &account).await.unwrap();
    app.shutdown().await;

    // The next start opens what was open, with the key that was kept.
    let app = desk.start().await;
    assert_eq!(app.app_state().await.unwrap().account.id, account);
    assert_eq!(links(&app).await, ["Real bread"]);
    app.shutdown().await;
    let key = desk.stripe.sandbox.api_key().expose_secret().as_bytes();
    for (file, bytes) in contents(desk.home.path()) {
        assert!(
            !bytes.windows(key.len()).any(|it| it == key),
            "{file} holds the key"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_its_key_says_so_and_the_others_open() {
    let mut desk = Desk::new().await;
    let app = desk.start().await;
    let account = desk.add(&app).await;
    make_link(&app, "Real bread").await;
    app.shutdown().await;

    desk.keys = Vault::memory();
    let app = desk.start().await;
    let state = app.app_state().await.unwrap();
    assert_eq!(state.account.id, account);
    let problem = state.problem.unwrap();
    assert_eq!(problem.code, IpcErrorCode::KeyNeeded);
    let refused = app
        .list_payments(PaymentsQuery::default())
        .await
        .unwrap_err();
    assert_eq!(refused.message, problem.message);
    assert!(switch(&app, "practice").await.unwrap().problem.is_none());
    assert!(links(&app).await.is_empty());

    let report = desk.check(&app).await;
    assert!(report.is_known);
    add(&app, &report.check, Confirmation::Test).await.unwrap();
    assert_eq!(links(&app).await, ["Real bread"]);
    assert_eq!(app.list_accounts().await.unwrap().rows.len(), 2);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_cannot_be_opened_does_not_take_the_others_down() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let account = desk.add(&app).await;
    switch(&app, "practice").await.unwrap();
    let folder = desk.home.path().join("accounts").join(&account);
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "in the way").unwrap();
    let problem = switch(&app, &account).await.unwrap().problem.unwrap();
    assert_eq!(problem.code, IpcErrorCode::LedgerUnavailable);
    assert!(problem.message.contains(&account), "{}", problem.message);
    app.shutdown().await;
    let app = desk.start().await;
    assert!(app.app_state().await.unwrap().problem.is_some());
    fs::remove_file(&folder).unwrap();
    assert!(
        switch(&app, &account).await.unwrap().problem.is_none(),
        "tried anew"
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_the_merchants_own() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let account = desk.add(&app).await;
    let rename = async |account: &str, name: &str| {
        let (account, name) = (account.to_owned(), name.to_owned());
        app.rename_account(RenameAccount { account, name }).await
    };
    for name in ["", "  ", &"x".repeat(61)] {
        assert_eq!(
            rename(&account, name).await.unwrap_err().details["field"],
            "name"
        );
    }
    rename("practice", "Trying out").await.unwrap();
    let rows = rename(&account, " Market stall ").await.unwrap().rows;
    let named: Vec<_> = rows
        .iter()
        .map(|it| (it.name.as_str(), it.is_open))
        .collect();
    assert_eq!(named, [("Trying out", false), ("Market stall", true)]);
    assert_eq!(app.app_state().await.unwrap().account.name, "Market stall");
    // Another key of the same account leaves it.
    desk.add(&app).await;
    assert_eq!(app.app_state().await.unwrap().account.name, "Market stall");
    for nowhere in ["acct_1-live", "../practice", ""] {
        let error = switch(&app, nowhere).await.unwrap_err();
        assert_eq!(error.code, IpcErrorCode::NotFound, "{nowhere}");
    }
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colour_is_chosen_from_those_there_are_and_stays() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let account = desk.add(&app).await;
    let choose = async |account: &str, color: u8| {
        let account = account.to_owned();
        app.color_account(ColorAccount { account, color }).await
    };
    for (account, color) in [(&*account, 0), (&*account, 9), ("practice", 2)] {
        let error = choose(account, color).await.unwrap_err();
        assert_eq!(error.details["field"], "color", "{account} {color}");
    }
    let rows = choose(&account, 5).await.unwrap().rows;
    let colors: Vec<_> = rows.iter().map(|it| it.color).collect();
    assert_eq!(colors, [0, 5]);
    app.shutdown().await;
    let app = desk.start().await;
    assert_eq!(app.app_state().await.unwrap().account.color, 5);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_account_waits_for_what_is_being_read() {
    let desk = Desk::new().await;
    let app = Arc::new(desk.start().await);
    make_link(&app, "Practice bread").await;
    let account = desk.add(&app).await;
    make_link(&app, "Real bread").await;
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let app = Arc::clone(&app);
            tokio::spawn(async move {
                for _ in 0..50 {
                    let page = app.list_links(LinkQuery::default()).await.unwrap();
                    assert_eq!(page.rows.len(), 1, "never both, never none");
                }
            })
        })
        .collect();
    for _ in 0..3 {
        switch(&app, "practice").await.unwrap();
        switch(&app, &account).await.unwrap();
    }
    for reader in readers {
        reader.await.unwrap();
    }
    Arc::into_inner(app).unwrap().shutdown().await;
}
