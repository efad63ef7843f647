//! Files that have grown long. Nothing fails here; someone may want to split one.

use std::path::Path;

use anyhow::Result;

use super::committed;
use crate::project::Project;

/// A file of up to about this many lines is read in one go.
const LONG: usize = 400;

/// Names the long files.
pub fn check(project: &Project) -> Result<()> {
    for name in committed::files()?
        .iter()
        .filter(|name| is_written_by_hand(name))
    {
        let lines = committed::text(&project.path(name)).map_or(0, |text| text.lines().count());
        if lines > LONG {
            eprintln!("  {name} has {lines} lines");
        }
    }
    Ok(())
}

fn is_written_by_hand(name: &str) -> bool {
    let extension = Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str());
    let is_source = matches!(
        extension,
        Some("rs" | "ts" | "svelte" | "css" | "js" | "mjs" | "sql")
    );
    is_source && !name.contains("generated")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_are_counted() {
        for (name, expected) in [
            ("crates/domain/src/money.rs", true),
            ("ui/src/App.svelte", true),
            ("ui/src/lib/ipc/generated.ts", false),
            ("ui/package-lock.json", false),
            ("LICENSE-APACHE", false),
        ] {
            assert_eq!(is_written_by_hand(name), expected, "{name}");
        }
    }
}
