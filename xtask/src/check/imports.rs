//! Only `ui/src/lib/host` imports Tauri's packages: everything else runs in any browser.

use anyhow::Result;

use super::{committed, none};
use crate::project::Project;

/// The packages in question.
const PACKAGES: &str = "@tauri-apps/";

/// The only folder that may name them.
const HOST: &str = "ui/src/lib/host/";

/// Looks through every source of the interface.
pub fn check(project: &Project) -> Result<()> {
    let mut problems = Vec::new();
    for name in committed::files()? {
        let is_source = name.starts_with("ui/src/") && !name.starts_with(HOST);
        if !is_source {
            continue;
        }
        let text = committed::text(&project.path(&name)).unwrap_or_default();
        for (index, line) in text.lines().enumerate() {
            if imports_tauri(line) {
                problems.push(format!(
                    "{name}:{}: only {HOST} may import {PACKAGES}*",
                    index + 1
                ));
            }
        }
    }
    none(problems)
}

/// Whether a line names one of the packages as a module: in an import, an export or a call of either.
fn imports_tauri(line: &str) -> bool {
    ['"', '\'', '`']
        .iter()
        .any(|quote| line.contains(&format!("{quote}{PACKAGES}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_is_told_from_a_mention() {
        for (line, expected) in [
            ("import { invoke } from '@tauri-apps/api/core';", true),
            ("const api = await import(\"@tauri-apps/api/event\");", true),
            ("export * from '@tauri-apps/api';", true),
            ("// the host alone speaks to @tauri-apps/api", false),
            ("import { host } from '$lib/host';", false),
        ] {
            assert_eq!(imports_tauri(line), expected, "{line}");
        }
    }
}
