//! Some dependencies belong to few crates: SQLite to those that keep files, Tauri to the window.

use anyhow::Result;

use super::{metadata, none};
use crate::project::Project;

/// A family of dependencies and the only crates that may name it in their manifests.
struct Owned {
    matches: fn(&str) -> bool,
    owners: &'static [&'static str],
}

const OWNED: &[Owned] = &[
    Owned {
        matches: |dependency| dependency == "rusqlite" || dependency == "libsqlite3-sys",
        owners: &[
            "countertop-sqlite",
            "countertop-store",
            "countertop-sandbox",
        ],
    },
    Owned {
        matches: |dependency| dependency == "tauri" || dependency.starts_with("tauri-"),
        owners: &["countertop"],
    },
];

/// Looks through every manifest of the workspace, its tests and build scripts included.
pub fn check(project: &Project) -> Result<()> {
    let metadata = metadata::ours(project)?;
    let packages = metadata.workspace_packages();
    let problems = packages.iter().flat_map(|package| {
        let problem =
            |dependency: &cargo_metadata::Dependency| problem(&package.name, &dependency.name);
        package.dependencies.iter().filter_map(problem)
    });
    none(problems.collect())
}

fn problem(package: &str, dependency: &str) -> Option<String> {
    let owned = OWNED.iter().find(|owned| (owned.matches)(dependency))?;
    if owned.owners.contains(&package) {
        return None;
    }
    Some(format!(
        "{package} must not depend on {dependency}, which belongs to {}",
        owned.owners.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_with_owners_stays_with_them() {
        for (package, dependency, allowed) in [
            ("countertop-store", "rusqlite", true),
            ("countertop-app", "rusqlite", false),
            ("countertop-app", "libsqlite3-sys", false),
            ("countertop", "tauri", true),
            ("countertop", "tauri-plugin-single-instance", true),
            ("countertop-app", "tauri", false),
            ("countertop-devserver", "tauri-utils", false),
            ("countertop-app", "taurine", true),
            ("countertop-app", "serde", true),
        ] {
            let problem = problem(package, dependency);
            assert_eq!(
                problem.is_none(),
                allowed,
                "{package} on {dependency}: {problem:?}"
            );
        }
    }
}
