//! The merchant's acts decide the fulfilment, in whatever order they are known.

use countertop_domain::payment::Facts;
use countertop_domain::{Act, ActKind, Fulfilment, project};

use crate::facts::{paid, refunded};

fn act(at: i64, id: &str, kind: ActKind) -> Act {
    let id = id.to_owned();
    Act { id, at, kind }
}

fn note(at: i64) -> Act {
    let text = "Rang twice".to_owned();
    act(at, "act_n", ActKind::Note { text })
}

#[test]
fn the_merchants_last_word_decides() {
    let done = |at| act(at, "act_a", ActKind::Fulfilled);
    let undone = |at| act(at, "act_b", ActKind::Unfulfilled);
    for (case, facts, acts, expected) in [
        ("no act", paid(), vec![], Fulfilment::Pending),
        ("a note", paid(), vec![note(1)], Fulfilment::Pending),
        ("done", paid(), vec![done(1)], Fulfilment::Done),
        (
            "noted after",
            paid(),
            vec![done(1), note(2)],
            Fulfilment::Done,
        ),
        (
            "undone",
            paid(),
            vec![done(1), undone(2)],
            Fulfilment::Pending,
        ),
        (
            "done again",
            paid(),
            vec![undone(1), done(2)],
            Fulfilment::Done,
        ),
        (
            "one instant",
            paid(),
            vec![done(1), undone(1)],
            Fulfilment::Pending,
        ),
        (
            "given back, done",
            refunded(1000),
            vec![done(1)],
            Fulfilment::Done,
        ),
        (
            "given back, undone",
            refunded(1000),
            vec![done(1), undone(2)],
            Fulfilment::NotNeeded,
        ),
    ] {
        let backwards: Vec<Act> = acts.iter().rev().cloned().collect();
        for acts in [acts, backwards] {
            let facts = Facts {
                acts,
                ..facts.clone()
            };
            assert_eq!(project(&facts).unwrap().fulfilment, expected, "{case}");
        }
    }
}

#[test]
fn an_act_keeps_its_written_form() {
    let written = r#"{"id":"act_n","at":7,"kind":"note","text":"Rang twice"}"#;
    assert_eq!(serde_json::to_string(&note(7)).unwrap(), written);
    assert_eq!(serde_json::from_str::<Act>(written).unwrap(), note(7));
}
