//! Gives the process a real locale before anything else starts.
//!
//! WebKitGTK takes the page's language from the name of the locale that rules `LC_CTYPE`. Where that
//! is `C.UTF-8` the language becomes "C", which is none, and the page's number formats throw.

use std::ffi::{OsStr, OsString};

/// What a merchant who has no locale is given. Where the system lacks it, the web view falls back
/// to American English as well.
const FALLBACK: &str = "en_US.UTF-8";

/// A change to the environment: a variable and its value, or none to take it away.
type Change = (&'static str, Option<OsString>);

/// Starts the program again with a real locale, where it has none. The environment cannot be
/// changed safely in a running process.
pub fn settle() {
    #[cfg(target_os = "linux")]
    start_again(&cure(|name| std::env::var_os(name)));
}

#[cfg(target_os = "linux")]
fn start_again(changes: &[Change]) {
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    if changes.is_empty() {
        return;
    }
    let error = match std::env::current_exe() {
        Ok(program) => {
            let mut command = Command::new(program);
            command.args(std::env::args_os().skip(1));
            for (name, value) in changes {
                match value {
                    Some(value) => command.env(name, value),
                    None => command.env_remove(name),
                };
            }
            // Comes back only when it failed.
            command.exec()
        }
        Err(error) => error,
    };
    tracing::warn!(%error, "There is no usable locale, and none could be set.");
}

/// What must change in the environment so that `LC_CTYPE` has a real locale; nothing where it has one.
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
fn cure(variable: impl Fn(&str) -> Option<OsString>) -> Vec<Change> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let real = |name: &str| set(name).filter(|value| is_real(value));
    // The order in which the C library asks.
    let ruling = set("LC_ALL")
        .or_else(|| set("LC_CTYPE"))
        .or_else(|| set("LANG"));
    if ruling.is_some_and(|name| is_real(&name)) {
        return Vec::new();
    }
    let other = match set("LC_ALL") {
        // Whoever sets this means every category.
        Some(_) => None,
        // Another category may still tell the language.
        None => real("LC_MESSAGES").or_else(|| real("LANG")),
    };
    let chosen = other.unwrap_or_else(|| FALLBACK.into());
    vec![
        ("LC_ALL", None),
        ("LC_CTYPE", Some(chosen.clone())),
        ("LANG", Some(chosen)),
    ]
}

/// Whether a locale's name holds a language: `C`, `POSIX` and their like do not, nor does the bare
/// `UTF-8` that some terminals send.
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
fn is_real(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let language = name.split(['.', '@', '_']).next().unwrap_or_default();
    !["C", "POSIX", "UTF-8"].contains(&language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(environment: &[(&str, &str)], expected: Option<&str>) {
        let changes = cure(|name| {
            let found = environment.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| OsString::from(value))
        });
        match expected {
            None => assert!(changes.is_empty(), "{environment:?}: {changes:?}"),
            Some(chosen) => {
                let chosen = Some(OsString::from(chosen));
                let wanted = [
                    ("LC_ALL", None),
                    ("LC_CTYPE", chosen.clone()),
                    ("LANG", chosen),
                ];
                assert_eq!(changes, wanted, "{environment:?}");
            }
        }
    }

    #[test]
    fn a_locale_without_a_language_is_replaced() {
        let english = Some(FALLBACK);
        check(&[], english);
        for name in ["", "C", "POSIX", "C.UTF-8", "C.utf8"] {
            check(&[("LANG", name)], english);
            check(&[("LC_ALL", name)], english);
        }
        check(&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")], english);
        check(
            &[("LC_CTYPE", "C.UTF-8"), ("LANG", "de_DE.UTF-8")],
            Some("de_DE.UTF-8"),
        );
        check(
            &[("LC_CTYPE", "UTF-8"), ("LANG", "de_DE.UTF-8")],
            Some("de_DE.UTF-8"),
        );
        check(
            &[("LANG", "C"), ("LC_MESSAGES", "fr_FR.UTF-8")],
            Some("fr_FR.UTF-8"),
        );
    }

    #[test]
    fn a_real_locale_stays() {
        for name in [
            "de_DE.UTF-8",
            "en_US",
            "sr_RS@latin",
            "ca_ES.UTF-8@valencia",
            "eo",
        ] {
            check(&[("LANG", name)], None);
            check(&[("LC_ALL", name), ("LANG", "C")], None);
            check(&[("LC_CTYPE", name), ("LANG", "C.UTF-8")], None);
        }
    }
}
