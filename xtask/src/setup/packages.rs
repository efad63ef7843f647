//! The system packages that Countertop needs, by the names that three package managers give them.

use super::Scope;

/// Something the system must provide, and the packages that bring it.
#[derive(Debug)]
pub struct Need {
    /// The least scope that needs it.
    pub scope: Scope,
    /// What it is for, as a phrase.
    pub purpose: &'static str,
    /// Programs of which any, found on the PATH, shows that it is there whatever brought it.
    pub programs: &'static [&'static str],
    /// Debian, Ubuntu and what comes from them.
    pub apt: &'static [&'static str],
    /// Fedora and its kin.
    pub dnf: &'static [&'static str],
    /// Arch and its kin.
    pub pacman: &'static [&'static str],
}

/// Everything, in the order in which it is announced.
pub const NEEDS: &[Need] = &[
    Need {
        scope: Scope::Cli,
        purpose: "the C compiler that builds SQLite and links every program",
        programs: &[],
        apt: &["gcc", "libc6-dev"],
        dnf: &["gcc", "glibc-devel"],
        pacman: &["gcc"],
    },
    Need {
        scope: Scope::Desktop,
        purpose: "finds the system's libraries for the build",
        programs: &["pkg-config"],
        apt: &["pkg-config"],
        dnf: &["pkgconf-pkg-config"],
        pacman: &["pkgconf"],
    },
    Need {
        scope: Scope::Desktop,
        purpose: "the web view that draws the window",
        programs: &[],
        apt: &["libwebkit2gtk-4.1-dev"],
        dnf: &["webkit2gtk4.1-devel"],
        pacman: &["webkit2gtk-4.1"],
    },
    Need {
        scope: Scope::Desktop,
        purpose: "the icon in the system tray",
        programs: &[],
        apt: &["libayatana-appindicator3-dev"],
        dnf: &["libappindicator-gtk3-devel"],
        pacman: &["libayatana-appindicator"],
    },
    Need {
        scope: Scope::Desktop,
        purpose: "draws the window's SVG icons",
        programs: &[],
        apt: &["librsvg2-dev"],
        dnf: &["librsvg2-devel"],
        pacman: &["librsvg"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "runs Stripe's own package for Python, to compare it with us",
        programs: &[],
        apt: &["python3-venv"],
        dnf: &["python3"],
        pacman: &["python"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "drives the real window in its test",
        programs: &["WebKitWebDriver"],
        apt: &["webkit2gtk-driver"],
        dnf: &["webkitgtk6.0"],
        pacman: &["webkit2gtk-4.1"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "a display for the window test that nobody has to look at",
        programs: &["Xvfb"],
        apt: &["xvfb"],
        dnf: &["xorg-x11-server-Xvfb"],
        pacman: &["xorg-server-xvfb"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "session buses of the tests' own",
        programs: &[],
        apt: &["dbus-x11"],
        dnf: &["dbus-daemon", "dbus-x11"],
        pacman: &["dbus"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "a keychain for the tests of where keys are kept",
        programs: &["gnome-keyring-daemon"],
        apt: &["gnome-keyring"],
        dnf: &["gnome-keyring"],
        pacman: &["gnome-keyring"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "lets the window test see what a screen reader sees",
        programs: &[],
        apt: &["at-spi2-core"],
        dnf: &["at-spi2-core"],
        pacman: &["at-spi2-core"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "a window manager, so that the tested window has focus and size",
        programs: &["openbox"],
        apt: &["openbox"],
        dnf: &["openbox"],
        pacman: &["openbox"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "takes the pictures of the window",
        programs: &[],
        apt: &["imagemagick"],
        dnf: &["ImageMagick"],
        pacman: &["imagemagick"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "draws posters as pictures",
        programs: &["pdftoppm", "pdftotext", "pdfinfo"],
        apt: &["poppler-utils"],
        dnf: &["poppler-utils"],
        pacman: &["poppler"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "reads QR codes as a customer's phone does",
        programs: &["zbarimg"],
        apt: &["zbar-tools"],
        dnf: &["zbar"],
        pacman: &["zbar"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "types and clicks where no driver reaches",
        programs: &["xdotool"],
        apt: &["xdotool"],
        dnf: &["xdotool"],
        pacman: &["xdotool"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "letters to draw in the pictures",
        programs: &[],
        apt: &["fonts-dejavu-core"],
        dnf: &["dejavu-sans-fonts"],
        pacman: &["ttf-dejavu"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "records system calls and makes them fail",
        programs: &["strace"],
        apt: &["strace"],
        dnf: &["strace"],
        pacman: &["strace"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "limits, mounts and other users for faults",
        programs: &["prlimit"],
        apt: &["util-linux", "mount"],
        dnf: &["util-linux"],
        pacman: &["util-linux"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "gives a fault a network of its own",
        programs: &["ip"],
        apt: &["iproute2"],
        dnf: &["iproute"],
        pacman: &["iproute2"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "lets a fault set a program's clock",
        programs: &["faketime"],
        apt: &["faketime"],
        dnf: &["libfaketime"],
        pacman: &["libfaketime"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "the far end of a tunnel over ssh",
        programs: &["sshd"],
        apt: &["openssh-server"],
        dnf: &["openssh-server"],
        pacman: &["openssh"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "opens a tunnel over ssh",
        programs: &["ssh"],
        apt: &["openssh-client"],
        dnf: &["openssh-clients"],
        pacman: &["openssh"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "a SQLite that is not ours, which locks, and reads what we wrote",
        programs: &["sqlite3"],
        apt: &["sqlite3"],
        dnf: &["sqlite"],
        pacman: &["sqlite"],
    },
    Need {
        scope: Scope::Tests,
        purpose: "the browser for the interface's tests",
        programs: &["chromium", "google-chrome", "google-chrome-stable"],
        apt: &["chromium"],
        dnf: &["chromium"],
        pacman: &["chromium"],
    },
];

/// What `scope` needs, in the order of the list.
pub fn needs(scope: Scope) -> impl Iterator<Item = &'static Need> {
    NEEDS.iter().filter(move |need| need.scope <= scope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_scope_needs_all_of_a_narrower_one() {
        let names = |scope| -> Vec<&str> { needs(scope).flat_map(|n| n.apt).copied().collect() };
        assert_eq!(names(Scope::Cli), ["gcc", "libc6-dev"]);
        let desktop = names(Scope::Desktop);
        assert!(desktop.starts_with(&names(Scope::Cli)));
        assert!(desktop.contains(&"libwebkit2gtk-4.1-dev"));
        assert!(!desktop.contains(&"xvfb"));
        let tests = names(Scope::Tests);
        assert!(tests.starts_with(&desktop));
        assert!(tests.contains(&"webkit2gtk-driver") && tests.contains(&"chromium"));
    }

    #[test]
    fn every_need_is_named_for_every_package_manager_and_says_why() {
        for need in NEEDS {
            for names in [need.apt, need.dnf, need.pacman] {
                assert!(!names.is_empty(), "{}", need.purpose);
                assert!(names.iter().all(|name| !name.contains(' ')));
            }
            assert!(!need.purpose.ends_with('.'), "{}", need.purpose);
        }
    }
}
