//! The parameters of the API version that is pinned, out of the source of its Rust bindings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

const PACKAGE: &str = "async-stripe-payment";

#[derive(Clone, Copy)]
pub(super) enum Call {
    Create,
    Update,
}

/// Every type of the calls' parameters, by its name: fields and their types.
pub(super) struct Source(BTreeMap<String, Vec<(String, String)>>);

impl Source {
    pub(super) fn of_pinned_version() -> Self {
        let path = package().join("src/payment_link/requests.rs");
        Self::read(&std::fs::read_to_string(path).unwrap())
    }

    /// Reads the declarations of structs; a field's type may be on a line of its own.
    fn read(text: &str) -> Self {
        let mut types = BTreeMap::new();
        let mut open: Option<(String, Vec<(String, String)>)> = None;
        for line in text.lines() {
            let bare = line.trim().trim_start_matches("pub ");
            if let Some(name) = bare
                .strip_prefix("struct ")
                .and_then(|it| it.strip_suffix(" {"))
            {
                open = Some((name.to_owned(), Vec::new()));
            } else if line == "}" {
                types.extend(open.take());
            } else if let Some((_, fields)) = &mut open
                && !bare.starts_with("//")
                && !bare.starts_with("#[")
            {
                match bare.split_once(':') {
                    Some((name, kind)) if !name.contains(['<', ' ']) => {
                        fields.push((name.to_owned(), kind.trim().to_owned()));
                    }
                    _ => fields.last_mut().unwrap().1.push_str(bare),
                }
            }
        }
        Self(types)
    }

    /// The names of a call's parameters; `[]` stands for any index.
    pub(super) fn parameters(&self, call: Call) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let root = match call {
            Call::Create => "CreatePaymentLinkBuilder",
            Call::Update => "UpdatePaymentLinkBuilder",
        };
        self.walk(root, "", &mut found);
        assert!(found.len() > 80, "{found:?}");
        found
    }

    fn walk(&self, kind: &str, path: &str, found: &mut BTreeSet<String>) {
        let Some(fields) = self.0.get(kind) else {
            found.insert(path.to_owned());
            return;
        };
        for (name, kind) in fields {
            let name = name.trim_end_matches('_');
            let path = match path {
                "" => name.to_owned(),
                _ => format!("{path}[{name}]"),
            };
            let kind = kind.trim_end_matches(',');
            let inner = |kind: &str, outer: &str| {
                let inner = kind.strip_prefix(outer)?.strip_suffix('>')?;
                Some(inner.to_owned())
            };
            let kind = inner(kind, "Option<").unwrap_or_else(|| kind.to_owned());
            match inner(&kind, "Vec<") {
                // Lists of words are one parameter.
                Some(entry) if self.0.contains_key(&entry) => {
                    self.walk(&entry, &format!("{path}[]"), found);
                }
                Some(_) => drop(found.insert(path)),
                None => self.walk(&kind, &path, found),
            }
        }
    }
}

/// Where the package's source is.
fn package() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let said = Command::new(cargo)
        .args([
            "metadata",
            "--format-version=1",
            "--offline",
            "--manifest-path",
        ])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml"))
        .output()
        .unwrap();
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    let said: Value = serde_json::from_slice(&said.stdout).unwrap();
    let packages = said["packages"].as_array().unwrap();
    let package = packages.iter().find(|it| it["name"] == PACKAGE).unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap().to_owned()
}
