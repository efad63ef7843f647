//! Lists: order, limits, cursors, spans of time, filters, and both forms.

use std::path::Path;

use serde_json::{Value, json};

use crate::events::{bytes, event, succeeded};
use crate::program::{Ran, run};

/// A ledger with `count` payments, one a day from the first day of 2026 on, UTC.
fn ledger(count: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = Vec::new();
    for number in 1..=count {
        let created = 1_767_225_600 + i64::from(number - 1) * 86_400;
        lines.extend(bytes(&succeeded(number, created, i64::from(number) * 100)));
        lines.push(b'\n');
    }
    let file = folder.path().join("events.jsonl");
    std::fs::write(&file, lines).unwrap();
    let file = file.to_str().unwrap();
    run(folder.path(), ["events", "import", file]).text();
    folder
}

fn list(folder: &Path, line: &str) -> Ran {
    run(folder, line.split(' '))
}

/// The numbers of the rows, and the cursor that follows them.
fn page(folder: &Path, line: &str) -> (Vec<u32>, Option<String>) {
    let mut lines = list(folder, line).json_lines();
    let next = lines.pop_if(|line| line.get("next").is_some());
    let number = |row: &Value| {
        row["id"]
            .as_str()
            .unwrap()
            .split_once('_')
            .unwrap()
            .1
            .parse()
            .unwrap()
    };
    let cursor = next.map(|next| next["next"].as_str().unwrap().to_owned());
    (lines.iter().map(number).collect(), cursor)
}

#[test]
fn pages_follow_each_other_newest_first_while_rows_come_in() {
    for kind in ["payments", "events"] {
        let folder = ledger(7);
        let after = |cursor: Option<String>| {
            let after = cursor.map_or_else(String::new, |cursor| format!(" --after {cursor}"));
            page(
                folder.path(),
                &format!("{kind} list --json --limit 3{after}"),
            )
        };
        let (rows, cursor) = after(None);
        assert_eq!(rows, [7, 6, 5]);
        let newer = folder.path().join("newer.json");
        std::fs::write(&newer, bytes(&succeeded(8, 1_800_000_000, 100))).unwrap();
        run(folder.path(), ["events", "import", newer.to_str().unwrap()]).text();
        let (rows, cursor) = after(cursor);
        assert_eq!(rows, [4, 3, 2]);
        let (rows, cursor) = after(cursor);
        assert_eq!(
            (rows, cursor),
            (vec![1], None),
            "the last page names no next one"
        );
        let (rows, cursor) = page(folder.path(), &format!("{kind} list --json --limit 8"));
        assert_eq!(
            (rows.len(), cursor),
            (8, None),
            "a page that is just full is the last"
        );
    }
}

#[test]
fn a_span_is_from_inclusive_to_exclusive_in_a_time_zone() {
    let folder = ledger(5);
    for (line, expected) in [
        ("--from 2026-01-02 --to 2026-01-04", vec![3, 2]),
        ("--from 1767312000 --to 1767484800", vec![3, 2]),
        ("--from 2026-01-02T00:00:00.5Z", vec![5, 4, 3]),
        ("--to 2026-01-02T01:00:00+01:00", vec![1]),
        // Rome's midnight is an hour before UTC's, New York's five after.
        (
            "--from 2026-01-02 --to 2026-01-04 --timezone Europe/Rome",
            vec![3, 2],
        ),
        (
            "--from 2026-01-02 --to 2026-01-04 --timezone America/New_York",
            vec![4, 3],
        ),
        ("--from 2027-01-01", vec![]),
        ("--to -1", vec![]),
    ] {
        for kind in ["payments", "events"] {
            let (rows, _) = page(folder.path(), &format!("{kind} list --json {line}"));
            assert_eq!(rows, expected, "{kind} {line}");
        }
    }
}

#[test]
fn filters_narrow_a_list() {
    let folder = ledger(3);
    for (line, expected) in [
        ("payments list --json --status succeeded", vec![3, 2, 1]),
        ("payments list --json --status refunded", vec![]),
        ("payments list --json --currency EUR", vec![3, 2, 1]),
        ("payments list --json --currency usd", vec![]),
        ("payments list --json --link plink_1", vec![]),
        ("payments list --json --search 0002", vec![2]),
        (
            "events list --json --type payment_intent.succeeded",
            vec![3, 2, 1],
        ),
        ("events list --json --type payment_intent.created", vec![]),
    ] {
        let (rows, next) = page(folder.path(), line);
        assert_eq!((rows, next), (expected, None), "{line}");
    }
    let ran = list(folder.path(), "payments list --json --status perhaps");
    assert!(ran.text().is_empty());
    assert!(
        ran.stderr.starts_with("note: 'perhaps' is not a status"),
        "{ran:?}"
    );
}

#[test]
fn a_table_is_for_people() {
    let folder = ledger(2);
    let table = list(folder.path(), "payments list --limit 1");
    let lines: Vec<_> = table.text().lines().collect();
    let heading: Vec<_> = lines[0].split_whitespace().collect();
    assert_eq!(
        heading,
        [
            "ID", "STATUS", "AMOUNT", "CURRENCY", "REFUNDED", "CREATED", "CUSTOMER", "LINK"
        ]
    );
    let row: Vec<_> = lines[1].split_whitespace().collect();
    assert_eq!(
        row,
        [
            "pi_0002",
            "succeeded",
            "200",
            "eur",
            "0",
            "1767312000",
            "-",
            "-"
        ]
    );
    assert_eq!(lines[2], r#"{"next":"1767312000.pi_0002"}"#);
    let empty = list(folder.path(), "links list");
    assert_eq!(empty.text().lines().count(), 1, "the heading alone");
}

#[test]
fn an_event_row_has_every_field_of_the_contract() {
    let folder = ledger(1);
    let row = list(folder.path(), "events list --json").json();
    let received_at = row["received_at"].as_i64().unwrap();
    assert!(received_at > 1_767_225_600);
    assert_eq!(
        row,
        serde_json::json!({
            "id": "evt_0001", "type": "payment_intent.succeeded", "created": 1_767_225_600,
            "received_at": received_at, "source": "import", "api_version": "2026-09-30.endive",
            "livemode": false, "handled": true, "parsed": true, "aside": null, "parked": false, "erased": false,
        })
    );
}

#[test]
fn a_payment_has_every_field_of_the_contract() {
    let folder = ledger(1);
    let payment = list(folder.path(), "payments list --json").json();
    let mut fields: Vec<_> = payment.as_object().unwrap().keys().cloned().collect();
    fields.sort();
    assert_eq!(
        fields.join(" "),
        "amount amount_captured amount_refunded charge checkout_session created currency \
         customer customer_email customer_name description dispute failure_code failure_message fulfilment \
         id livemode metadata method paid_at payment_link settlement status"
    );
    let shown = list(folder.path(), "payments show pi_0001").json();
    let step = &shown["timeline"][0];
    assert_eq!(step["at"], 1_767_225_600);
    assert!(step["learned_at"].as_i64().unwrap() > 1_767_225_600);
    assert_eq!(step["source"], "import");
    assert_eq!(step["event"], "evt_0001");
    assert_eq!(step["type"], "payment_intent.succeeded");
    assert_eq!(step["text"], "Payment succeeded");
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::Stdio;
    let folder = ledger(40);
    let mut command = crate::program::program(folder.path());
    command
        .arg("--data-dir")
        .arg(folder.path())
        .args(["payments", "list", "--json"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn payouts_and_disputes_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let payout = json!({
        "id": "po_1", "object": "payout", "amount": 900, "currency": "eur", "created": 1_700_000_000,
        "arrival_date": 1_700_086_400, "automatic": false, "status": "paid",
    });
    let dispute = json!({
        "id": "du_1", "object": "dispute", "amount": 500, "currency": "eur",
        "created": 1_700_000_000, "charge": "ch_1", "payment_intent": "pi_0001",
        "status": "needs_response", "reason": "fraudulent",
        "evidence_details": {"due_by": 1_700_600_000},
    });
    let told = [
        event("evt_1", "payout.paid", 1_700_000_001, &payout),
        event("evt_2", "charge.dispute.created", 1_700_000_001, &dispute),
    ];
    let file = folder.path().join("events.json");
    std::fs::write(&file, serde_json::to_vec(&told).unwrap()).unwrap();
    run(folder.path(), ["events", "import", file.to_str().unwrap()]).text();
    let list = |what: &str| run(folder.path(), [what, "list", "--json"]).json();
    assert_eq!(
        list("payouts"),
        json!({
            "id": "po_1", "created": 1_700_000_000, "status": "paid", "amount": 900,
            "currency": "eur", "arrival_date": 1_700_086_400, "automatic": false,
        })
    );
    assert_eq!(
        list("disputes"),
        json!({
            "id": "du_1", "created": 1_700_000_000, "payment": "pi_0001",
            "status": "needs_response", "reason": "fraudulent", "amount": 500, "currency": "eur",
            "evidence_due_by": 1_700_600_000,
        })
    );
    let table = run(folder.path(), ["disputes", "list"]);
    assert!(table.text().contains("needs_response"), "{table:?}");
}
