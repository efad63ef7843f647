//! An event that cannot be taken up holds up nobody.

use serde_json::json;

use crate::events::{bytes, succeeded};
use crate::http::deliver;
use crate::program::{Running, run};
use crate::serve::{SECRET, ready, serve};

#[test]
#[cfg(unix)]
fn it_is_kept_and_shown_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = serve(folder.path());
    command.env("COUNTERTOP_FAILPOINT", "evt_0002");
    let mut running = Running::start(&mut command);
    let url = ready(&mut running, folder.path());
    let told: Vec<_> = (1..=3)
        .map(|number| bytes(&succeeded(number, 1_700_000_000, 500)))
        .collect();
    for body in &told {
        assert_eq!(deliver(&url, SECRET, body).status, 200);
    }
    running.logged("An event is parked");
    let ran = running.stop(rustix::process::Signal::TERM);
    assert_eq!(ran.code, Some(0), "{ran:?}");

    let ledger = folder.path().join("ledger");
    let list = |what: &str| run(&ledger, [what, "list", "--json"]).json_lines();
    let parked: Vec<_> = list("events")
        .into_iter()
        .map(|event| (event["id"].clone(), event["parked"].clone()))
        .collect();
    let expected = [("evt_0003", false), ("evt_0002", true), ("evt_0001", false)];
    assert_eq!(
        parked,
        expected.map(|(id, parked)| (json!(id), json!(parked)))
    );
    assert_eq!(run(&ledger, ["events", "get", "evt_0002"]).stdout, told[1]);
    assert_eq!(list("payments").len(), 2);
    let info = run(&ledger, ["db", "info", "--json"]).json();
    assert_eq!(
        (&info["events_parked"], &info["deliveries_accepted"]),
        (&json!(1), &json!(3)),
        "{info}"
    );
    assert_eq!(run(&ledger, ["db", "check"]).code, Some(0));

    // A version that can take it up does so with the next rebuild.
    run(&ledger, ["db", "rebuild"]).text();
    assert_eq!(list("payments").len(), 3);
    assert_eq!(run(&ledger, ["db", "check"]).code, Some(0));
}
