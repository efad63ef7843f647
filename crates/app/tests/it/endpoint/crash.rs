//! The program dies between any two of its steps: the next start tidies up.

use std::sync::Arc;

use countertop_app::endpoint::{Endpoint, EndpointError, Renewal};
use secrecy::ExposeSecret;

use crate::account::{Account, client};

use super::wire::{Break, Wire};
use super::{Door, Drawer, assert_untouched, besides, started};

/// What the program is doing when it dies.
#[derive(Clone, Copy, Debug)]
enum Doing {
    Making,
    Moving,
    Renewing,
    SwitchingOff,
}

/// Most calls that one of these takes.
const MOST_CALLS: usize = 12;

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_at_any_call_is_tidied_up_by_the_next_start() {
    for doing in [
        Doing::Making,
        Doing::Moving,
        Doing::Renewing,
        Doing::SwitchingOff,
    ] {
        for how in [Break::Before, Break::After] {
            let mut deaths = 0;
            while dies_at(doing, deaths, how).await {
                deaths += 1;
                assert!(deaths < MOST_CALLS, "{doing:?} has no end");
            }
            assert!(deaths >= 2, "{doing:?}: {deaths} calls");
        }
    }
}

/// Runs until the call number `at`, dies, starts again; false where it had ended before.
async fn dies_at(doing: Doing, at: usize, how: Break) -> bool {
    let (account, door) = (Account::open().await, Door::open().await);
    let shelf = Arc::<Drawer>::default();
    let strangers = account.strangers(door.url().as_str()).await;
    let other_door = Door::open().await;
    match doing {
        Doing::Making => {}
        Doing::Moving | Doing::Renewing | Doing::SwitchingOff => {
            let before = started(&account, account.client(), &shelf, &other_door);
            before
                .settle(&other_door.url(), Renewal::Keep)
                .await
                .unwrap();
        }
    }
    let wire = Wire::start(&account.sandbox.base_url(), at, how).await;
    let through = client(&wire.url, account.sandbox.api_key().clone());
    let dying = started(&account, through, &shelf, &door);
    let died = tokio::select! {
        done = run(doing, &dying, &door) => { done.unwrap(); false }
        () = wire.died.notified() => true,
    };
    drop(dying);

    let case = format!("{doing:?}, {how:?} call {at}");
    let next = started(&account, account.client(), &shelf, &door);
    next.settle(&door.url(), Renewal::Keep).await.unwrap();
    let all = account.endpoints().await;
    assert_untouched(&all, &strangers);
    let ours = besides(&all, &strangers);
    assert_eq!(ours.len(), 1, "{case}");
    assert_eq!(ours[0]["url"], door.url().as_str(), "{case}");
    door.gets_what_happens(&account).await;
    let kept = shelf.text.lock().unwrap().clone().unwrap();
    let id = ours[0]["id"].as_str().unwrap();
    assert!(kept.expose_secret().contains(id), "{case}");
    died
}

async fn run(doing: Doing, endpoint: &Endpoint, door: &Door) -> Result<(), EndpointError> {
    match doing {
        Doing::Making | Doing::Moving => {
            endpoint.settle(&door.url(), Renewal::Keep).await.map(drop)
        }
        Doing::Renewing => endpoint
            .settle(&door.url(), Renewal::NewSecret)
            .await
            .map(drop),
        Doing::SwitchingOff => endpoint.switch_off().await.map(drop),
    }
}
