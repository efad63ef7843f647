//! macOS and Windows, where nothing is installed by us: what is missing is named, with the way to it.

use anyhow::{Result, bail};

use super::Scope;
use crate::process::Step;

/// Where Microsoft's updater notes the version of WebView2, for the whole machine and for one person.
const WEBVIEW2: [&str; 3] = [
    r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}",
    r"HKLM\SOFTWARE\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}",
    r"HKCU\Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}",
];

/// Stops with what a person has to do, if macOS lacks something.
pub fn macos() -> Result<()> {
    if Step::new("xcode-select").arg("-p").succeeds() {
        return Ok(());
    }
    bail!(
        "Xcode's command line tools are missing, and they bring the C compiler: \
         run `xcode-select --install`, and try again"
    )
}

/// Stops with what a person has to do, if Windows lacks something. The C compiler is there, or this
/// program could not have been built.
pub fn windows(scope: Scope) -> Result<()> {
    let has_webview = WEBVIEW2.iter().any(|key| {
        let version = Step::new("reg").args(["query", key, "/v", "pv"]).answer();
        version.is_some_and(|said| names_a_version(&said))
    });
    if scope == Scope::Cli || has_webview {
        return Ok(());
    }
    bail!(
        "WebView2, which draws the window, is missing: install Microsoft's Evergreen WebView2 Runtime \
         from https://developer.microsoft.com/microsoft-edge/webview2, and try again"
    )
}

/// Whether the registry's answer has a version; 0.0.0.0 stands for one that was taken away.
fn names_a_version(said: &str) -> bool {
    said.split_whitespace().last().is_some_and(|version| {
        version.starts_with(|c: char| c.is_ascii_digit()) && version != "0.0.0.0"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_of_nothing_but_zeroes_is_none() {
        for (said, expected) in [
            (
                "\r\nHKEY_LOCAL_MACHINE\\…\r\n    pv    REG_SZ    131.0.2903.86\r\n",
                true,
            ),
            (
                "\r\nHKEY_LOCAL_MACHINE\\…\r\n    pv    REG_SZ    0.0.0.0\r\n",
                false,
            ),
            (
                "\r\nHKEY_LOCAL_MACHINE\\…\r\n    pv    REG_SZ    \r\n",
                false,
            ),
            ("", false),
        ] {
            assert_eq!(names_a_version(said), expected, "{said:?}");
        }
    }
}
