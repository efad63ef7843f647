//! The lock files are what cargo and npm would write on anybody's machine.

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::none;
use crate::process::{self, Step};
use crate::project::Project;

/// npm's lock files: the interface's, and those of Stripe's own packages, which tests compare us with.
const NPM_LOCKS: [&str; 3] = [
    "ui/package-lock.json",
    "tests/sdk/cli/package-lock.json",
    "tests/sdk/node/package-lock.json",
];

/// Compares all lock files with the rules for them.
pub fn check(project: &Project) -> Result<()> {
    // By now cargo has mended a lock file that did not fit, to be able to start us. On a person's
    // machine that is how a new dependency gets in; in CI it means that someone did not commit it.
    if process::in_ci()
        && !Step::new("git")
            .args(["diff", "--quiet", "--", "Cargo.lock"])
            .succeeds()
    {
        bail!("Cargo.lock does not fit the manifests: build once and commit it");
    }
    let mut found = Vec::new();
    for file in NPM_LOCKS {
        let path = project.part(file, "the check of the lock files")?;
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("{file} cannot be read"))?;
        let lock = serde_json::from_str(&text).with_context(|| format!("{file} is not JSON"))?;
        found.extend(problems(file, &lock));
    }
    none(found)
}

/// Entries that say where a package came from (npm asks the registry that is set up where it runs) or
/// that cannot prove what they are.
fn problems(file: &str, lock: &Value) -> Vec<String> {
    let packages = lock.get("packages").and_then(Value::as_object);
    let mut problems = Vec::new();
    for (name, package) in packages.into_iter().flatten() {
        let field = |key| package.get(key).and_then(Value::as_str);
        let is_link = package.get("link") == Some(&Value::Bool(true));
        if name.is_empty() || is_link {
            continue;
        }
        if field("resolved").is_some() {
            problems.push(format!(
                "{file}: {name} names the host it came from; \
                 write the lock file with `npm install --omit-lockfile-registry-resolved`"
            ));
        }
        if field("integrity").is_none() && package.get("inBundle").is_none() {
            problems.push(format!("{file}: {name} has no integrity digest"));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_package_is_known_by_its_digest_and_not_by_its_host() {
        for (package, expected) in [
            (json!({"version": "1.0.0", "integrity": "sha512-x"}), 0),
            (
                json!({"version": "1.0.0", "integrity": "sha512-x", "resolved": "https://host/a.tgz"}),
                1,
            ),
            (json!({"version": "1.0.0"}), 1),
            (
                json!({"version": "1.0.0", "resolved": "git+ssh://host/a"}),
                2,
            ),
            (json!({"version": "1.0.0", "inBundle": true}), 0),
            (json!({"resolved": "../other", "link": true}), 0),
        ] {
            let lock = json!({"packages": {"": {"name": "ui"}, "node_modules/a": package}});
            assert_eq!(problems("lock", &lock).len(), expected, "{lock}");
        }
    }
}
