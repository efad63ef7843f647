//! Where the parts of the project lie.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use cargo_metadata::MetadataCommand;

/// The checkout that we work on.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The checkout that holds this program's sources.
    pub fn here() -> Result<Self> {
        // Asked for at run time first: several checkouts may share one target folder.
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        match manifest.parent() {
            Some(root) if root.join("Cargo.toml").is_file() => Ok(Self {
                root: root.to_owned(),
            }),
            _ => bail!(
                "no Cargo.toml beside {}; run this as `cargo xtask` inside the checkout",
                manifest.display()
            ),
        }
    }

    /// The checkout's root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file or folder of the checkout.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// A part of the checkout that `purpose` cannot do without.
    pub fn part(&self, inside: &str, purpose: &str) -> Result<PathBuf> {
        let path = self.path(inside);
        if !path.exists() {
            bail!(
                "{inside} is missing from this checkout, and {purpose} needs it; \
                 get the whole repository again, or the branch that has it"
            );
        }
        Ok(path)
    }

    /// The folder that cargo builds into: `target`, unless someone has said otherwise.
    pub fn target(&self) -> Result<PathBuf> {
        let metadata = MetadataCommand::new()
            .manifest_path(self.path("Cargo.toml"))
            .no_deps()
            .exec()?;
        Ok(metadata.target_directory.into_std_path_buf())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_part_is_named_with_what_needs_it() {
        let project = Project::here().unwrap();
        assert!(project.part("Cargo.toml", "this test").is_ok());
        let error = project.part("no/such/part", "this test").unwrap_err();
        assert!(error.to_string().starts_with("no/such/part is missing"));
        assert!(error.to_string().contains("this test needs it"));
    }
}
