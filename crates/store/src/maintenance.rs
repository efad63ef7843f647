//! What needs the ledger to be free: nobody may receive into it meanwhile.

use std::path::{Path, PathBuf};

use countertop_sqlite::{Lock, private_folder};

use crate::ledger::{FILE, RECEIVER_LOCK};
use crate::shape::open_whole;
use crate::{Erased, Person, Progress, Salvaged, StoreError, erase, rebuild, restore, salvage};

/// Makes every row of a ledger anew from what was told, as a whole or not at all.
///
/// # Errors
/// When another process has the ledger, or it cannot be read or written.
pub fn rebuild_ledger(folder: &Path, progress: &mut dyn FnMut(Progress)) -> Result<(), StoreError> {
    private_folder(folder)?;
    let _lock = Lock::take(folder, RECEIVER_LOCK)?;
    rebuild::in_place(&mut open_whole(&folder.join(FILE))?, progress)
}

/// Puts a verified copy of a backup in the ledger's place. Says where the ledger that was there is
/// kept from now on.
///
/// # Errors
/// When another process has the ledger, or the backup is not a sound ledger of a version that is
/// known: then all stays as it was.
pub fn restore_ledger(folder: &Path, from: &Path) -> Result<Option<PathBuf>, StoreError> {
    private_folder(folder)?;
    let _lock = Lock::take(folder, RECEIVER_LOCK)?;
    restore::restore(folder, from)
}

/// Sets a damaged ledger aside and puts a new one in its place, with all that can still be read. None
/// when there is no ledger.
///
/// # Errors
/// When another process has the ledger, or the new one cannot be written.
pub fn salvage_ledger(folder: &Path) -> Result<Option<Salvaged>, StoreError> {
    private_folder(folder)?;
    let _lock = Lock::take(folder, RECEIVER_LOCK)?;
    salvage::salvage(folder)
}

/// Erases one customer: their data gives way in every table and in every raw byte; what the books need
/// stays. `progress` tells how far making the rows anew has come.
///
/// # Errors
/// When another process has the ledger, it cannot be read or written, or something in it is damaged:
/// then nothing is erased. With [`StoreError::StillRead`] it is erased, and unused parts of the files
/// are to be emptied yet.
pub fn erase_customer(
    folder: &Path,
    person: &Person,
    progress: &mut dyn FnMut(Progress),
) -> Result<Erased, StoreError> {
    private_folder(folder)?;
    let _lock = Lock::take(folder, RECEIVER_LOCK)?;
    let (counts, record) = erase::erase(&mut open_whole(&folder.join(FILE))?, person, progress)?;
    Ok(Erased {
        counts,
        record,
        copies: erase::copies(folder),
    })
}
