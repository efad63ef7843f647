//! `cargo xtask setup`: what the machine must have, installed where we can, named where we cannot.

mod elsewhere;
mod manager;
mod packages;
pub mod tools;
mod versions;

use anyhow::{Context, Result, anyhow, bail};

use self::manager::{Manager, Rights};
use self::packages::{Need, needs};
use self::versions::{OLDEST_NODE, Version};
use crate::process::{self, Step};
use crate::project::Project;
use crate::sdk;

/// How much of the project is about to be built; each scope holds the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The program without a window.
    Cli,
    /// The desktop app.
    Desktop,
    /// Every test and check.
    Tests,
}

impl Scope {
    /// The scope that `word` names.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "cli" => Some(Self::Cli),
            "desktop" => Some(Self::Desktop),
            "tests" => Some(Self::Tests),
            _ => None,
        }
    }

    fn purpose(self) -> &'static str {
        match self {
            Self::Cli => "to build countertop-cli",
            Self::Desktop => "to build the desktop app",
            Self::Tests => "to build the desktop app and run every test",
        }
    }
}

/// Makes the machine ready for `scope`, or says what a person has to do first.
pub fn setup(project: &Project, scope: Scope) -> Result<()> {
    rust_is_new_enough()?;
    if scope >= Scope::Desktop {
        node_is_new_enough(scope)?;
    }
    match std::env::consts::OS {
        "linux" => system_packages(scope)?,
        "macos" => elsewhere::macos()?,
        "windows" => elsewhere::windows(scope)?,
        other => eprintln!("Nothing is known about what {other} needs; the builds will tell."),
    }
    if scope == Scope::Tests {
        rust_components()?;
        sdk::ready(project)?;
        if cfg!(target_os = "linux") {
            tools::TAURI_DRIVER.ready(project)?;
        }
    }
    eprintln!("Ready {}.", scope.purpose());
    Ok(())
}

fn rust_is_new_enough() -> Result<()> {
    let oldest = Version::find(env!("CARGO_PKG_RUST_VERSION")).context("no rust-version is set")?;
    let Some(said) = Step::new("rustc").arg("--version").answer() else {
        bail!("rustc is missing: install Rust with rustup, https://rustup.rs, and try again");
    };
    if Version::find(&said).is_none_or(|version| version < oldest) {
        bail!(
            "Rust {oldest} or newer is needed, and this is {}: run `rustup update stable`",
            said.trim()
        );
    }
    Ok(())
}

fn node_is_new_enough(scope: Scope) -> Result<()> {
    let why = scope.purpose();
    let advice = format!(
        "install Node {OLDEST_NODE} or a newer long-term release with its npm, \
         for example from https://nodejs.org, and try again"
    );
    let Some(said) = Step::new("node").arg("--version").answer() else {
        bail!("Node is missing, and is needed {why}: {advice}");
    };
    if !Version::find(&said).is_some_and(Version::is_node_enough) {
        bail!(
            "Node {} is too old {why}: {advice}",
            said.trim().trim_start_matches('v')
        );
    }
    if !Step::npm().arg("--version").succeeds() {
        bail!("Node is here but npm is not, and it is needed {why}: {advice}");
    }
    Ok(())
}

/// rustfmt and clippy, which a minimal toolchain comes without.
fn rust_components() -> Result<()> {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(command, _)| !Step::cargo().args([command, "--version"]).succeeds())
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("The checks need {}.", missing.join(" and "));
    Step::new("rustup")
        .args(["component", "add"])
        .args(missing.iter().copied())
        .run()
        .with_context(|| format!("install {} for this Rust toolchain", missing.join(" and ")))
}

fn system_packages(scope: Scope) -> Result<()> {
    let Some(manager) = Manager::here() else {
        eprintln!("None of apt, dnf and pacman is here, so nothing is installed. Needed are:");
        for need in needs(scope) {
            eprintln!("  {} (on Debian: {})", need.purpose, need.apt.join(" "));
        }
        return Ok(());
    };
    let missing = missing(scope, manager);
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("These system packages are missing {}:", scope.purpose());
    for (package, need) in &missing {
        eprintln!("  {package:<30} {}", need.purpose);
    }
    let rights = manager::rights().map_err(|error| {
        let names: Vec<&str> = missing.iter().map(|(package, _)| *package).collect();
        let by_hand = manager.install(&names, Rights::Root);
        anyhow!("{error}; run this as root, then try again: {by_hand}")
    })?;
    install(manager, &missing, rights)
}

/// The packages that are not there, each with what it is for.
fn missing(scope: Scope, manager: Manager) -> Vec<(&'static str, &'static Need)> {
    let mut missing: Vec<(&str, &Need)> = Vec::new();
    for need in needs(scope).filter(|need| !has_program(need)) {
        for package in manager.names(need) {
            let is_known = missing.iter().any(|(name, _)| name == package);
            if !is_known && !manager.has(package) {
                missing.push((package, need));
            }
        }
    }
    missing
}

fn has_program(need: &Need) -> bool {
    need.programs
        .iter()
        .any(|name| process::find(name).is_some())
}

/// Installs packages, bringing the list of packages up to date at most once.
fn install(manager: Manager, missing: &[(&str, &Need)], rights: Rights) -> Result<()> {
    let refresh = manager.refresh(rights);
    let is_blank = manager.knows_no_packages();
    if let (true, Some(refresh)) = (is_blank, &refresh) {
        refresh.run()?;
    }
    let (offered, not_offered): (Vec<_>, Vec<_>) = missing
        .iter()
        .partition(|(package, _)| manager.offers(package));
    let names: Vec<&str> = offered.iter().map(|(package, _)| *package).collect();
    if !names.is_empty() {
        let install = manager.install(&names, rights);
        match (install.run(), refresh) {
            (Ok(()), _) => {}
            // The list may be so old that it names versions which are no longer kept.
            (Err(_), Some(refresh)) if !is_blank => {
                refresh.run()?;
                install.run()?;
            }
            (Err(error), _) => return Err(error),
        }
    }
    // Ubuntu's Chromium, for one, is no package but a snap.
    if let Some((package, need)) = not_offered.first() {
        bail!(
            "this system offers no package {package} ({}): install it another way, \
             so that {} is on the PATH, and try again",
            need.purpose,
            need.programs.first().unwrap_or(package)
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_grow() {
        assert!(Scope::Cli < Scope::Desktop && Scope::Desktop < Scope::Tests);
        assert_eq!(Scope::parse("desktop"), Some(Scope::Desktop));
        assert_eq!(Scope::parse("everything"), None);
    }
}
