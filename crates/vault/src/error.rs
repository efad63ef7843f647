//! Why a secret cannot be kept or read, each as one sentence that says what to do.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// What went wrong. No text in it holds a secret.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The keychain wants to be unlocked first.
    #[error("the keychain is locked: unlock it, and try again")]
    Locked,
    /// The keychain said nothing, most likely because it waits for somebody at its prompt.
    #[error(
        "the keychain did not answer within {} seconds: look whether it asks for its password, or \
         choose another place for the keys", .0.as_secs()
    )]
    Unanswered(Duration),
    /// There is no keychain, or none that works.
    #[error("there is no keychain ({0}): choose another place for the keys")]
    NoKeychain(String),
    /// The passphrase is too short to protect anything.
    #[error("the passphrase is too short: take at least {0} characters, best several words")]
    ShortPassphrase(usize),
    /// The file was encrypted with another passphrase.
    #[error("the passphrase is wrong: {} was encrypted with another one", .0.display())]
    WrongPassphrase(PathBuf),
    /// The file is not what was written.
    #[error(
        "{} is damaged ({reason}): restore it from a backup, or delete it and enter the keys again",
        path.display()
    )]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A file was to be made where one is.
    #[error("{} exists already: unlock it with its passphrase", .0.display())]
    Exists(PathBuf),
    /// There is no such file.
    #[error("{} does not exist: make it with a passphrase", .0.display())]
    Missing(PathBuf),
    /// The passphrase was changed by another process since it was given.
    #[error("{} has another passphrase by now: unlock it again", .0.display())]
    Relocked(PathBuf),
    /// The file cannot be read or written.
    #[error("{} cannot be {doing}: {source}; look at its permissions and the disk", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// `read` or `written`.
        doing: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// What was kept under a name is not what is kept there.
    #[error("what is kept as {0} is not what Countertop keeps there: remove it and enter it again")]
    Strange(String),
    /// The work that a passphrase is to cost is out of bounds.
    #[error("a file cannot be encrypted at this cost: take the usual one")]
    Cost,
    /// Work on a place broke off: no thread was to be had, or it stopped.
    #[error("the work on the keys was broken off by a fault of this program: try again")]
    BrokenOff,
    /// A secret is empty.
    #[error("an empty secret cannot be kept: enter the key again")]
    Empty,
    /// A secret that was put into a place did not come out again.
    #[error("{0} did not come out as it was put in: nothing was moved; choose another place")]
    NotKept(String),
}
