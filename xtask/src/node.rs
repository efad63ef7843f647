//! The interface's packages and scripts: npm, run only where there is something to do.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use crate::process::Step;
use crate::project::Project;

/// The interface's folder.
pub const UI: &str = "ui";

/// Brings `ui/node_modules` in line with the lock file; does nothing where it is already.
pub fn install(project: &Project) -> Result<()> {
    let ui = project.part(UI, "building the interface")?;
    install_in(&ui).context("the interface's packages could not be installed")
}

/// Brings the `node_modules` of a folder in line with its lock file.
pub fn install_in(folder: &Path) -> Result<()> {
    if is_installed(folder)? {
        return Ok(());
    }
    Step::npm()
        .args(["ci", "--no-audit", "--no-fund"])
        .dir(folder)
        .run()
}

/// Runs one of the scripts that `ui/package.json` names.
pub fn script(project: &Project, name: &str) -> Result<()> {
    script_step(project, name)?.run()
}

/// One of the scripts that `ui/package.json` names, for those who have more to say about it.
pub fn script_step(project: &Project, name: &str) -> Result<Step> {
    let ui = project.part(UI, &format!("`npm run {name}`"))?;
    Ok(Step::npm().args(["run", name]).dir(ui))
}

/// Builds the interface into `ui/dist`.
pub fn build(project: &Project) -> Result<()> {
    script(project, "build")
}

/// The built interface, which cargo needs before it can compile the desktop app.
pub fn dist(project: &Project) -> PathBuf {
    project.path("ui/dist/index.html")
}

/// Whether what npm noted in `node_modules` is what the lock file asks for.
fn is_installed(folder: &Path) -> Result<bool> {
    let lock = folder.join("package-lock.json");
    let wanted = std::fs::read_to_string(&lock)
        .with_context(|| format!("{} cannot be read, and `npm ci` needs it", lock.display()))?;
    let Ok(noted) = std::fs::read_to_string(folder.join("node_modules/.package-lock.json")) else {
        return Ok(false);
    };
    let wanted: Value =
        serde_json::from_str(&wanted).with_context(|| format!("{} is not JSON", lock.display()))?;
    Ok(serde_json::from_str(&noted).is_ok_and(|noted| agree(&wanted, &noted)))
}

/// Whether two lock files name the same packages at the same versions. Optional packages may be
/// absent from what is installed, since most of them are for other platforms; extraneous ones are,
/// since nothing asks for them.
fn agree(wanted: &Value, noted: &Value) -> bool {
    let none = Map::new();
    let packages = |lock: &Value| lock.get("packages").and_then(Value::as_object).cloned();
    let (wanted, noted) = (packages(wanted), packages(noted));
    let (wanted, noted) = (
        wanted.as_ref().unwrap_or(&none),
        noted.as_ref().unwrap_or(&none),
    );
    let same = |one: &Value, other: &Value| {
        ["version", "integrity", "link"]
            .iter()
            .all(|key| one.get(key) == other.get(key))
    };
    let may_be_absent = |package: &Value| {
        ["optional", "devOptional", "extraneous"]
            .iter()
            .any(|key| package.get(key) == Some(&Value::Bool(true)))
    };
    let all_there = wanted
        .iter()
        .filter(|(path, _)| path.contains("node_modules"))
        .all(|(path, package)| match noted.get(path) {
            Some(installed) => same(package, installed),
            None => may_be_absent(package),
        });
    all_there && noted.keys().all(|path| wanted.contains_key(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn packages_are_installed_when_npm_noted_what_the_lock_asks_for() {
        let lock = json!({"packages": {
            "": {"name": "ui"},
            "node_modules/a": {"version": "1.0.0", "integrity": "x"},
            "node_modules/b-darwin": {"version": "2.0.0", "optional": true},
            "node_modules/c": {"version": "3.0.0", "extraneous": true},
        }});
        let a = json!({"version": "1.0.0", "integrity": "x", "dev": true});
        for (noted, expected) in [
            (json!({"packages": {"node_modules/a": a}}), true),
            (json!({"packages": {}}), false),
            (json!({}), false),
            (
                json!({"packages": {"node_modules/a": {"version": "1.0.1", "integrity": "x"}}}),
                false,
            ),
            (
                json!({"packages": {"node_modules/a": {"version": "1.0.0", "integrity": "y"}}}),
                false,
            ),
            (
                json!({"packages": {"node_modules/a": a, "node_modules/old": {}}}),
                false,
            ),
        ] {
            assert_eq!(agree(&lock, &noted), expected, "{noted}");
        }
    }
}
