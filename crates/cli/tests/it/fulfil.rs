//! `payments fulfil`.

use crate::events::{bytes, event, succeeded};
use crate::program::run;

#[test]
fn an_order_is_handed_over_once_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.json");
    let mut lines = bytes(&succeeded(1, 1_700_000_000, 500));
    lines.push(b'\n');
    let mut open = succeeded(2, 1_700_000_000, 500)["data"]["object"].clone();
    open["status"] = "processing".into();
    lines.extend(bytes(&event(
        "evt_0002",
        "payment_intent.processing",
        1_700_000_000,
        &open,
    )));
    std::fs::write(&file, lines).unwrap();
    run(folder.path(), ["events", "import", file.to_str().unwrap()]).text();

    let fulfil = |words: &[&str]| {
        let line = ["payments", "fulfil"]
            .into_iter()
            .chain(words.iter().copied());
        run(folder.path(), line.collect::<Vec<_>>())
    };
    for (words, becomes) in [
        (&["pi_0001"][..], "done"),
        (&["pi_0001"], "done"),
        (&["pi_0001", "--undo"], "pending"),
        (&["--undo", "pi_0001"], "pending"),
        (&["pi_0001"], "done"),
    ] {
        let payment = fulfil(words).json();
        assert_eq!(payment["fulfilment"], becomes, "{words:?}");
        assert_eq!(payment["id"], "pi_0001");
    }
    assert!(
        fulfil(&["pi_0002"])
            .refusal(1)
            .contains("nothing to fulfil")
    );
    assert!(
        fulfil(&["pi_0003"])
            .refusal(1)
            .contains("no payment 'pi_0003'")
    );
    assert_eq!(run(folder.path(), ["db", "check"]).code, Some(0));
}
