//! Whether a window could be shown here.

use std::ffi::OsStr;

/// What stands between us and a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// A window can be opened.
    Present,
    /// There is no screen to open one on.
    Absent,
}

impl Display {
    /// The display of this session.
    pub fn here() -> Self {
        Self::of(std::env::consts::OS, |name| {
            std::env::var_os(name).is_some_and(|value| is_set(&value))
        })
    }

    /// The display of a session on the system `os`, whose environment has the variables that `has` knows.
    fn of(os: &str, has: impl Fn(&str) -> bool) -> Self {
        // macOS and Windows have a screen whenever someone has logged in.
        let has_own_screen = matches!(os, "macos" | "windows");
        if has_own_screen || has("DISPLAY") || has("WAYLAND_DISPLAY") {
            Self::Present
        } else {
            Self::Absent
        }
    }
}

fn is_set(value: &OsStr) -> bool {
    !value.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_needs_a_display() {
        for (os, variables, expected) in [
            ("linux", &[][..], Display::Absent),
            ("linux", &["DISPLAY"], Display::Present),
            ("linux", &["WAYLAND_DISPLAY"], Display::Present),
            ("linux", &["DISPLAY", "WAYLAND_DISPLAY"], Display::Present),
            ("freebsd", &[], Display::Absent),
            ("macos", &[], Display::Present),
            ("windows", &[], Display::Present),
        ] {
            let display = Display::of(os, |name| variables.contains(&name));
            assert_eq!(display, expected, "{os} with {variables:?}");
        }
    }

    #[test]
    fn an_empty_variable_is_none() {
        assert!(is_set(OsStr::new(":0")));
        assert!(!is_set(OsStr::new("")));
    }
}
