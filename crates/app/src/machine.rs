//! This computer's name, and its system's.

/// What people call this computer, as the system knows it; the same words for all where it has none.
pub fn machine_name() -> String {
    named()
        .filter(|it| !it.trim().is_empty())
        .unwrap_or_else(|| "this computer".to_owned())
}

#[cfg(unix)]
fn named() -> Option<String> {
    let system = rustix::system::uname();
    Some(system.nodename().to_string_lossy().into_owned())
}

#[cfg(not(unix))]
fn named() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}

/// The operating system as its maker calls it, where that can be told.
pub(crate) fn system_name() -> String {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    pretty_name(&release).unwrap_or_else(|| std::env::consts::OS.to_owned())
}

/// What Linux's distributions write into `os-release`.
fn pretty_name(release: &str) -> Option<String> {
    let mut lines = release.lines();
    let name = lines.find_map(|it| it.strip_prefix("PRETTY_NAME="))?;
    let name = name.trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_called_what_its_maker_calls_it() {
        for (release, expected) in [
            (
                "NAME=\"X\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n",
                Some("Debian GNU/Linux 12 (bookworm)"),
            ),
            ("PRETTY_NAME=Alpine", Some("Alpine")),
            ("PRETTY_NAME=\"\"", None),
            ("", None),
        ] {
            assert_eq!(pretty_name(release).as_deref(), expected, "{release}");
        }
    }
}
