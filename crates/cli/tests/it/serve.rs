//! `serve` over a real socket.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::events::{bytes, event, succeeded};
use crate::http::{deliver, get, post};
use crate::program::{Running, finish, program, run, wait};

pub const SECRET: &str = "whsec_0123456789abcdef";
pub const OTHER_SECRET: &str = "whsec_fedcba9876543210";

/// `serve` on a free port, its secret in a file.
pub fn serve(folder: &Path) -> Command {
    std::fs::write(folder.join("secret"), format!("{SECRET}\n")).unwrap();
    let mut command = program(folder);
    command
        .arg("--data-dir")
        .arg(folder.join("ledger"))
        .args(["serve", "--listen", "127.0.0.1:0", "--webhook-secret-file"])
        .arg(folder.join("secret"));
    command
}

/// Waits for the ready line; gives back the receiver's address.
#[track_caller]
pub fn ready(running: &mut Running, folder: &Path) -> String {
    let ready = running.json();
    assert_eq!(ready["data_dir"], folder.join("ledger").to_str().unwrap());
    let url = ready["listening"].as_str().unwrap();
    assert!(
        url.starts_with("http://127.0.0.1:") && url.ends_with("/webhook"),
        "{url}"
    );
    url.to_owned()
}

fn events(folder: &Path) -> Vec<serde_json::Value> {
    run(&folder.join("ledger"), ["events", "list", "--json"]).json_lines()
}

#[test]
#[cfg(unix)]
fn what_stripe_sends_is_checked_recorded_and_answered() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = Running::start(&mut serve(folder.path()));
    let url = ready(&mut running, folder.path());

    let paid = bytes(&succeeded(1, 1_700_000_000, 1099));
    let answer = deliver(&url, SECRET, &paid);
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (200, r#"{"received":true}"#)
    );
    assert!(
        answer.head.contains("content-type: application/json"),
        "{answer:?}"
    );
    running.logged("PaymentIntent for 1099 was successful!");

    let again = deliver(&url, SECRET, &paid);
    assert_eq!(
        (again.status, again.body.as_str()),
        (200, r#"{"received":true}"#)
    );
    assert_eq!(
        events(folder.path()).len(),
        1,
        "a redelivery makes no second row"
    );

    let forged = deliver(&url, OTHER_SECRET, &paid);
    assert_eq!(forged.status, 400);
    assert_eq!(
        forged.body,
        "Webhook Error: No signature matches the body for this endpoint's secret."
    );
    assert!(
        forged
            .head
            .contains("content-type: text/plain; charset=utf-8"),
        "{forged:?}"
    );
    running.logged(
        "Webhook signature verification failed. No signature matches the body for this endpoint's secret.",
    );

    let unsigned = post(&url, &[], &paid);
    assert_eq!(
        unsigned.body,
        "Webhook Error: No Stripe-Signature header was sent."
    );

    let strange = bytes(&event(
        "evt_x",
        "customer.created",
        1_700_000_001,
        &json!({}),
    ));
    assert_eq!(deliver(&url, SECRET, &strange).status, 200);
    running.logged("Unhandled event type customer.created");

    let ran = running.stop(rustix::process::Signal::TERM);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let listed = events(folder.path());
    let ids: Vec<_> = listed.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["evt_x", "evt_0001"]);
    assert_eq!(listed[0]["handled"], false);
    let got = run(&folder.path().join("ledger"), ["events", "get", "evt_0001"]);
    assert_eq!(got.stdout, paid, "byte for byte");
    let wal = folder.path().join("ledger/ledger.sqlite-wal");
    assert!(
        !wal.exists() || wal.metadata().unwrap().len() == 0,
        "the ledger was checkpointed"
    );
}

#[test]
#[cfg(unix)]
fn both_signals_end_it_and_its_ledger_can_be_opened_again() {
    use rustix::process::Signal;
    let folder = tempfile::tempdir().unwrap();
    for signal in [Signal::TERM, Signal::INT] {
        let mut running = Running::start(&mut serve(folder.path()));
        ready(&mut running, folder.path());
        let ran = running.stop(signal);
        assert_eq!(ran.code, Some(0), "{signal:?}: {ran:?}");
    }
}

#[test]
fn while_a_secret_is_rolled_both_are_good() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("second"), OTHER_SECRET).unwrap();
    let third = "whsec_third";
    let mut command = serve(folder.path());
    command
        .arg("--webhook-secret-file")
        .arg(folder.path().join("second"));
    command.env("COUNTERTOP_WEBHOOK_SECRET", format!("{SECRET}, {third}"));
    let mut running = Running::start(&mut command);
    let url = ready(&mut running, folder.path());
    let secrets = [SECRET, OTHER_SECRET, third, "whsec_fourth"];
    let statuses: Vec<_> = (1..)
        .zip(secrets)
        .map(|(number, secret)| deliver(&url, secret, &bytes(&succeeded(number, 1, 500))).status)
        .collect();
    assert_eq!(statuses, [200, 200, 200, 400]);
}

#[test]
fn what_changes_is_printed_as_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = Running::start(serve(folder.path()).arg("--follow"));
    let url = ready(&mut running, folder.path());
    assert_eq!(
        deliver(&url, SECRET, &bytes(&succeeded(7, 1_700_000_000, 2500))).status,
        200
    );
    let payment = running.json();
    assert_eq!(payment["id"], "pi_0007");
    assert_eq!(payment["status"], "succeeded");
    assert_eq!(payment["amount"], 2500);
    let shown = run(
        &folder.path().join("ledger"),
        ["payments", "show", "pi_0007"],
    )
    .json();
    for (field, value) in payment.as_object().unwrap() {
        assert_eq!(&shown[field], value, "{field}");
    }
    assert_eq!(shown["timeline"][0]["event"], "evt_0007");
}

#[test]
#[cfg(unix)]
fn it_ends_quietly_when_nobody_reads_the_payments_any_more() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let folder = tempfile::tempdir().unwrap();
    let mut child = serve(folder.path())
        .arg("--follow")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    drop(stdout);
    let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
    let url = ready["listening"].as_str().unwrap();
    assert_eq!(
        deliver(url, SECRET, &bytes(&succeeded(1, 1, 500))).status,
        200
    );
    assert_eq!(wait(child), Some(0));
}

#[test]
fn the_log_can_be_json() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = Running::start(serve(folder.path()).args(["--log-format", "json"]));
    let url = ready(&mut running, folder.path());
    deliver(&url, SECRET, &bytes(&succeeded(1, 1, 1099)));
    let line = running.logged("PaymentIntent");
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line["message"], "PaymentIntent for 1099 was successful!");
    assert_eq!(line["level"], "INFO");
}

#[test]
fn a_used_port_and_a_used_ledger_are_refused() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret"), SECRET).unwrap();
    let address = format!("127.0.0.1:{port}");
    let secret = folder.path().join("secret");
    let used_port = |ledger: &str, address: &str| {
        finish(
            program(folder.path())
                .arg("--data-dir")
                .arg(folder.path().join(ledger))
                .args(["serve", "--listen", address, "--webhook-secret-file"])
                .arg(&secret),
        )
    };
    let ran = used_port("one", &address);
    let refusal = ran.refusal(1);
    assert!(
        refusal.contains(&address) && refusal.contains("choose another"),
        "{refusal}"
    );

    let mut running = Running::start(&mut serve(folder.path()));
    ready(&mut running, folder.path());
    let ran = used_port("ledger", "127.0.0.1:0");
    let refusal = ran.refusal(1);
    assert!(refusal.contains("in use by process"), "{refusal}");
}

#[test]
fn its_numbers_are_shown_to_programs_on_this_computer() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = Running::start(serve(folder.path()).args(["--metrics", "127.0.0.1:0"]));
    let ready = running.json();
    let url = ready["listening"].as_str().unwrap();
    let metrics = ready["metrics"].as_str().unwrap();
    assert!(
        metrics.starts_with("http://127.0.0.1:") && metrics.ends_with("/metrics"),
        "{metrics}"
    );
    for number in [1, 2, 2] {
        let answer = deliver(url, SECRET, &bytes(&succeeded(number, 1_700_000_000, 500)));
        assert_eq!(answer.status, 200);
    }
    assert_eq!(post(url, &[], b"{}").status, 400);
    let answer = get(metrics, &[]);
    assert_eq!(answer.status, 200);
    let content_type = "content-type: text/plain; version=0.0.4; charset=utf-8";
    assert!(answer.head.contains(content_type), "{answer:?}");
    for line in [
        "countertop_deliveries_accepted_total 3",
        "countertop_events_redelivered_total 1",
        "countertop_deliveries_refused_total{status=\"400\",code=\"missing_signature\"} 1",
        "countertop_ledger_queue 0",
    ] {
        assert!(
            answer.body.lines().any(|it| it == line),
            "{line}: {}",
            answer.body
        );
    }
    // What it notes of itself is among them.
    let inputs = answer.body.lines();
    let mut inputs = inputs.filter_map(|it| it.strip_prefix("countertop_ledger_inputs_total "));
    let inputs: u64 = inputs.next().unwrap().parse().unwrap();
    assert!(inputs > 3, "{inputs}");
    assert!(!answer.body.contains("whsec_"), "{}", answer.body);
    let foreign = get(metrics, &[("Origin", "http://evil.example")]);
    assert_eq!(foreign.status, 403, "{foreign:?}");
    let rebound = metrics.replace("127.0.0.1", "localhost");
    assert_eq!(get(&rebound, &[]).status, 403);
}

#[test]
#[cfg(unix)]
fn with_few_handles_idle_connections_do_not_hold_up_a_signed_event() {
    let folder = tempfile::tempdir().unwrap();
    let command = serve(folder.path());
    let mut limited = Command::new("sh");
    limited.args(["-c", "ulimit -n 80 && exec \"$0\" \"$@\""]);
    limited.arg(command.get_program()).args(command.get_args());
    limited.env_clear().env("HOME", folder.path());
    let mut running = Running::start(&mut limited);
    let url = ready(&mut running, folder.path());
    let host = url.strip_prefix("http://").unwrap().replace("/webhook", "");
    let _idle: Vec<_> = (0..200)
        .map(|_| TcpStream::connect(&host).unwrap())
        .collect();
    let mut times = Vec::new();
    for number in 1..=100 {
        let began = Instant::now();
        let event = bytes(&succeeded(number, 1_700_000_000, 500));
        assert_eq!(deliver(&url, SECRET, &event).status, 200);
        times.push(began.elapsed());
    }
    times.sort();
    assert!(
        times[98] < Duration::from_millis(250),
        "p50 {:?}, p99 {:?}",
        times[49],
        times[98]
    );
    let all = ["events", "list", "--json", "--limit", "200"];
    assert_eq!(
        run(&folder.path().join("ledger"), all).json_lines().len(),
        100
    );
}
