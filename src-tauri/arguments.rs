//! What the program is started with: by a person, at login, or by a link that somebody clicked.

use countertop_app::deep_link;
use countertop_app::ipc::LinkedPlace;

/// Says that the system started the program at login.
pub const AT_LOGIN: &str = "--at-login";
/// Says that the window is to stay hidden, as far as the icon in the tray leads to it.
const HIDDEN: &str = "--hidden";

/// The arguments that mean something; the others are the toolkit's, or nobody's.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// The system started it at login.
    pub is_at_login: bool,
    /// The window is to stay hidden.
    pub is_hidden: bool,
    /// What a link names.
    pub place: Option<LinkedPlace>,
}

impl Arguments {
    /// Reads them, without the program's name.
    pub fn read(arguments: impl IntoIterator<Item = String>) -> Self {
        let mut read = Self::default();
        for argument in arguments {
            match argument.as_str() {
                AT_LOGIN => read.is_at_login = true,
                HIDDEN => read.is_hidden = true,
                other => read.place = read.place.or_else(|| place(other)),
            }
        }
        read
    }
}

/// What a link names. One that names nothing is dropped, and not repeated: anything may be in it.
pub fn place(text: &str) -> Option<LinkedPlace> {
    let place = deep_link::parse(text);
    if place.is_none() && text.contains(':') {
        tracing::warn!("A link that names no payment, link or payout was dropped.");
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_nothing_is_left_alone() {
        let read =
            |arguments: &[&str]| Arguments::read(arguments.iter().map(|it| (*it).to_owned()));
        assert_eq!(read(&[]), Arguments::default());
        let odd = [
            "--gtk-debug=all",
            "countertop://settings",
            "-h",
            "",
            "--HIDDEN",
        ];
        assert_eq!(read(&odd), Arguments::default());
        let both = read(&["--at-login", "--hidden"]);
        assert!(both.is_at_login && both.is_hidden && both.place.is_none());
        let first = "countertop://payment/pi_3QK8x2LmAbCd";
        let second = "countertop://payout/po_3QK8x2LmAbCd";
        let linked = read(&["x", first, second]);
        assert_eq!(
            linked.place.map(|it| it.id),
            Some("pi_3QK8x2LmAbCd".to_owned())
        );
    }
}
