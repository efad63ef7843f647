//! `db erase`: a customer is taken out, and the command says what it did and what it did not.

use std::path::Path;

use serde_json::{Value, json};

use crate::events::{bytes, event};
use crate::program::run;

fn charge(number: u32, customer: &str, email: &str) -> Value {
    let charge = json!({
        "id": format!("ch_{number}"), "object": "charge", "amount": 500, "amount_captured": 500,
        "amount_refunded": 0, "captured": true, "currency": "eur", "created": 1_700_000_000,
        "livemode": false, "payment_intent": format!("pi_{number}"), "status": "succeeded",
        "customer": customer, "billing_details": {"email": email, "name": "Ana Ruiz"}, "metadata": {},
    });
    event(
        &format!("evt_{number}"),
        "charge.succeeded",
        1_700_000_000,
        &charge,
    )
}

fn ledger(folder: &Path) {
    for (number, customer) in [(1, "cus_1"), (2, "cus_2")] {
        let file = folder.join("event.json");
        std::fs::write(&file, bytes(&charge(number, customer, "ana@example.com"))).unwrap();
        run(folder, ["events", "import", file.to_str().unwrap()]).text();
        std::fs::remove_file(file).unwrap();
    }
}

#[test]
fn a_customer_is_counted_and_then_erased() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    ledger(path);
    let backup = path.join("ledger.monday.sqlite");
    run(path, ["db", "backup", "--out", backup.to_str().unwrap()]).text();
    let one = ["db", "erase", "--customer", "cus_1"];
    let counted = run(path, one.iter().chain(&["--dry-run"]));
    let expected = json!({"erased": false, "record": null, "events": 1, "answers": 0, "notes": 0, "documents": 0, "payments": 1,
        "same_email": 1, "still_in": [backup.to_str().unwrap()]});
    assert_eq!(counted.json(), expected);
    assert!(
        counted.stderr.contains("--email` takes them too"),
        "{counted:?}"
    );

    let erased = run(path, one).json();
    assert_eq!(
        (&erased["erased"], &erased["record"], &erased["events"]),
        (&json!(true), &json!(1), &json!(1))
    );
    let payment = run(path, ["payments", "show", "pi_1"]).json();
    assert_eq!(
        (&payment["customer_email"], &payment["amount"]),
        (&Value::Null, &json!(500))
    );
    let other = run(path, ["payments", "show", "pi_2"]).json();
    assert_eq!(other["customer_email"], "ana@example.com");
    let listed = run(path, ["events", "list", "--json"]).json_lines();
    assert_eq!(
        listed
            .iter()
            .map(|it| it["erased"].clone())
            .collect::<Vec<_>>(),
        [json!(false), json!(true)]
    );
    assert!(!run(path, ["events", "get", "evt_1"]).text().contains("Ana"));

    let by_email = run(path, ["db", "erase", "--email", "ANA@example.com"]);
    assert_eq!(by_email.json()["payments"], 1);
    assert!(!by_email.stderr.contains("ana@"), "{by_email:?}");
    assert_eq!(run(path, ["db", "check"]).json()["sound"], true);
    let nobody = run(path, ["db", "erase", "--email", "ana@example.com"]);
    assert_eq!(nobody.json()["erased"], false);
    assert!(
        nobody.stderr.contains("nothing of this customer"),
        "{nobody:?}"
    );
}

#[test]
fn who_is_meant_has_to_be_said() {
    let folder = tempfile::tempdir().unwrap();
    for (args, part) in [
        (&["db", "erase"][..], "--customer"),
        (&["db", "erase", "--customer", "pi_1"], "begins with cus_"),
        (&["db", "erase", "--email", "ana"], "no e-mail address"),
        (
            &[
                "db",
                "erase",
                "--email",
                "a@b.example",
                "--customer",
                "cus_1",
            ],
            "cannot go together",
        ),
    ] {
        let refused = run(folder.path(), args);
        assert!(refused.refusal(2).contains(part), "{refused:?}");
    }
}
