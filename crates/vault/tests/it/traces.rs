//! Where a key leaves no trace: files, arguments, environment, logs.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use crate::session::Home;
use crate::{KEY, PASSPHRASE};

#[test]
fn without_a_keychain_the_key_is_nowhere_in_clear() {
    let home = Home::new();
    let mut process = home.process("check file put get wait");
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut said = Vec::new();
    while said.last().is_none_or(|it| it != "> waiting") {
        said.push(lines.next().expect("the process ended").unwrap());
    }
    for file in ["cmdline", "environ"] {
        let bytes = fs::read(format!("/proc/{}/{file}", process.id())).unwrap();
        assert!(!bytes.is_empty(), "{file}");
        assert_clean(&bytes, file);
    }
    assert_eq!(assert_files_clean(home.path()), 2, "the file and its lock");
    drop(process.stdin.take());
    said.extend(lines.map(Result::unwrap));
    let mut log = Vec::new();
    process
        .stderr
        .take()
        .unwrap()
        .read_to_end(&mut log)
        .unwrap();
    assert!(process.wait().unwrap().success(), "{said:?}");

    assert!(
        said.iter().any(|it| it.starts_with("> check: absent, ")),
        "{said:?}"
    );
    for expected in ["> file: file", "> put: Ok(())", "> get: the key"] {
        assert!(
            said.iter().any(|it| it == expected),
            "{expected} in {said:?}"
        );
    }
    assert_clean(said.join("\n").as_bytes(), "the output");
    assert_clean(&log, "the log");
    assert_eq!(assert_files_clean(home.path()), 2);
}

#[test]
fn a_keyring_hides_the_key_from_files_and_logs() {
    let home = Home::new();
    let said = home.script(
        &[],
        r#"printf '\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
        exec 3>"$HOME/log"
        take check put get 2>&3"#,
    );
    assert!(said.ends_with("> get: the key\n"), "{said}");
    let log = fs::read(home.path().join("log")).unwrap();
    assert!(!log.is_empty(), "the log of a bus tells much");
    assert!(assert_files_clean(home.path()) > 1);
}

fn assert_clean(bytes: &[u8], place: &str) {
    for secret in [KEY, PASSPHRASE] {
        let secret = secret.as_bytes();
        let found = bytes.windows(secret.len()).any(|it| it == secret);
        assert!(!found, "a secret stands in {place}");
    }
}

/// Looks through every file below a folder; says how many there are.
fn assert_files_clean(folder: &Path) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.symlink_metadata().unwrap().file_type();
        if kind.is_dir() {
            count += assert_files_clean(&path);
        } else if kind.is_file() {
            assert_clean(&fs::read(&path).unwrap(), &path.display().to_string());
            count += 1;
        }
    }
    count
}
