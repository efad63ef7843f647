//! Secrets stay out of sight: of files, logs, output and other programs.

use std::path::Path;

use crate::events::{bytes, succeeded};
use crate::http::deliver;
use crate::practice::Practice;
use crate::program::{Running, run};
use crate::serve;

/// Every file below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[track_caller]
fn holds_none(what: &str, contents: &[u8], secrets: &[&str]) {
    for secret in secrets {
        // A part of a secret is one too.
        let part = &secret.as_bytes()[12..];
        let found = contents.windows(part.len()).any(|it| it == part);
        assert!(!found, "{what} holds a secret");
    }
}

#[test]
#[cfg(unix)]
fn no_file_no_log_and_no_output_holds_a_secret() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let practice = Practice::open(&folder.path().join("practice"), &[]);
    let secrets = [practice.api_key.as_str(), serve::SECRET];
    let mut command = serve::serve(folder.path());
    command
        .env("COUNTERTOP_LOG", "trace")
        .env("COUNTERTOP_API_KEY", &practice.api_key);
    let mut receiver = Running::start(command.arg("--follow"));
    let url = serve::ready(&mut receiver, folder.path());
    assert_eq!(
        deliver(&url, serve::SECRET, &bytes(&succeeded(1, 1, 500))).status,
        200
    );
    assert_eq!(deliver(&url, "whsec_another_secret", b"{}").status, 400);

    let create = [
        "links",
        "create",
        "--name",
        "Tea",
        "--amount",
        "450",
        "--currency",
        "gbp",
    ];
    let mut made = practice.client(&ledger);
    let made = crate::program::finish(made.env("COUNTERTOP_LOG", "trace").args(create));
    assert!(made.text().contains("plink_") && !made.stderr.is_empty());
    holds_none("the output", &made.stdout, &secrets);
    holds_none("the log", made.stderr.as_bytes(), &secrets);

    let ran = receiver.stop(rustix::process::Signal::TERM);
    assert!(ran.stderr.lines().count() > 3, "there is a log to look at");
    holds_none("the receiver's output", &ran.stdout, &secrets);
    holds_none("the receiver's log", ran.stderr.as_bytes(), &secrets);
    run(&ledger, ["db", "info"]).text();
    let files = files(&ledger);
    assert!(files.len() >= 2, "{files:?}");
    for file in files {
        holds_none(
            &file.display().to_string(),
            &std::fs::read(&file).unwrap(),
            &secrets,
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_memory_that_holds_secrets_is_not_dumped() {
    let folder = tempfile::tempdir().unwrap();
    let mut receiver = Running::start(&mut serve::serve(folder.path()));
    serve::ready(&mut receiver, folder.path());
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", receiver.id())).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .unwrap();
    let core: Vec<_> = core.split_whitespace().skip(4).take(2).collect();
    assert_eq!(core, ["0", "0"]);
    // Only the superuser still looks into it.
    let memory = std::fs::read(format!("/proc/{}/environ", receiver.id()));
    assert_eq!(memory.is_ok(), rustix::process::geteuid().is_root());
}
