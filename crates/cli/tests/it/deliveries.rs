//! `deliveries list`.

use serde_json::json;

use crate::events::{bytes, succeeded};
use crate::http::deliver;
use crate::program::{Running, run};
use crate::serve::{OTHER_SECRET, SECRET, ready, serve};

#[test]
#[cfg(unix)]
fn what_came_to_the_door_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = Running::start(&mut serve(folder.path()));
    let url = ready(&mut running, folder.path());
    let paid = bytes(&succeeded(1, 1_700_000_000, 1099));
    deliver(&url, SECRET, &paid);
    deliver(&url, SECRET, &paid);
    deliver(&url, OTHER_SECRET, &paid);
    running.stop(rustix::process::Signal::TERM);

    let ledger = folder.path().join("ledger");
    let rows = run(&ledger, ["deliveries", "list", "--json"]).json_lines();
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            json!([
                row["status"],
                row["code"],
                row["event"],
                row["bytes"],
                row["count"]
            ])
        })
        .collect();
    let length = paid.len();
    let accepted = json!([200, null, "evt_0001", length, 1]);
    let refused = json!([400, "signature_mismatch", null, length, 1]);
    assert_eq!(told, [refused, accepted.clone(), accepted]);
    let page = run(&ledger, ["deliveries", "list", "--json", "--limit", "1"]).json_lines();
    let next = page[1]["next"].as_str().unwrap();
    let rest = run(&ledger, ["deliveries", "list", "--json", "--after", next]).json_lines();
    assert_eq!(rest, rows[1..]);
    let none = run(
        &ledger,
        ["deliveries", "list", "--json", "--to", "2020-01-01"],
    );
    assert_eq!(none.text(), "");
}
