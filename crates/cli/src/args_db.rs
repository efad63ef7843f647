//! The command line of `db`: looking after the ledger's file.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use countertop_store::Person;

use crate::values;

/// What to do with the ledger's file.
#[derive(Debug, Subcommand)]
pub enum Db {
    /// Check the file, the digests, the schema, and that the rows equal a rebuild
    Check,
    /// Write a verified copy, also while the ledger is in use
    Backup {
        /// Where to; the file must not exist yet [default: among the ledger's own backups]
        #[arg(long, value_name = "F")]
        out: Option<PathBuf>,
    },
    /// Show the ledger's own backups, and how they are made by themselves while it is received into
    Backups(DbBackups),
    /// Put a backup in the ledger's place; the ledger that was there is kept beside it
    Restore {
        /// The backup
        #[arg(long, value_name = "F")]
        from: PathBuf,
    },
    /// Make every row anew from what was told, as a whole or not at all
    Rebuild,
    /// Set a damaged ledger aside, and go on with all of it that can still be read
    Salvage,
    /// Erase one customer: their data gives way everywhere, amounts, dates and ids stay
    Erase(DbErase),
    /// Write everything to a folder: events byte for byte, objects, rows, and a manifest with digests
    Export {
        /// The folder, which must not exist yet
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Remove the ledger with its backups and everything set aside, for good
    Wipe {
        /// Without this nothing is removed
        #[arg(long)]
        yes: bool,
    },
    /// Say what the ledger holds
    Info,
}

/// How backups are to be made from now on.
#[derive(Debug, Args)]
pub struct DbBackups {
    /// Make one once a day, or none
    #[arg(long, value_name = "ON|OFF")]
    pub daily: Option<Switch>,
    /// How many of the newest are kept, 1 to 1000
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub keep: Option<u16>,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

/// Who is to be erased.
#[derive(Debug, Args)]
pub struct DbErase {
    /// One of Stripe's customers
    #[arg(long, value_name = "ID", value_parser = values::customer, required_unless_present = "email", conflicts_with = "email")]
    pub customer: Option<Person>,
    /// Everyone with this e-mail address
    #[arg(long, value_name = "ADDRESS", value_parser = values::email)]
    pub email: Option<Person>,
    /// Only count what would give way
    #[arg(long)]
    pub dry_run: bool,
}
