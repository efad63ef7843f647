//! Links made from a table on the command line.

use std::path::Path;

use serde_json::{Value, json};

use crate::practice::Case;
use crate::program::run;

const WINTER: &str = "row,name,price,currency,close,metadata[batch]\n\
                      a,Birthday cake,86.50,EUR,2090-12-24T18:00,7\n\
                      b,抹茶,980,JPY,,7\n";

impl Case {
    fn table(&self, text: &str) -> String {
        let path = self.folder.path().join("winter.csv");
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs it; gives back the code and the lines.
    fn import(&self, ledger: &Path, more: &[&str]) -> (Option<i32>, Vec<Value>, String) {
        let mut args = vec!["links", "import"];
        args.extend(more);
        let ran = self.practice.run(ledger, &args);
        let lines = std::str::from_utf8(&ran.stdout).unwrap().lines();
        let lines = lines.map(|line| serde_json::from_str(line).unwrap());
        (ran.code, lines.collect(), ran.stderr)
    }

    fn links(&self) -> usize {
        let ran = self
            .practice
            .run(&self.ledger(), &["links", "list", "--json"]);
        ran.json_lines().len()
    }
}

fn results(lines: &[Value]) -> Vec<&str> {
    lines
        .iter()
        .map(|it| it["result"].as_str().unwrap())
        .collect()
}

#[test]
fn a_table_is_made_once_from_any_ledger() {
    let case = Case::open();
    let table = case.table(WINTER);
    let (code, lines, _) = case.import(&case.ledger(), &[&table, "--dry-run"]);
    assert_eq!((code, results(&lines)), (Some(0), vec!["ready", "ready"]));
    assert_eq!(case.links(), 0);

    let (code, lines, stderr) =
        case.import(&case.ledger(), &[&table, "--timezone", "Europe/Vienna"]);
    assert_eq!(
        (code, results(&lines)),
        (Some(0), vec!["made", "made"]),
        "{stderr}"
    );
    assert_eq!(
        (&lines[0]["line"], &lines[0]["name"]),
        (&json!(2), &json!("Birthday cake"))
    );
    let id = lines[0]["id"].as_str().unwrap();
    let shown = run(&case.ledger(), ["links", "show", id]).json();
    assert_eq!(shown["closes_at"], json!(3_817_818_000_i64));
    assert_eq!(shown["metadata"]["batch"], json!("7"));

    // Another ledger learns of them from Stripe; with a row more, only that one is made.
    let longer = case.table(&format!("{WINTER}c,Tea,3.00,EUR,,\n"));
    let other = case.folder.path().join("other");
    let (code, lines, _) = case.import(&other, &[&longer]);
    assert_eq!(
        (code, results(&lines)),
        (Some(0), vec!["known", "known", "made"])
    );
    assert_eq!(lines[0]["id"].as_str(), Some(id));
    assert_eq!(case.links(), 3);
}

#[test]
fn a_wrong_row_hinders_all_and_names_its_column() {
    let case = Case::open();
    let table = case.table("name,price,currency\nTea,3.00,EUR\nCake,8650,XYZ\n");
    let (code, lines, stderr) = case.import(&case.ledger(), &[&table]);
    assert_eq!((code, results(&lines)), (Some(1), vec!["ready", "wrong"]));
    assert_eq!(lines[1]["problems"][0]["column"], json!("currency"));
    assert!(stderr.contains("no link was made"), "{stderr}");
    assert_eq!(case.links(), 0);

    let table = case.table("name,price,colour\nTea,3.00,green\n");
    let (code, lines, stderr) = case.import(&case.ledger(), &[&table]);
    assert_eq!((code, lines.len()), (Some(1), 0));
    assert!(stderr.contains("colour"), "{stderr}");
}
