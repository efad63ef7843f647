//! Every dependency comes from crates.io or from this checkout, under a licence that we accept.

use std::path::Path;

use anyhow::Result;
use cargo_metadata::Package;
use spdx::{Expression, ParseMode};

use super::{metadata, none};
use crate::project::Project;

/// Licences that ask for no more than their text and the names in it. MPL-2.0 asks for the sources
/// of the files under it, which crates.io has.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OpenSSL",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// crates.io, as cargo writes it in metadata and lock files wherever it really fetches from.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Looks at every package that any platform's build would take in.
pub fn check(project: &Project) -> Result<()> {
    let metadata = metadata::all(project)?;
    none(
        metadata
            .packages
            .iter()
            .filter_map(|package| problem(project, package))
            .collect(),
    )
}

fn problem(project: &Project, package: &Package) -> Option<String> {
    let name = format!("{} {}", package.name, package.version);
    let source = package.source.as_ref().map(|source| source.repr.as_str());
    let manifest = package.manifest_path.as_std_path();
    if !is_known_source(source, manifest, project.root()) {
        return Some(format!(
            "{name} comes from {}, not from crates.io",
            source.unwrap_or("elsewhere")
        ));
    }
    licence_problem(package.license.as_deref()).map(|problem| format!("{name} {problem}"))
}

/// A package without a source is a folder, which must lie in the checkout.
fn is_known_source(source: Option<&str>, manifest: &Path, root: &Path) -> bool {
    source.map_or_else(|| manifest.starts_with(root), |source| source == CRATES_IO)
}

/// What is wrong with a licence as a manifest states it.
fn licence_problem(licence: Option<&str>) -> Option<String> {
    let Some(licence) = licence else {
        return Some("states no licence".to_owned());
    };
    // Older manifests write "MIT/Apache-2.0".
    let expression = match Expression::parse_mode(licence, ParseMode::LAX) {
        Ok(expression) => expression,
        Err(error) => {
            return Some(format!(
                "has a licence that cannot be read: {licence}: {}",
                error.reason
            ));
        }
    };
    let is_accepted = expression.evaluate(|required| {
        required
            .license
            .id()
            .is_some_and(|id| ACCEPTED.contains(&id.name))
    });
    (!is_accepted).then(|| format!("is under {licence}, which is not among the accepted licences"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_read_as_expressions() {
        for (licence, accepted) in [
            (Some("MIT OR Apache-2.0"), true),
            (Some("MIT/Apache-2.0"), true),
            (Some("Apache-2.0 WITH LLVM-exception"), true),
            (Some("(MIT OR Apache-2.0) AND Unicode-3.0"), true),
            (Some("GPL-3.0-only OR MIT"), true),
            (Some("GPL-3.0-only"), false),
            (Some("MIT AND GPL-2.0-or-later"), false),
            (Some("LGPL-2.1-or-later"), false),
            (Some("Do what you like"), false),
            (None, false),
        ] {
            let problem = licence_problem(licence);
            assert_eq!(problem.is_none(), accepted, "{licence:?}: {problem:?}");
        }
    }

    #[test]
    fn every_accepted_licence_exists() {
        for name in ACCEPTED {
            assert!(spdx::license_id(name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_dependency_comes_from_crates_io_or_lies_in_the_checkout() {
        let root = Path::new("/checkout");
        for (source, manifest, expected) in [
            (Some(CRATES_IO), "/elsewhere/a/Cargo.toml", true),
            (
                Some("git+https://example.com/a"),
                "/elsewhere/a/Cargo.toml",
                false,
            ),
            (
                Some("registry+https://example.com/index"),
                "/elsewhere/a/Cargo.toml",
                false,
            ),
            (None, "/checkout/crates/a/Cargo.toml", true),
            (None, "/elsewhere/a/Cargo.toml", false),
        ] {
            let known = is_known_source(source, Path::new(manifest), root);
            assert_eq!(known, expected, "{source:?} {manifest}");
        }
    }
}
