//! `doctor`: what works, what does not, what to do, and the exit code that scripts read.

use std::net::TcpListener;

use serde_json::{Value, json};

use crate::events::{bytes, succeeded};
use crate::practice::Practice;
use crate::program::{Ran, finish, program, run};

/// The verdicts of a part.
fn of(checkup: &Value, part: &str) -> Vec<Value> {
    let findings = checkup["findings"].as_array().unwrap().iter();
    findings
        .filter(|it| it["part"] == part)
        .map(|it| it["verdict"].clone())
        .collect()
}

fn checkup(ran: &Ran) -> Value {
    serde_json::from_slice(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

#[test]
fn where_nothing_is_nothing_is_made() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("ledger");
    let ran = run(&folder, ["doctor", "--json"]);
    let found = ran.json();
    assert_eq!(found["healthy"], true);
    for part in ["key", "secret", "port", "disk", "ledger"] {
        assert_eq!(of(&found, part), ["unknown"], "{part}");
    }
    assert!(!folder.exists());
    let text = run(&folder, ["doctor"]);
    assert!(
        text.text()
            .contains("There is no ledger in the folder yet."),
        "{text:?}"
    );
}

#[test]
fn with_a_key_everything_is_looked_at() {
    let home = tempfile::tempdir().unwrap();
    let practice = Practice::open(&home.path().join("stripe"), &[]);
    let folder = home.path().join("shop");
    std::fs::create_dir(&folder).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).unwrap();
    }
    let file = home.path().join("event.json");
    std::fs::write(&file, bytes(&succeeded(1, 1_700_000_000, 500))).unwrap();
    run(&folder, ["events", "import", file.to_str().unwrap()]).text();
    let mut command = practice.client(&folder);
    command.args(["doctor", "--json", "--listen", "127.0.0.1:0"]);
    let ran = finish(command.env("COUNTERTOP_WEBHOOK_SECRET", "whsec_abc"));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let found = checkup(&ran);
    let keys: Vec<_> = found.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["at", "findings", "healthy"]);
    for (part, verdict) in [
        ("key", "well"),
        ("secret", "well"),
        ("port", "well"),
        ("clock", "well"),
        ("disk", "well"),
        ("ledger", "well"),
        ("completeness", "unknown"),
        ("tunnel", "unknown"),
    ] {
        assert_eq!(of(&found, part), [verdict], "{part}: {found}");
    }
    let permissions = of(&found, "permissions");
    assert!(
        permissions.len() > 5 && !permissions.contains(&json!("trouble")),
        "{found}"
    );
    assert!(
        !String::from_utf8_lossy(&ran.stdout).contains("sk_test_"),
        "no key is shown"
    );
}

#[test]
fn trouble_is_named_with_what_to_do_and_the_exit_code_is_one() {
    let home = tempfile::tempdir().unwrap();
    let practice = Practice::open(&home.path().join("stripe"), &[]);
    let folder = home.path().join("shop");
    let file = home.path().join("event.json");
    std::fs::write(&file, bytes(&succeeded(1, 1_700_000_000, 500))).unwrap();
    run(&folder, ["events", "import", file.to_str().unwrap()]).text();
    let database = damage(&folder);
    assert!(database.exists());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut command = practice.client(&folder);
    command.args(["doctor", "--json", "--listen", &address]);
    command.env("COUNTERTOP_API_KEY", "rk_test_nobodyknowsthisone");
    let ran = finish(command.env("COUNTERTOP_WEBHOOK_SECRET", "not a secret"));
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let found = checkup(&ran);
    assert_eq!(found["healthy"], false);
    for part in ["key", "secret", "port", "ledger"] {
        assert_eq!(of(&found, part), ["trouble"], "{part}: {found}");
    }
    let all = found["findings"].as_array().unwrap().iter();
    for finding in all.filter(|it| it["verdict"] == "trouble") {
        assert!(
            finding["advice"]
                .as_str()
                .is_some_and(|it| it.ends_with(['.', '*'])),
            "{finding}"
        );
    }
    assert!(
        ran.stderr
            .trim_end()
            .ends_with("things need to be done; they are said above"),
        "{ran:?}"
    );
    assert!(!ran.stderr.contains("nobodyknows"), "{ran:?}");
}

/// Overwrites a part of a column behind the program's back.
fn damage(folder: &std::path::Path) -> std::path::PathBuf {
    let file = folder.join("ledger.sqlite");
    let mut contents = std::fs::read(&file).unwrap();
    let is = br#""amount_received":500"#;
    let at = contents.windows(is.len()).position(|it| it == is).unwrap();
    contents[at..at + is.len()].copy_from_slice(br#""amount_received":501"#);
    std::fs::write(&file, contents).unwrap();
    file
}

#[test]
fn the_command_line_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let ran = finish(program(folder.path()).args(["doctor", "--listen", "0.0.0.0:80"]));
    assert!(
        ran.refusal(2).contains("can be reached from the network"),
        "{ran:?}"
    );
}

#[test]
fn a_bundle_is_shown_before_it_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("event.json");
    std::fs::write(&file, bytes(&succeeded(1, 1_700_000_000, 500))).unwrap();
    run(folder.path(), ["events", "import", file.to_str().unwrap()]).text();
    let shown = run(folder.path(), ["diagnostics"]);
    for part in [
        "=== about.json ===",
        "=== doctor.json ===",
        "\"events\": 1",
        "=== deliveries.jsonl ===",
    ] {
        assert!(shown.text().contains(part), "{part}: {shown:?}");
    }
    assert!(
        !shown.text().contains(folder.path().to_str().unwrap()),
        "{shown:?}"
    );
    let out = folder.path().join("bundle.zip");
    let saved = run(
        folder.path(),
        ["diagnostics", "--out", out.to_str().unwrap()],
    )
    .json();
    assert_eq!(saved["files"][0], "about.json");
    assert!(std::fs::read(&out).unwrap().starts_with(b"PK"));
    let again = run(
        folder.path(),
        ["diagnostics", "--out", out.to_str().unwrap()],
    );
    assert!(
        again.refusal(1).contains("choose another name"),
        "{again:?}"
    );
}
