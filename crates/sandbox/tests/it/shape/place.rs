//! Where something is: the object that it belongs to, and the way from there.

use serde_json::Value;

/// A way into an answer, told from the innermost object that says what it is.
pub struct Place;

impl Place {
    /// `charge.outcome.reason` for `/data/0/outcome/reason` in a list of charges. Elements of arrays
    /// are told as `[]`.
    pub fn of(root: &Value, way: &[&str]) -> String {
        let mut owner = name(root).unwrap_or("answer").to_owned();
        let mut steps = String::new();
        let mut node = root;
        for step in way {
            let (next, told) = match node {
                Value::Array(items) => (
                    step.parse().ok().and_then(|at: usize| items.get(at)),
                    "[]".to_owned(),
                ),
                node => (node.get(*step), format!(".{step}")),
            };
            steps.push_str(&told);
            node = next.unwrap_or(&Value::Null);
            // What is missing has no object of its own to be told from.
            if let Some(name) = name(node).filter(|name| *name != "list") {
                name.clone_into(&mut owner);
                steps.clear();
            }
        }
        owner + &steps
    }
}

fn name(node: &Value) -> Option<&str> {
    node.get("object")?.as_str()
}

#[test]
fn a_place_is_told_from_the_object_that_it_belongs_to() {
    let list = serde_json::json!({
        "object": "list",
        "data": [{ "object": "charge", "outcome": { "reason": 1 }, "refunds": { "object": "list" } }],
    });
    for (way, told) in [
        ("", "list"),
        ("url", "list.url"),
        ("data 0", "charge"),
        ("data 0 outcome reason", "charge.outcome.reason"),
        ("data 0 refunds url", "charge.refunds.url"),
        ("data 1 id", "list.data[].id"),
    ] {
        let way: Vec<_> = way.split_whitespace().collect();
        assert_eq!(Place::of(&list, &way), told);
    }
}
