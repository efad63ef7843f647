//! `cargo xtask soak`: thousands of payments while everything between Stripe and the ledger fails.

use anyhow::Result;

use crate::process::Step;

/// How long it is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Soak {
    /// How many stores, each with a seed of its own.
    pub seeds: u32,
    /// How many payments are made in each.
    pub payments: u32,
}

impl Default for Soak {
    fn default() -> Self {
        Self {
            seeds: 5,
            payments: 5_000,
        }
    }
}

impl Soak {
    /// Reads `--seeds N` and `--payments N`, or tells what is wrong.
    pub fn parse(words: &[String]) -> Result<Self, String> {
        let mut soak = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let number = match word.as_str() {
                "--seeds" => &mut soak.seeds,
                "--payments" => &mut soak.payments,
                other => {
                    return Err(format!(
                        "`soak` knows --seeds N and --payments N, but not `{other}`; leave it out"
                    ));
                }
            };
            let given = words.next().map_or("", String::as_str);
            *number = given
                .parse()
                .ok()
                .filter(|it| *it > 0)
                .ok_or_else(|| format!("`{word}` needs a number from 1 on, not `{given}`"))?;
        }
        Ok(soak)
    }
}

/// Builds the program as it is shipped and plays; each seed is told with what happened in it.
pub fn soak(soak: Soak) -> Result<()> {
    Step::cargo()
        .args(["test", "--release", "--package", "countertop-cli"])
        .args(["--test", "it", "soak::for_long"])
        .args(["--", "--ignored", "--exact", "--nocapture"])
        .env("COUNTERTOP_SOAK_SEEDS", soak.seeds.to_string())
        .env("COUNTERTOP_SOAK_PAYMENTS", soak.payments.to_string())
        .run()
}
