//! `links qr`: a link's code as a file.

use std::fs;
use std::process::Command;

use crate::practice::{Practice, TEA};
use crate::program::run;

#[test]
fn a_code_is_written_as_its_name_says_and_replaces_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let practice = Practice::open(&folder.path().join("practice"), &[]);
    let made = practice.run(&ledger, &TEA).json();
    let id = made["id"].as_str().unwrap();
    for (name, begins) in [("a.png", b"\x89PNG".as_slice()), ("a.SVG", b"<svg")] {
        let file = folder.path().join(name);
        fs::write(&file, "what was there").unwrap();
        let out = file.to_str().unwrap();
        // The ledger knows the link, so no key is needed.
        let ran = run(&ledger, ["links", "qr", id, "--out", out]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.stdout.is_empty(), "{ran:?}");
        assert!(ran.stderr.contains("on this computer only"), "{ran:?}");
        assert!(fs::read(&file).unwrap().starts_with(begins), "{name}");
    }
}

#[test]
fn a_poster_is_as_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let practice = Practice::open(&folder.path().join("practice"), &[]);
    let made = practice.run(&ledger, &TEA).json();
    let id = made["id"].as_str().unwrap();
    let file = folder.path().join("poster.pdf");
    let out = file.to_str().unwrap();
    let shop = [
        "--shop",
        "Brot & Söhne",
        "--language",
        "de",
        "--paper",
        "a6",
    ];
    let ran = run(
        &ledger,
        [["links", "qr", id, "--out", out].as_slice(), &shop].concat(),
    );
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let told = |program: &str, arguments: &[&str]| {
        let told = Command::new(program).args(arguments).output().unwrap();
        String::from_utf8(told.stdout).unwrap()
    };
    let text = told("pdftotext", &[out, "-"]);
    for part in [
        "Brot & Söhne",
        "Tea",
        "4,50",
        "Handykamera",
        made["url"].as_str().unwrap(),
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    assert!(told("pdfinfo", &[out]).contains("297.638 x 419.528 pts"));
}

#[test]
fn what_cannot_be_written_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger");
    let qr = |more: &[&str]| {
        run(
            &ledger,
            [["links", "qr", "plink_1"].as_slice(), more].concat(),
        )
    };
    for (more, code, part) in [
        (["--out", "a.jpg"].as_slice(), 2, ".png, .svg or .pdf"),
        (&["--out", "png"], 2, ".png, .svg or .pdf"),
        (
            &["--out", "a.png", "--paper", "a5"],
            2,
            "only a poster has it",
        ),
        (
            &["--out", "a.pdf", "--paper", "a3"],
            2,
            "a4, a5, a6, letter",
        ),
        (&["--out", "a.pdf", "--language", "xx"], 2, "de, en, es"),
        (&["--out", "a.png"], 1, "there is no link plink_1"),
    ] {
        let ran = qr(more);
        assert!(ran.refusal(code).contains(part), "{ran:?}");
    }
    assert!(!folder.path().join("a.png").exists());
}
