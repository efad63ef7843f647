//! Why an event is kept aside: stored and listed, but never projected.

/// The reason for which an event is kept aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// Its signature is good, but made too long before or after this computer's time.
    Clock,
    /// It belongs to the other mode, test or live.
    Mode,
    /// It belongs to another account.
    Account,
}

impl Aside {
    /// The word in lists and in the ledger.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Mode => "mode",
            Self::Account => "account",
        }
    }
}
