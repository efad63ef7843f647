//! What a command needs of the till.

/// How much a command may do. The table of commands says it of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing: it is answered also while the window is locked.
    Always,
    /// It looks, or does what leaves the shop as it is.
    Looks,
    /// It changes something: not in a window that is for looking only.
    Writes,
    /// It lets money go, changes keys, takes data out or deletes it: the PIN comes before it, where there is one.
    Guarded,
}

/// The commands that only a program with a window has.
pub const HOST_COMMANDS: [(&str, Need); 6] = [
    ("open_url", Need::Looks),
    ("choose_place", Need::Looks),
    ("show_folder", Need::Looks),
    // A window that is locked at the counter must be able to let the screen go.
    ("fill_screen", Need::Always),
    ("show_desktop", Need::Looks),
    ("start_at_login", Need::Writes),
];
