//! What the environment says, and which of several ledgers is meant.

use std::path::Path;

use crate::program::{finish, program};
use crate::refusals::folder;

#[track_caller]
fn with_environment(line: &str, environment: &[(&str, &str)], part: &str) {
    let folder = folder();
    let mut command = program(folder.path());
    command
        .current_dir(folder.path())
        .args(line.split(' '))
        .envs(environment.iter().copied());
    let ran = finish(&mut command);
    let refusal = ran.refusal(1);
    assert!(refusal.contains(part), "{line}, {environment:?}: {refusal}");
}

#[test]
fn an_environment_that_refuses() {
    const SERVE: &str = "serve --listen 127.0.0.1:0";
    const CREATE: &str = "links create --name Tea --currency eur --amount 500";
    const KEY: (&str, &str) = ("COUNTERTOP_API_KEY", "sk_test_abcdefghijklmnop");
    for (line, environment, part) in [
        (
            SERVE,
            &[("COUNTERTOP_WEBHOOK_SECRET", "")][..],
            "no webhook secret",
        ),
        (
            SERVE,
            &[("COUNTERTOP_WEBHOOK_SECRET", "whsec_a,")],
            "is empty",
        ),
        (
            SERVE,
            &[("COUNTERTOP_WEBHOOK_SECRET", "whsec_a b")],
            "COUNTERTOP_WEBHOOK_SECRET",
        ),
        (CREATE, &[("COUNTERTOP_API_KEY", "")], "no API key"),
        (
            CREATE,
            &[("COUNTERTOP_API_KEY", "whsec_abcdefgh")],
            "a webhook secret (whsec_)",
        ),
        (
            CREATE,
            &[KEY, ("COUNTERTOP_API_BASE", "http://example.com")],
            "plain http",
        ),
        (
            CREATE,
            &[KEY, ("COUNTERTOP_API_BASE", "http://127.0.0.1:1/v1")],
            "/v1",
        ),
        (
            CREATE,
            &[
                ("COUNTERTOP_API_KEY", "sk_live_abcdefghijklmnop"),
                ("COUNTERTOP_API_BASE", "http://127.0.0.1:1"),
            ],
            "a live key goes only to",
        ),
        (
            "db info",
            &[("COUNTERTOP_LOG", "loud=very=loud")],
            "COUNTERTOP_LOG",
        ),
        (
            "db info",
            &[("COUNTERTOP_DATA_DIR", "/dev/null")],
            "/dev/null cannot be used",
        ),
    ] {
        with_environment(line, environment, part);
    }
}

#[test]
fn several_ledgers_want_a_choice() {
    let window = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| crate::program::run(window.path(), args);
    for account in ["practice", "acct_1-test"] {
        let folder = window.path().join("accounts").join(account);
        crate::program::run(&folder, ["db", "info"]).text();
    }
    let ran = run(&["db", "info"]);
    assert!(ran.refusal(2).contains("acct_1:test, practice"), "{ran:?}");
    let ran = run(&["db", "info", "--account", "acct_9"]);
    assert!(ran.refusal(2).contains("acct_1:test, practice"), "{ran:?}");
    let path = |account: &str| {
        let info = run(&["db", "info", "--json", "--account", account]).json();
        Path::new(info["path"].as_str().unwrap()).to_owned()
    };
    let accounts = window.path().join("accounts");
    assert_eq!(path("practice"), accounts.join("practice/ledger.sqlite"));
    assert_eq!(
        path("acct_1:test"),
        accounts.join("acct_1-test/ledger.sqlite")
    );
}
