//! The genuine Stripe CLI listens at the practice store and forwards to a receiver.

use std::path::Path;

use countertop_tunnel::{Installed, Kind, Programs, State, StripeCli, TestKey, Trouble, Tunnel};
use secrecy::{ExposeSecret, SecretString};

use super::found;
use super::processes::{self, Process};
use super::stage::{Stage, eventually, is_down, is_up, until};

fn way(stage: &Stage, key: &SecretString) -> StripeCli {
    StripeCli {
        key: TestKey::parse(key).unwrap(),
        home: stage.home.path().join("stripe-cli"),
        practice_store: Some(stage.sandbox.base_url()),
    }
}

fn open(stage: &Stage, program: &Path, key: &SecretString) -> Tunnel {
    let folder = program.parent().unwrap().to_owned();
    Tunnel::for_test(way(stage, key), stage.setup(vec![folder]))
}

fn process(stage: &Stage) -> Option<Process> {
    processes::find("stripe", &stage.reception.url())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_forwarded_and_a_kill_is_healed() {
    let Some(program) = found::stripe_cli() else {
        return;
    };
    let stage = Stage::open().await;
    let tunnel = open(&stage, &program, stage.sandbox.api_key());
    let mut state = tunnel.state();
    let up = until(&mut state, "up", is_up).await;
    let reach = up.reach().unwrap();
    let secret = reach.secret.clone().unwrap();
    assert!(secret.expose_secret().starts_with("whsec_"));
    assert!(
        reach.api_version.as_ref().unwrap().starts_with("20"),
        "{reach:?}"
    );
    assert!(reach.url.is_none());
    stage.take(&[secret]);
    let bread = stage.happen("Bread").await;
    eventually("the event is recorded", || stage.knows(&bread)).await;

    process(&stage).unwrap().kill();
    until(&mut state, "the kill is noticed", is_down).await;
    until(&mut state, "it is healed", is_up).await;
    let roll = stage.happen("Roll").await;
    eventually("another event is recorded", || stage.knows(&roll)).await;

    tunnel.stop().await;
    assert!(matches!(*state.borrow(), State::Off));
    assert!(process(&stage).is_none());
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_in_no_argument_no_file_and_no_output() {
    let Some(program) = found::stripe_cli() else {
        return;
    };
    let stage = Stage::open().await;
    let key = stage.sandbox.api_key().clone();
    let tunnel = open(&stage, &program, &key);
    let up = until(&mut tunnel.state(), "up", is_up).await;
    let secret = up.reach().unwrap().secret.clone().unwrap();
    let listening = process(&stage).unwrap();
    assert!(
        listening.environment().contains(key.expose_secret()),
        "it got the key"
    );
    for hidden in [&key, &secret] {
        let hidden = hidden.expose_secret();
        assert!(!processes::is_in_an_argument(hidden));
        assert!(!format!("{tunnel:?} {up:?} {:?}", tunnel.output()).contains(hidden));
    }
    let said: Vec<String> = tunnel.output().into_iter().map(|line| line.text).collect();
    assert!(
        said.iter()
            .any(|line| line.contains("signing secret is [REDACTED]")),
        "{said:?}"
    );
    tunnel.stop().await;
    assert!(!anywhere_in(
        &stage.home.path().join("stripe-cli"),
        key.expose_secret()
    ));
    stage.close().await;
}

/// Whether a text is in any file of a folder.
fn anywhere_in(folder: &Path, text: &str) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return false;
    };
    entries.map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            return anywhere_in(&path, text);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_not_accepted_is_named_as_the_cause() {
    let Some(program) = found::stripe_cli() else {
        return;
    };
    let stage = Stage::open().await;
    let tunnel = open(
        &stage,
        &program,
        &SecretString::from("sk_test_of_somebody_else"),
    );
    let down = until(&mut tunnel.state(), "refused", is_down).await;
    let why = down.trouble().unwrap();
    assert!(matches!(why, Trouble::Refused { .. }), "{why:?}");
    assert!(
        why.to_string()
            .starts_with("Stripe does not accept the key."),
        "{why}"
    );
    tunnel.stop().await;
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_version_is_found() {
    let Some(program) = found::stripe_cli() else {
        return;
    };
    let programs = Programs::in_folders(vec![program.parent().unwrap().to_owned()]);
    let found = programs.look_for(Kind::StripeCli.program().unwrap()).await;
    let Installed::Yes { version, .. } = found else {
        panic!("{found:?}");
    };
    assert!(version.unwrap().starts_with("1."));
}
