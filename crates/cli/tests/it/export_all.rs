//! `db export`: what was told comes back byte for byte, and makes the same rows.

use std::path::Path;

use serde_json::{Value, json};

use crate::events::{bytes, event, succeeded};
use crate::program::run;

fn events() -> Vec<Vec<u8>> {
    let charge = json!({
        "id": "ch_1", "object": "charge", "amount": 500, "amount_captured": 500, "amount_refunded": 100,
        "captured": true, "currency": "eur", "created": 1_700_000_000, "livemode": false, "payment_intent": "pi_0001",
        "status": "succeeded", "billing_details": {"email": "ana@example.com", "name": "=Ana, \"the\" Ruiz"},
        "metadata": {},
    });
    let pretty =
        serde_json::to_vec_pretty(&event("evt_c", "charge.refunded", 1_700_000_050, &charge))
            .unwrap();
    let payout = json!({"id": "po_1", "object": "payout", "amount": 7, "currency": "eur", "status": "paid",
        "created": 1_700_000_000, "livemode": false});
    vec![
        bytes(&succeeded(1, 1_700_000_000, 500)),
        bytes(&succeeded(2, 1_700_000_100, 700)),
        pretty,
        bytes(&event("evt_p", "payout.paid", 1_700_000_200, &payout)),
    ]
}

fn lines(folder: &Path, name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    text.lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect()
}

#[test]
fn everything_is_written_and_makes_the_same_rows_again() {
    let home = tempfile::tempdir().unwrap();
    let (first, second, out) = (
        home.path().join("a"),
        home.path().join("b"),
        home.path().join("out"),
    );
    let told = home.path().join("told.json");
    for event in events() {
        std::fs::write(&told, event).unwrap();
        run(&first, ["events", "import", told.to_str().unwrap()]).text();
    }
    run(&first, ["payments", "fulfil", "pi_0002"]).text();
    let out_text = out.to_str().unwrap();
    let made = run(&first, ["db", "export", "--out", out_text]).json();

    let exported = out.join("events.jsonl");
    let expected: Vec<u8> = events()
        .into_iter()
        .flat_map(|it| [it, b"\n".to_vec()].concat())
        .collect();
    assert_eq!(std::fs::read(&exported).unwrap(), expected);
    let manifest = lines(&out, "manifest.json").remove(0);
    let files = manifest["files"].as_array().unwrap();
    assert_eq!(made["files"], manifest["files"]);
    for file in files {
        let bytes = std::fs::read(out.join(file["name"].as_str().unwrap())).unwrap();
        assert_eq!(file["bytes"], bytes.len(), "{file}");
        assert_eq!(file["sha256"].as_str().unwrap(), sha256(&bytes), "{file}");
    }
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), files.len() + 1);
    assert_eq!(lines(&out, "acts.jsonl").len(), 1);
    assert_eq!(lines(&out, "payouts.jsonl")[0]["id"], "po_1");
    assert!(
        lines(&out, "objects.jsonl")
            .iter()
            .any(|it| it["charge"]["id"] == "ch_1")
    );
    let table = std::fs::read_to_string(out.join("payments.csv")).unwrap();
    assert!(table.contains("\"'=Ana, \"\"the\"\" Ruiz\""), "{table}");

    let read = run(&second, ["events", "import", exported.to_str().unwrap()]).json();
    assert_eq!(read, json!({"read": 4, "new": 4}));
    run(&second, ["payments", "fulfil", "pi_0002"]).text();
    for list in [
        ["payments", "list", "--json"],
        ["payouts", "list", "--json"],
    ] {
        assert_eq!(run(&second, list).text(), run(&first, list).text());
    }
    let again = home.path().join("again");
    run(&second, ["db", "export", "--out", again.to_str().unwrap()]).text();
    for same in [
        "objects.jsonl",
        "payments.jsonl",
        "payments.csv",
        "payouts.jsonl",
    ] {
        let of = |folder: &Path| std::fs::read_to_string(folder.join(same)).unwrap();
        assert_eq!(of(&again), of(&out), "{same}");
    }
    let refused = run(&first, ["db", "export", "--out", out_text]);
    assert!(
        refused.refusal(1).contains("does not exist yet"),
        "{refused:?}"
    );
}

/// By the system's own program, not by ours.
fn sha256(bytes: &[u8]) -> String {
    use std::io::Write as _;
    let mut child = std::process::Command::new("sha256sum")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let out = child.wait_with_output().unwrap();
    String::from_utf8(out.stdout)
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .to_owned()
}
