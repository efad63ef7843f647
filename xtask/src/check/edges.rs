//! Crates depend on each other only as the picture in docs/architecture.md shows.

use anyhow::Result;
use cargo_metadata::{DependencyKind, Metadata};

use super::{metadata, none};
use crate::project::Project;

/// One crate of ours and the crates of ours that it may depend on.
struct Crate {
    name: &'static str,
    may_use: &'static [&'static str],
    tests_may_use: Tests,
}

/// What the crate's tests and examples may depend on besides.
#[derive(PartialEq, Eq)]
enum Tests {
    /// Nothing but what the crate itself may use: the lower crates are tested alone.
    TheSame,
    /// Anything of ours: here the whole is put together.
    Anything,
}

/// The picture, one line for each crate, from the bottom up. An arrow also carries what lies below it:
/// who speaks of the wire's types speaks of the domain's.
const PICTURE: &[Crate] = &[
    low("countertop-domain", &[]),
    low("countertop-sqlite", &[]),
    low("countertop-stripe-wire", &["countertop-domain"]),
    low(
        "countertop-stripe-client",
        &["countertop-domain", "countertop-stripe-wire"],
    ),
    low(
        "countertop-receiver",
        &["countertop-domain", "countertop-stripe-wire"],
    ),
    low(
        "countertop-tunnel",
        &["countertop-domain", "countertop-stripe-wire"],
    ),
    low("countertop-reports", &["countertop-domain"]),
    low("countertop-terms", &["countertop-domain"]),
    low(
        "countertop-store",
        &[
            "countertop-domain",
            "countertop-stripe-wire",
            "countertop-sqlite",
        ],
    ),
    // The sandbox is the other side: it never sees the store.
    low(
        "countertop-sandbox",
        &[
            "countertop-domain",
            "countertop-stripe-wire",
            "countertop-sqlite",
        ],
    ),
    low("countertop-vault", &["countertop-domain"]),
    low("countertop-print", &["countertop-domain"]),
    high("countertop-app", BELOW_APP),
    // The hosts of the window decode, call a use case and encode: they reach for nothing behind it.
    high("countertop", &["countertop-app"]),
    high("countertop-devserver", &["countertop-app"]),
    // The terminal is the core without a window: its commands are also the ledger's and the sandbox's own.
    high("countertop-cli", WITH_APP),
    // What is measured is each part by itself, and the whole.
    high("countertop-bench", WITH_APP),
    // What is tried is the program as it runs; what it kept is read by its own parts.
    high("countertop-faults", WITH_APP),
    // The chores build the project and are no part of it.
    low("xtask", &[]),
];

const WITH_APP: &[&str] = &[
    "countertop-app",
    "countertop-domain",
    "countertop-sqlite",
    "countertop-stripe-wire",
    "countertop-stripe-client",
    "countertop-receiver",
    "countertop-print",
    "countertop-terms",
    "countertop-tunnel",
    "countertop-reports",
    "countertop-store",
    "countertop-sandbox",
    "countertop-vault",
];

/// All of those but the app itself.
const BELOW_APP: &[&str] = WITH_APP.split_at(1).1;

const fn low(name: &'static str, may_use: &'static [&'static str]) -> Crate {
    Crate {
        name,
        may_use,
        tests_may_use: Tests::TheSame,
    }
}

const fn high(name: &'static str, may_use: &'static [&'static str]) -> Crate {
    Crate {
        name,
        may_use,
        tests_may_use: Tests::Anything,
    }
}

/// Compares the manifests with the picture.
pub fn check(project: &Project) -> Result<()> {
    let edges = edges(&metadata::ours(project)?);
    none(edges.iter().filter_map(Edge::problem).collect())
}

/// One crate of ours that depends on another, or on none (`to` is then its own name).
#[derive(Debug, PartialEq, Eq)]
struct Edge {
    from: String,
    to: String,
    kind: DependencyKind,
}

impl Edge {
    /// What is wrong with this edge, if anything is.
    fn problem(&self) -> Option<String> {
        let Self { from, to, kind } = self;
        let Some(known) = PICTURE.iter().find(|known| known.name == from) else {
            return Some(format!(
                "{from} is not in the picture of docs/architecture.md: \
                 draw it there, and add it to xtask/src/check/edges.rs"
            ));
        };
        let is_drawn = from == to || known.may_use.contains(&to.as_str());
        let is_test = *kind == DependencyKind::Development;
        if is_drawn || (is_test && known.tests_may_use == Tests::Anything) {
            return None;
        }
        let tests = if is_test { "'s tests" } else { "" };
        Some(format!(
            "{from}{tests} must not depend on {to}: the picture in docs/architecture.md has no such arrow"
        ))
    }
}

/// Every edge between crates of the workspace, and each crate itself, so that none goes unseen.
fn edges(metadata: &Metadata) -> Vec<Edge> {
    let packages = metadata.workspace_packages();
    let mut edges = Vec::new();
    for package in &packages {
        let edge = |to: &str, kind| Edge {
            from: package.name.to_string(),
            to: to.to_owned(),
            kind,
        };
        edges.push(edge(&package.name, DependencyKind::Normal));
        let inside = package
            .dependencies
            .iter()
            .filter(|dependency| packages.iter().any(|other| *other.name == dependency.name));
        edges.extend(inside.map(|dependency| edge(&dependency.name, dependency.kind)));
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(from: &str, to: &str, kind: DependencyKind) -> Option<String> {
        let (from, to) = (from.to_owned(), to.to_owned());
        Edge { from, to, kind }.problem()
    }

    #[test]
    fn only_drawn_arrows_are_allowed() {
        use DependencyKind::{Build, Development, Normal};
        for (from, to, kind, allowed) in [
            ("countertop-stripe-wire", "countertop-domain", Normal, true),
            ("countertop-domain", "countertop-stripe-wire", Normal, false),
            ("countertop-store", "countertop-sqlite", Normal, true),
            ("countertop-store", "countertop-domain", Normal, true),
            ("countertop-sandbox", "countertop-store", Normal, false),
            ("countertop-sandbox", "countertop-store", Development, false),
            ("countertop-receiver", "countertop-store", Normal, false),
            ("countertop-app", "countertop-sandbox", Normal, true),
            ("countertop-cli", "countertop-app", Normal, true),
            ("countertop-cli", "countertop-store", Normal, true),
            ("countertop-cli", "countertop-devserver", Normal, false),
            ("countertop", "countertop-store", Normal, false),
            ("countertop", "countertop-store", Development, true),
            ("countertop", "countertop-store", Build, false),
            ("countertop-devserver", "countertop-store", Normal, false),
            ("countertop", "countertop-devserver", Normal, false),
            ("countertop-domain", "countertop-domain", Normal, true),
        ] {
            let problem = problem(from, to, kind);
            assert_eq!(problem.is_none(), allowed, "{from} on {to}: {problem:?}");
        }
    }

    #[test]
    fn a_crate_that_nobody_drew_is_refused() {
        let name = "countertop-surprise";
        let problem = problem(name, name, DependencyKind::Normal).unwrap();
        assert!(problem.contains("not in the picture"));
    }

    #[test]
    fn the_picture_has_no_circle() {
        for (index, known) in PICTURE.iter().enumerate() {
            for used in known.may_use {
                let place = PICTURE.iter().position(|other| other.name == *used);
                assert!(
                    place.is_some_and(|place| place < index),
                    "{} on {used}",
                    known.name
                );
            }
        }
    }
}
