//! What becomes of our endpoint over its life.

use std::sync::Arc;

use countertop_app::endpoint::{EndpointError, Renewal, Seen, Way};
use countertop_stripe_client::EndpointStatus;
use countertop_stripe_wire::{API_VERSION, handled_types};
use countertop_tunnel::PublicUrl;
use reqwest::Method;
use secrecy::ExposeSecret;
use serde_json::json;

use crate::account::Account;

use super::{Door, Drawer, HandClock, assert_untouched, besides, started, started_at};

#[tokio::test(flavor = "multi_thread")]
async fn it_is_made_kept_moved_and_deleted_among_strangers() {
    let (account, door, shelf) = (Account::open().await, Door::open().await, Arc::default());
    let strangers = account.strangers(door.url().as_str()).await;

    let endpoint = started(&account, account.client(), &shelf, &door);
    assert!(endpoint.secrets().await.unwrap().is_empty());
    let settled = endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    assert_eq!((settled.way, settled.deleted), (Way::Made, 0));
    assert_eq!(settled.elsewhere.len(), 1);
    assert_eq!(settled.elsewhere[0].machine, "office");
    let all = account.endpoints().await;
    assert_untouched(&all, &strangers);
    let ours = besides(&all, &strangers);
    assert_eq!(ours.len(), 1);
    let made = &ours[0];
    assert_eq!(made["api_version"], API_VERSION);
    assert_eq!(made["url"], door.url().as_str());
    assert_eq!(made["description"], "Countertop on till");
    assert_eq!(made["metadata"]["made_with"], "countertop");
    assert_eq!(made["metadata"]["countertop_machine"], "till");
    let mut wanted: Vec<_> = handled_types().collect();
    let mut events: Vec<_> = made["enabled_events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap())
        .collect();
    wanted.sort_unstable();
    events.sort_unstable();
    assert_eq!(events, wanted);
    door.gets_what_happens(&account).await;

    // The next start finds all as it should be, and asks for no change.
    let endpoint = started(&account, account.client(), &shelf, &door);
    assert_eq!(endpoint.secrets().await.unwrap().len(), 1);
    let settled = endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    assert_eq!((settled.way, settled.deleted), (Way::Kept, 0));
    assert_eq!(account.endpoints().await, all);

    // Another address: the same endpoint and the same secret.
    let moved = Door::open().await;
    let endpoint = started(&account, account.client(), &shelf, &moved);
    let settled = endpoint.settle(&moved.url(), Renewal::Keep).await.unwrap();
    assert_eq!((settled.way, settled.deleted), (Way::Moved, 0));
    let ours = besides(&account.endpoints().await, &strangers);
    assert_eq!((ours.len(), &ours[0]["id"]), (1, &made["id"]));
    moved.gets_what_happens(&account).await;

    assert_eq!(endpoint.switch_off().await.unwrap(), 1);
    assert_eq!(account.endpoints().await, strangers);
    assert!(shelf.text.lock().unwrap().is_none());
    assert!(moved.secrets.lock().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_secret_needs_a_second_endpoint_and_both_are_accepted_meanwhile() {
    let (account, door, shelf) = (Account::open().await, Door::open().await, Arc::default());
    let strangers = account.strangers(door.url().as_str()).await;
    let clock = HandClock::default();
    let endpoint = started_at(&account, account.client(), &shelf, &door, clock.clone());
    endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    let first = besides(&account.endpoints().await, &strangers);

    let settled = endpoint
        .settle(&door.url(), Renewal::NewSecret)
        .await
        .unwrap();
    assert_eq!((settled.way, settled.deleted), (Way::Replaced, 1));
    let all = account.endpoints().await;
    assert_untouched(&all, &strangers);
    let second = besides(&all, &strangers);
    assert_eq!(second.len(), 1);
    assert_ne!(second[0]["id"], first[0]["id"]);
    let secrets = door.secrets.lock().unwrap().clone();
    assert_eq!(secrets.len(), 2);
    assert_ne!(secrets[0].expose_secret(), secrets[1].expose_secret());
    door.gets_what_happens(&account).await;

    // The old secret is good for an hour, also after a restart.
    let endpoint = started_at(&account, account.client(), &shelf, &door, clock.clone());
    assert_eq!(endpoint.secrets().await.unwrap().len(), 2);
    endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    clock.move_by(3599);
    assert_eq!(endpoint.look().await.unwrap(), Seen::AtWork);
    assert_eq!(door.secrets.lock().unwrap().len(), 2);
    clock.move_by(1);
    assert_eq!(endpoint.look().await.unwrap(), Seen::AtWork);
    let left = door.secrets.lock().unwrap().clone();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].expose_secret(), secrets[1].expose_secret());
    door.gets_what_happens(&account).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_of_another_version_or_without_its_secret_is_replaced() {
    let (account, door, shelf) = (Account::open().await, Door::open().await, Arc::default());
    let strangers = account.strangers(door.url().as_str()).await;
    let marks = json!({
        "made_with": "countertop",
        "countertop_installation": account.installation("till").id(),
        "countertop_machine": "till",
    });
    for api_version in ["2020-08-27", API_VERSION] {
        let given = json!({"url": door.url().as_str(), "enabled_events": ["*"], "metadata": marks, "api_version": api_version});
        account.api(Method::POST, "webhook_endpoints", given).await;
    }
    let endpoint = started(&account, account.client(), &shelf, &door);
    let settled = endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    assert_eq!((settled.way, settled.deleted), (Way::Replaced, 2));
    let all = account.endpoints().await;
    assert_untouched(&all, &strangers);
    assert_eq!(besides(&all, &strangers).len(), 1);
    door.gets_what_happens(&account).await;

    // Its types were changed by hand: they are set again.
    let id = besides(&all, &strangers)[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("webhook_endpoints/{id}");
    account
        .api(
            Method::POST,
            &path,
            json!({"enabled_events": ["charge.failed"]}),
        )
        .await;
    let settled = endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    assert_eq!(settled.way, Way::Kept);
    assert_eq!(
        besides(&account.endpoints().await, &all),
        Vec::<serde_json::Value>::new()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_one_is_enabled_once_a_day() {
    let (account, door, shelf) = (Account::open().await, Door::open().await, Arc::default());
    let strangers = account.strangers(door.url().as_str()).await;
    let clock = HandClock::default();
    let endpoint = started_at(&account, account.client(), &shelf, &door, clock.clone());
    assert_eq!(
        endpoint.look().await.unwrap(),
        Seen::Gone,
        "nothing was registered"
    );
    endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    assert_eq!(endpoint.look().await.unwrap(), Seen::AtWork);
    let id = besides(&account.endpoints().await, &strangers)[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("webhook_endpoints/{id}");
    let disable = || account.api(Method::POST, &path, json!({"disabled": true}));

    disable().await;
    assert_eq!(endpoint.look().await.unwrap(), Seen::EnabledAgain);
    door.gets_what_happens(&account).await;
    disable().await;
    clock.move_by(24 * 3600 - 1);
    assert_eq!(endpoint.look().await.unwrap(), Seen::SwitchedOff);
    // A restart changes nothing about that.
    let endpoint = started_at(&account, account.client(), &shelf, &door, clock.clone());
    let settled = endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    assert_eq!(
        (settled.was, settled.status),
        (EndpointStatus::Disabled, EndpointStatus::Disabled)
    );
    clock.move_by(1);
    let settled = endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    assert_eq!(
        (settled.was, settled.status),
        (EndpointStatus::Disabled, EndpointStatus::Enabled)
    );
    door.gets_what_happens(&account).await;
    for seen in [Seen::EnabledAgain, Seen::SwitchedOff, Seen::Gone] {
        assert!(seen.sentence().unwrap().ends_with('.'));
    }

    account.api(Method::DELETE, &path, json!({})).await;
    assert_eq!(endpoint.look().await.unwrap(), Seen::Gone);
    let settled = endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    assert_eq!(settled.way, Way::Made);
    door.gets_what_happens(&account).await;
    assert_untouched(&account.endpoints().await, &strangers);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limit_is_told_and_ours_makes_room_for_its_successor() {
    let (account, door, shelf) = (Account::open().await, Door::open().await, Arc::default());
    let mut strangers = account.strangers(door.url().as_str()).await;
    while strangers.len() < 15 {
        account.foreign("https://example.com/more", json!({})).await;
        strangers = account.endpoints().await;
    }
    let endpoint = started(&account, account.client(), &shelf, &door);
    endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    let settled = endpoint
        .settle(&door.url(), Renewal::NewSecret)
        .await
        .unwrap();
    assert_eq!(settled.way, Way::Replaced);
    let all = account.endpoints().await;
    assert_untouched(&all, &strangers);
    assert_eq!(all.len(), 16);
    door.gets_what_happens(&account).await;

    endpoint.switch_off().await.unwrap();
    account.foreign("https://example.com/more", json!({})).await;
    let error = endpoint
        .settle(&door.url(), Renewal::Keep)
        .await
        .unwrap_err();
    assert!(
        matches!(error, EndpointError::Full { count: 16, .. }),
        "{error}"
    );
    let sentence = error.to_string();
    for part in [
        "16",
        "1 of them made by Countertop on office",
        "Developers, Webhooks",
        "catch-up",
    ] {
        assert!(sentence.contains(part), "{part}: {sentence}");
    }
    assert_untouched(&account.endpoints().await, &strangers);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_keychain_costs_the_secret_and_no_payment() {
    let (account, door) = (Account::open().await, Door::open().await);
    let shelf = Arc::<Drawer>::default();
    let endpoint = started(&account, account.client(), &shelf, &door);
    *shelf.is_stuck.lock().unwrap() = true;
    let error = endpoint
        .settle(&door.url(), Renewal::Keep)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("unlock it"), "{error}");
    assert!(
        account.endpoints().await.is_empty(),
        "what could not be kept was not made"
    );

    *shelf.is_stuck.lock().unwrap() = false;
    endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    *shelf.is_stuck.lock().unwrap() = true;
    let settled = endpoint
        .settle(&door.url(), Renewal::NewSecret)
        .await
        .unwrap();
    assert!(settled.unkept.is_some(), "it is told");
    door.gets_what_happens(&account).await;
    assert_eq!(account.endpoints().await.len(), 1);

    *shelf.is_stuck.lock().unwrap() = false;
    let endpoint = started(&account, account.client(), &shelf, &door);
    let settled = endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    assert_eq!((settled.way, settled.deleted), (Way::Replaced, 1));
    door.gets_what_happens(&account).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_computers_is_deleted_only_when_the_merchant_says_so() {
    let (account, door, shelf) = (Account::open().await, Door::open().await, Arc::default());
    let strangers = account.strangers(door.url().as_str()).await;
    let endpoint = started(&account, account.client(), &shelf, &door);
    let settled = endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    let office = &settled.elsewhere[0];
    // Under its id there may be somebody else's by now: here, its mark was taken off.
    let path = format!("webhook_endpoints/{}", office.id);
    account
        .api(Method::POST, &path, json!({"metadata": {"made_with": ""}}))
        .await;
    endpoint.delete_elsewhere(office).await.unwrap();
    assert_eq!(account.endpoints().await.len(), strangers.len() + 1);
    account
        .api(
            Method::POST,
            &path,
            json!({"metadata": {"made_with": "countertop"}}),
        )
        .await;
    endpoint.delete_elsewhere(office).await.unwrap();
    let all = account.endpoints().await;
    assert_eq!(all.len(), strangers.len());
    assert!(all.iter().all(|it| it["id"] != office.id.as_str()));
    let url = PublicUrl::parse(&office.url).unwrap();
    assert_eq!(url.as_str(), "https://example.com/hook");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tunnels_own_secret_is_none_of_its_business() {
    let (account, door) = (Account::open().await, Door::open().await);
    let shelf = Arc::<Drawer>::default();
    let others = r#"[{"secret":"whsec_other","signer":"stripe-cli","until":null}]"#;
    *shelf.text.lock().unwrap() = Some(others.into());
    let endpoint = started(&account, account.client(), &shelf, &door);
    endpoint.settle(&door.url(), Renewal::Keep).await.unwrap();
    endpoint
        .settle(&door.url(), Renewal::NewSecret)
        .await
        .unwrap();
    assert_eq!(door.secrets.lock().unwrap().len(), 3);
    endpoint.switch_off().await.unwrap();
    let left = shelf.text.lock().unwrap().clone().unwrap();
    assert_eq!(left.expose_secret(), others);
    assert_eq!(door.secrets.lock().unwrap().len(), 1);
}
