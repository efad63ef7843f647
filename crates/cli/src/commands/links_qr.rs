//! `links qr`: a link's code as a file.

use std::path::Path;

use anyhow::{Result, anyhow};
use countertop_app::links;
use countertop_app::share;
use countertop_print::Code;
use countertop_store::{Ledger, LinkRow};
use countertop_stripe_client::Client;

use crate::args::{Global, LinksQr};
use crate::exit::{note, usage};
use crate::ledger::{adopt_mode, beside, shown_path, wait_for};
use crate::secrets;

/// What a file is, by its ending.
#[derive(Clone, Copy)]
enum Kind {
    Png,
    Svg,
}

/// Saves the code of a link; prints nothing.
///
/// # Errors
/// When the file's name says nothing that we write, there is no such link, or the file cannot be written.
pub fn run(global: &Global, args: &LinksQr) -> Result<()> {
    let kind = kind(&args.out)?;
    let client = secrets::client(global)?;
    let link = beside(global, |ledger| {
        wait_for(known(ledger, client.as_ref(), args))
    })?;
    let code = Code::of(&link.url)?;
    let bytes = match kind {
        Kind::Png => code.png()?,
        Kind::Svg => code.svg().into_bytes(),
    };
    share::put(&args.out, &bytes).map_err(|error| {
        let file = shown_path(&args.out);
        anyhow!("{file} cannot be written: {error}; give another file to --out")
    })?;
    if share::is_of_this_computer(&link.url) {
        note("note: this link is a practice store's: its code works on this computer only");
    }
    Ok(())
}

fn kind(out: &Path) -> Result<Kind> {
    let ending = out.extension().unwrap_or_default().to_string_lossy();
    match ending.to_ascii_lowercase().as_str() {
        "png" => Ok(Kind::Png),
        "svg" => Ok(Kind::Svg),
        _ => Err(usage(
            "--out: the name's ending says what is written: let it end in .png or .svg",
        )),
    }
}

async fn known(ledger: &Ledger, client: Option<&Client>, args: &LinksQr) -> Result<LinkRow> {
    if let Some(client) = client {
        adopt_mode(ledger, client).await?;
    }
    Ok(links::known(ledger, client, &args.id).await?)
}
