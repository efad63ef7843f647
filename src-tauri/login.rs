//! Starting at login: what the desktop keeps of it is all that is known, so it can be undone there as well.

use anyhow::{Context, Result};

pub use entry::{is_set, set};

/// The program as it is to be started: the image it came in, where it came in one.
fn program() -> Result<String> {
    let path = match std::env::var_os("APPIMAGE") {
        Some(image) if !image.is_empty() => image.into(),
        _ => std::env::current_exe().context("this program's own place is not known")?,
    };
    let text = path
        .to_str()
        .context("this program lies at a path that is no text")?;
    Ok(text.to_owned())
}

/// A file in the folder that every desktop on Linux starts from at login.
#[cfg(target_os = "linux")]
mod entry {
    use std::fs;
    use std::io::ErrorKind;
    use std::path::PathBuf;

    use anyhow::{Context, Result};

    use crate::arguments::AT_LOGIN;

    const FILE: &str = "app.countertop.desktop.desktop";

    fn path() -> Result<PathBuf> {
        let folders = directories::BaseDirs::new().context("this user has no home folder")?;
        Ok(folders.config_dir().join("autostart").join(FILE))
    }

    /// Whether the program starts at login.
    pub fn is_set() -> Result<bool> {
        match fs::read_to_string(path()?) {
            Ok(text) => Ok(is_on(&text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Lets the program start at login, or no more.
    pub fn set(is_on: bool) -> Result<()> {
        let path = path()?;
        if !is_on {
            return match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
                Ok(()) | Err(_) => Ok(()),
            };
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(&path, text(&super::program()?))?)
    }

    fn text(program: &str) -> String {
        format!(
            "[Desktop Entry]\n\
             Type=Application\n\
             Name=Countertop\n\
             Exec={} {AT_LOGIN}\n\
             Terminal=false\n\
             X-GNOME-Autostart-enabled=true\n",
            quoted(program)
        )
    }

    /// A path as an entry's `Exec` wants it (Desktop Entry Specification, "The Exec key"): in quotation marks,
    /// within which some signs are escaped, and all backslashes once more, as in any value.
    fn quoted(path: &str) -> String {
        let mut quoted = String::from("\"");
        for sign in path.chars() {
            match sign {
                '"' | '`' | '$' => quoted.extend(["\\\\", &sign.to_string()]),
                '\\' => quoted.push_str("\\\\\\\\"),
                '%' => quoted.push_str("%%"),
                _ => quoted.push(sign),
            }
        }
        quoted.push('"');
        quoted
    }

    /// Desktops switch an entry off by a line in it.
    fn is_on(text: &str) -> bool {
        let mut lines = text.lines().map(str::trim);
        !lines.any(|line| line == "Hidden=true" || line == "X-GNOME-Autostart-enabled=false")
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_path_is_quoted() {
            for (path, expected) in [
                ("/usr/bin/countertop", r#""/usr/bin/countertop""#),
                ("/opt/ana b/counter top", r#""/opt/ana b/counter top""#),
                (r"/a\b", r#""/a\\\\b""#),
                ("/100%/$HOME", r#""/100%%/\\$HOME""#),
                ("/a\"b`c", r#""/a\\"b\\`c""#),
            ] {
                assert_eq!(quoted(path), expected);
            }
        }

        #[test]
        fn an_entry_is_on_until_a_line_says_otherwise() {
            let text = text("/usr/bin/countertop");
            assert!(
                text.contains("\nExec=\"/usr/bin/countertop\" --at-login\n"),
                "{text}"
            );
            assert!(is_on(&text));
            assert!(!is_on(&format!("{text}Hidden=true\n")));
            let off = text.replace("enabled=true", "enabled=false");
            assert!(!is_on(&off));
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod entry {
    use anyhow::Result;
    use auto_launch::{AutoLaunch, AutoLaunchBuilder, WindowsEnableMode};

    use crate::arguments::AT_LOGIN;

    fn entry() -> Result<AutoLaunch> {
        let program = super::program()?;
        let program = match cfg!(windows) {
            true => format!("\"{program}\""),
            false => program,
        };
        let entry = AutoLaunchBuilder::new()
            .set_app_name("Countertop")
            .set_app_path(&program)
            .set_args(&[AT_LOGIN])
            .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
            .build()?;
        Ok(entry)
    }

    /// Whether the program starts at login.
    pub fn is_set() -> Result<bool> {
        Ok(entry()?.is_enabled()?)
    }

    /// Lets the program start at login, or no more.
    pub fn set(is_on: bool) -> Result<()> {
        let entry = entry()?;
        match is_on {
            true => entry.enable()?,
            false => entry.disable()?,
        }
        Ok(())
    }
}
