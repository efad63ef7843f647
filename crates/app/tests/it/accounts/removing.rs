//! Accounts are taken away, and the practice store is begun anew.

use std::sync::Arc;

use countertop_app::endpoint::{Endpoint, EndpointConfig, Installation, Renewal};
use countertop_app::ipc::{
    AccountData, AccountKind, AnewConfirmation, BeginAnew, IpcErrorCode, RemoveAccount,
};
use countertop_domain::Mode;
use countertop_receiver::SystemClock;
use countertop_tunnel::PublicUrl;
use serde_json::json;

use crate::account::Account;

use super::{Desk, links, make_link, remove, switch};

const ANEW: BeginAnew = BeginAnew {
    confirmation: AnewConfirmation::DeleteWhatWasPractised,
};

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_removed_with_its_data_or_without() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let account = desk.add(&app).await;
    let folder = desk.home.path().join("accounts").join(&account);
    make_link(&app, "Real bread").await;
    let before = desk
        .stripe
        .foreign("https://example.com/hook", json!({}))
        .await;
    let register = async || {
        let endpoint = Endpoint::new(EndpointConfig {
            account: countertop_app::accounts::StripeAccount {
                id: account.strip_suffix("-test").unwrap().parse().unwrap(),
                mode: Mode::Test,
            },
            client: desk.stripe.client(),
            installation: Installation::of(desk.home.path(), "till").unwrap(),
            keys: Arc::new(desk.keys.clone()),
            clock: Box::new(SystemClock),
            accept: Box::new(|_| {}),
        });
        let url = PublicUrl::parse("https://shop.example/webhook").unwrap();
        endpoint.settle(&url, Renewal::Keep).await.unwrap();
    };
    register().await;
    assert_eq!(desk.stripe.endpoints().await.len(), 2);

    let removed = remove(&app, &account, AccountData::Keep).await;
    assert!(removed.left.is_empty(), "{:?}", removed.left);
    assert_eq!(removed.state.account.kind, AccountKind::Practice);
    assert_eq!(removed.state.account_count, 1);
    let left = desk.stripe.endpoints().await;
    assert_eq!((left.len(), &left[0]["id"]), (1, &before["id"]));
    assert!(folder.join("ledger.sqlite").is_file());
    assert_eq!(
        switch(&app, &account).await.unwrap_err().code,
        IpcErrorCode::NotFound
    );

    assert_eq!(desk.add(&app).await, account);
    assert_eq!(links(&app).await, ["Real bread"], "its data was kept");
    register().await;
    switch(&app, "practice").await.unwrap();
    let removed = remove(&app, &account, AccountData::Delete).await;
    assert!(removed.left.is_empty(), "{:?}", removed.left);
    assert!(!folder.exists());
    assert_eq!(
        desk.stripe.endpoints().await.len(),
        1,
        "also of one that is not open"
    );

    let refused = RemoveAccount {
        account: "practice".to_owned(),
        data: AccountData::Delete,
    };
    assert!(
        app.remove_account(refused)
            .await
            .unwrap_err()
            .message
            .contains("begun anew")
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_away_at_stripe_is_told() {
    let mut desk = Desk::new().await;
    let app = desk.start().await;
    let account = desk.add(&app).await;
    switch(&app, "practice").await.unwrap();
    let other = std::mem::replace(&mut desk.stripe, Account::open().await);
    other.sandbox.shutdown().await.unwrap();
    let removed = remove(&app, &account, AccountData::Delete).await;
    assert_eq!(removed.left.len(), 1, "{:?}", removed.left);
    assert!(
        removed.left[0].contains("Developers, Webhooks"),
        "{:?}",
        removed.left
    );
    assert_eq!(removed.state.account_count, 1);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_practice_store_is_begun_anew_beside_the_others() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    make_link(&app, "Practice bread").await;
    assert!(
        app.begin_practice_anew(ANEW)
            .await
            .unwrap()
            .problem
            .is_none()
    );
    assert!(links(&app).await.is_empty());
    make_link(&app, "Practice cake").await;
    desk.add(&app).await;
    make_link(&app, "Real bread").await;
    app.begin_practice_anew(ANEW).await.unwrap();
    assert_eq!(links(&app).await, ["Real bread"]);
    switch(&app, "practice").await.unwrap();
    assert!(links(&app).await.is_empty());
    app.shutdown().await;
}
