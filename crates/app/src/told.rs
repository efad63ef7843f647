//! Failures of the layers below as texts of the window's catalogue: those that people meet.

use countertop_store::StoreError;
use countertop_stripe_client::{ApiError, ApiKeyError, NetworkFailure};
use countertop_vault::VaultError;

use crate::accounts::KeysError;
use crate::ipc::Said;
use crate::permissions::NotAKey;

/// What Stripe's API answered, or why it did not.
pub(crate) fn of_api(error: &ApiError) -> Option<Said> {
    Some(match error {
        ApiError::Network { host, failure, .. } => {
            Said::no_answer(host.as_str(), of_failure(*failure))
        }
        ApiError::WrongKey(_) => Said::wrong_key(),
        ApiError::MissingPermission {
            permissions,
            refusal,
        } if permissions.is_empty() => Said::not_allowed(refusal.sentence()),
        ApiError::MissingPermission { permissions, .. } => {
            Said::lacks_permissions(permissions.join(", "))
        }
        ApiError::NotFound(_) => Said::no_such_object(),
        ApiError::Conflict(_) => Said::busy(),
        ApiError::RateLimited(_) => Said::too_many(),
        ApiError::Refused(refusal) => Said::refused(refusal.sentence()),
        ApiError::ServerFault(_) => Said::stripe_failed(),
        ApiError::Unreadable { .. } => Said::unreadable(),
        ApiError::Unsendable(_) => return None,
    })
}

/// The word by which a text says what broke on the way.
pub(crate) fn of_failure(failure: NetworkFailure) -> &'static str {
    match failure {
        NetworkFailure::UnknownHost => "unknown",
        NetworkFailure::Unreachable => "unreachable",
        NetworkFailure::Certificate => "certificate",
        NetworkFailure::TimedOut => "slow",
        NetworkFailure::Interrupted => "interrupted",
    }
}

/// Why the ledger could not be read or written.
pub(crate) fn of_store(error: &StoreError) -> Option<Said> {
    match error {
        StoreError::Busy => Some(Said::ledger_busy()),
        StoreError::LogFull => Some(Said::ledger_held()),
        StoreError::Slow => Some(Said::ledger_slow()),
        StoreError::Write(reason) => Some(Said::ledger_not_written(reason.as_str())),
        StoreError::Read(reason) => Some(Said::ledger_not_read(reason.to_string())),
        StoreError::Damaged { .. } => Some(Said::ledger_damaged()),
        StoreError::Open(_)
        | StoreError::Lock(_)
        | StoreError::Closed
        | StoreError::TooLong { .. }
        | StoreError::OldShape { .. }
        | StoreError::StillRead
        | StoreError::File { .. } => None,
    }
}

/// Why a key cannot be kept or read.
pub(crate) fn of_keys(error: &KeysError) -> Option<Said> {
    match error {
        KeysError::PlaceNeeded(_) => Some(Said::keys_without_place()),
        KeysError::FileLocked => Some(Said::keys_locked()),
        KeysError::Keychain { trouble, .. } => Some(Said::keychain(trouble.as_str())),
        KeysError::Other(_) => None,
    }
}

/// What is wrong with a passphrase.
pub(crate) fn of_vault(error: &VaultError) -> Option<Said> {
    match error {
        VaultError::ShortPassphrase(least) => Some(Said::passphrase_short(
            i64::try_from(*least).unwrap_or(i64::MAX),
        )),
        VaultError::WrongPassphrase(_) => Some(Said::passphrase_wrong()),
        VaultError::Locked => Some(Said::keychain("locked")),
        VaultError::Unanswered(_) => Some(Said::keychain("unanswered")),
        VaultError::NoKeychain(_) => Some(Said::keychain("absent")),
        VaultError::Damaged { .. }
        | VaultError::Exists(_)
        | VaultError::Missing(_)
        | VaultError::Relocked(_)
        | VaultError::File { .. }
        | VaultError::Strange(_)
        | VaultError::Cost
        | VaultError::BrokenOff
        | VaultError::Empty
        | VaultError::NotKept(_) => None,
    }
}

/// What a pasted text is, where it is no key.
pub(crate) fn of_pasted(error: &NotAKey) -> Said {
    match error {
        NotAKey::Publishable => Said::key_publishable(),
        NotAKey::WebhookSecret => Said::key_webhook_secret(),
        NotAKey::ClientSecret => Said::key_client_secret(),
        NotAKey::Ephemeral => Said::key_ephemeral(),
        NotAKey::Organization => Said::key_organization(),
        NotAKey::Masked => Said::key_masked(),
        NotAKey::Id(prefix) => Said::key_id(*prefix),
        NotAKey::Address => Said::key_address(),
        NotAKey::EMail => Said::key_e_mail(),
        NotAKey::Broken(ApiKeyError::Empty) => Said::key_empty(),
        NotAKey::Broken(_) => Said::key_broken(),
    }
}
