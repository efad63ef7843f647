//! The keychain of a real desktop, without its display.

use std::io::Read;

use crate::session::Home;

/// Starts the keyring and unlocks it, as a login does, and waits until it is on the bus.
const LOG_IN: &str = r#"
log_in() {
  printf '%s\n' "$1" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  until owner | grep -q uint32; do pause; done
  daemon=$(owner | sed -n 's/.*uint32 //p')
}
pause() { read -rt 0.05 <> <(:) || :; }
entries() {
  dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
    org.freedesktop.Secret.Service.SearchItems dict:string:string:service,countertop-test \
    | tr -d '\n' | tr -s ' '
}
owner() {
  dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
    org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets 2>/dev/null || :
}
"#;

fn in_a_session(home: &Home, script: &str) -> Vec<String> {
    let said = home.script(&[], &format!("{LOG_IN}\n{script}"));
    said.lines().map(str::to_owned).collect()
}

#[test]
fn a_keyring_keeps_the_key_from_one_process_to_the_next() {
    let home = Home::new();
    let said = in_a_session(
        &home,
        "log_in secret-of-login; take check contract put; take get; take check get",
    );
    let expected = [
        "> check: works",
        "> contract: None",
        "> put: Ok(())",
        "> get: the key",
        "> check: works",
        "> get: the key",
    ];
    assert_eq!(said, expected);
    // After a login with another keyring process, on another bus.
    let said = in_a_session(
        &home,
        "log_in secret-of-login; take get remove get; take get",
    );
    let expected = [
        "> get: the key",
        "> remove: Ok(())",
        "> get: nothing",
        "> get: nothing",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_locked_keyring_is_told_from_none() {
    let home = Home::new();
    in_a_session(&home, "log_in secret-of-login; take put");
    // Without the right password it stays locked, and nobody is there to answer its prompt.
    let said = in_a_session(&home, "log_in another-secret; take check get");
    assert!(
        said[0] == "> check: locked" || said[0] == "> check: unanswered",
        "{said:?}"
    );
    assert_eq!(said[1], "> get: nothing", "asked of memory");
    let said = in_a_session(&home, "log_in secret-of-login; take get");
    assert_eq!(said, ["> get: the key"]);
}

#[test]
fn a_keyring_that_says_nothing_is_not_waited_for() {
    let home = Home::new();
    // It is stopped like one that waits at a prompt. Later it goes on, and the probe is taken away.
    let said = in_a_session(
        &home,
        r#"log_in secret-of-login; kill -STOP $daemon
        take impatient check check >"$HOME/said" &
        until grep -q unanswered "$HOME/said"; do pause; done
        kill -CONT $daemon; wait; cat "$HOME/said"
        until entries | grep -qF '[ ] array [ ]'; do pause; done"#,
    );
    let expected = [
        "> impatient: unanswered",
        "> check: works",
        "> check: works",
    ];
    assert_eq!(said, expected);
}

#[test]
fn without_a_bus_there_is_no_keychain() {
    let home = Home::new();
    let mut process = home.process("check put get");
    let mut said = String::new();
    process
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert!(process.wait().unwrap().success(), "{said}");
    let said: Vec<_> = said.lines().filter(|it| it.starts_with("> ")).collect();
    assert!(said[0].starts_with("> check: absent, "), "{said:?}");
    assert_eq!(said[1..], ["> put: Ok(())", "> get: the key"], "in memory");
}

#[test]
fn a_bus_without_a_keyring_has_no_keychain() {
    let home = Home::new();
    let config = home.path().join("bus.conf");
    let bus = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
        "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
        <policy context="default"><allow send_destination="*" eavesdrop="true"/>
        <allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#;
    std::fs::write(&config, bus).unwrap();
    let option = format!("--config-file={}", config.display());
    let said = home.script(&[&option], "take check");
    assert!(said.starts_with("> check: absent, "), "{said}");
}
