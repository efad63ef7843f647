//! Benchmarks as ratios within one run: figures of one machine say little, their ratios much.
//!
//! `countertop-bench [signature|ingest|burst|million|past|catch-up|links|large]…`; without a word, the first three. To look at
//! a server with other tools: `countertop-bench serve countertop FOLDER`, and in another terminal
//! `countertop-bench load ADDRESS EVENTS`.

mod burst;
mod catch_up;
mod child;
mod ingest;
mod large;
mod large_sales;
mod links;
mod load;
mod log;
mod million;
mod past;
mod peer;
mod sales;
mod servers;
mod signature;
mod table;

use std::path::Path;

use anyhow::{Result, bail};

const USUAL: &[&str] = &["signature", "ingest", "burst"];

#[tokio::main]
async fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    // A server that one of the benchmarks started.
    if let [serve, name, folder] = words.as_slice()
        && serve == "serve"
    {
        return servers::serve(name, Path::new(folder)).await;
    }
    // A load on a server that is looked at with other tools.
    if let [load, address, events] = words.as_slice()
        && load == "load"
    {
        return ingest::load_on(address.parse()?, events.parse()?).await;
    }
    // A large ledger that is kept, to be asked again or to be opened in the window.
    if let [large, folder] = words.as_slice()
        && large == "large"
        && Path::new(folder).is_absolute()
    {
        return large::run(Some(Path::new(folder))).await;
    }
    let chosen: Vec<&str> = match words.is_empty() {
        true => USUAL.to_vec(),
        false => words.iter().map(String::as_str).collect(),
    };
    for name in chosen {
        match name {
            "signature" => signature::run()?,
            "ingest" => ingest::run().await?,
            "burst" => burst::run().await?,
            "million" => million::run().await?,
            "links" => links::run().await?,
            "large" | "--large" => large::run(None).await?,
            "past" => past::run().await?,
            "catch-up" => catch_up::run().await?,
            other => bail!(
                "there is no benchmark '{other}': choose from {}, million, past, catch-up, links, large",
                USUAL.join(", ")
            ),
        }
    }
    Ok(())
}
