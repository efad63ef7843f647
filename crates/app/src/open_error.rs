//! Why an account cannot be opened.

use countertop_receiver::ReceiverError;
use countertop_sandbox::SandboxError;
use countertop_store::StoreError;
use countertop_stripe_client::{ApiBaseError, ConfigError};
use countertop_tunnel::DoorError;

use crate::accounts::KeysError;
use crate::connection::ChoiceError;
use crate::endpoint::InstallationError;
use crate::rehearsal::Hitch;

/// Why an account cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The ledger cannot be opened.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// The receiver cannot listen.
    #[error(transparent)]
    Receiver(#[from] ReceiverError),
    /// The practice store cannot start.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// The practice store's address is not one that we may call.
    #[error(transparent)]
    ApiBase(#[from] ApiBaseError),
    /// The way to the API cannot be set up.
    #[error(transparent)]
    Client(#[from] ConfigError),
    /// Stories cannot be played.
    #[error(transparent)]
    Rehearsals(#[from] Hitch),
    /// Who we are cannot be told.
    #[error(transparent)]
    Installation(#[from] InstallationError),
    /// The ledger is one of the other mode.
    #[error(
        "the ledger in {0} belongs to the other mode of this account, and test and live never mix; \
         move that folder away"
    )]
    OtherMode(String),
    /// The ledger is another account's.
    #[error(
        "the ledger in {folder} is that of the account {account}, and two accounts never mix; restore a \
         backup of this one, or move that folder away"
    )]
    OtherAccount {
        /// Where it lies.
        folder: String,
        /// Whose it is.
        account: String,
    },
    /// There is no key to open it with.
    #[error("the key of this account is not kept on this computer; paste it again")]
    NoKey,
    /// The receiver's address is none that a tunnel can lead to.
    #[error(transparent)]
    Door(#[from] DoorError),
    /// The way that was chosen cannot be gone.
    #[error(transparent)]
    Way(#[from] ChoiceError),
    /// The key cannot be read.
    #[error(transparent)]
    Keys(#[from] KeysError),
}
