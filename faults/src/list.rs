//! Every fault, by its number.

use anyhow::Result;

use crate::trial::Trial;
use crate::{
    access, clock, damage, disk, errors, file, kill, lock, order, panic, place, power, reader,
    schema, storm,
};

/// A fault.
pub struct Fault {
    /// Its number; they are never given anew.
    pub number: u32,
    /// What happens.
    pub name: &'static str,
    /// How it is injected.
    pub play: Play,
}

/// How a fault is injected, and what a failure means.
pub enum Play {
    /// It must hold.
    Due(fn(&Trial) -> Result<String>),
    /// It is played by something else: by what.
    Elsewhere(&'static str),
}

const fn due(number: u32, name: &'static str, play: fn(&Trial) -> Result<String>) -> Fault {
    Fault {
        number,
        name,
        play: Play::Due(play),
    }
}

const fn elsewhere(number: u32, name: &'static str, what: &'static str) -> Fault {
    Fault {
        number,
        name,
        play: Play::Elsewhere(what),
    }
}

/// All of them.
pub const FAULTS: &[Fault] = &[
    due(1, "kill -9 under load", kill::under_load),
    due(
        2,
        "killed between commit and answer",
        kill::before_the_answer,
    ),
    due(3, "order of sync and answer", order::sync_before_answer),
    due(4, "a power cut", power::cut),
    due(5, "a sync fails", errors::sync),
    due(6, "a read fails", errors::read),
    due(7, "the disk is full", disk::full),
    due(
        8,
        "the disk is full in a checkpoint",
        disk::full_in_checkpoint,
    ),
    due(9, "files may not grow", disk::length_limit),
    due(10, "no handles", access::no_handles),
    due(11, "the file system is read-only", access::read_only),
    due(12, "permission is lost", access::permission),
    due(13, "the file is replaced while open", file::replaced),
    due(14, "the log is deleted while stopped", file::log_deleted),
    due(15, "flipped bits", damage::flipped_bits),
    due(16, "a broken file", damage::broken_file),
    due(17, "a newer schema", schema::newer),
    due(18, "killed in a first opening", schema::cut_short),
    due(19, "a reader stays under load", reader::under_load),
    due(20, "two instances", lock::two_instances),
    due(21, "a foreign writer locks", lock::foreign_lock),
    due(22, "the clock is off", clock::off),
    due(23, "sleep and wake", clock::asleep),
    due(24, "a network file system", place::network),
    elsewhere(25, "tunnel down for long", "the soak: cargo xtask soak"),
    due(26, "a storm", storm::shuffled),
    due(27, "a panic in the projection", panic::in_the_projection),
    elsewhere(
        28,
        "the API fails in catch-up",
        "the soak: cargo xtask soak",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_rise() {
        assert!(FAULTS.is_sorted_by(|one, next| one.number < next.number));
    }
}
