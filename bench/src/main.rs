//! Benchmarks as ratios within one run: figures of one machine say little, their ratios much.
//!
//! `countertop-bench [signature|ingest]…`; without a word, all of them.

mod ingest;
mod load;
mod sales;
mod signature;
mod table;

use anyhow::{Result, bail};

const ALL: &[&str] = &["signature", "ingest"];

#[tokio::main]
async fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let chosen: Vec<&str> = match words.is_empty() {
        true => ALL.to_vec(),
        false => words.iter().map(String::as_str).collect(),
    };
    for name in chosen {
        match name {
            "signature" => signature::run()?,
            "ingest" => ingest::run().await?,
            other => bail!(
                "there is no benchmark '{other}': choose from {}",
                ALL.join(", ")
            ),
        }
    }
    Ok(())
}
