//! Opening, pragmas, locks and migrations: what every SQLite file of ours needs.
