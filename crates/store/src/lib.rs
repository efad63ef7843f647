//! The ledger: one SQLite file, one writer, many readers.
