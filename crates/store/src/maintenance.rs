//! What needs the ledger to be free: nobody may receive into it meanwhile.

use std::path::Path;

use countertop_sqlite::{Lock, open, private_folder};

use crate::ledger::{FILE, RECEIVER_LOCK};
use crate::schema::SCHEMA;
use crate::{Progress, StoreError, rebuild};

/// Makes every row of a ledger anew from what was told, as a whole or not at all.
///
/// # Errors
/// When another process has the ledger, or it cannot be read or written.
pub fn rebuild_ledger(folder: &Path, progress: &mut dyn FnMut(Progress)) -> Result<(), StoreError> {
    private_folder(folder)?;
    let _lock = Lock::take(folder, RECEIVER_LOCK)?;
    rebuild::in_place(&mut open(&folder.join(FILE), &SCHEMA)?, progress)
}
