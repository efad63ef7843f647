//! `links qr`: a link's code as a file, or its poster.

use std::path::Path;

use anyhow::{Result, anyhow};
use countertop_app::links;
use countertop_app::share;
use countertop_print::{Code, Fonts, Poster};
use countertop_store::{Ledger, LinkRow};
use countertop_stripe_client::Client;

use crate::args::{Global, LinksQr, PosterLook};
use crate::exit::{note, usage};
use crate::ledger::{adopt_mode, beside, shown_path, wait_for};
use crate::secrets;

/// What a file is, by its ending.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Png,
    Svg,
    Poster,
}

/// Saves the code of a link, or its poster; prints nothing.
///
/// # Errors
/// When the file's name says nothing that we write, there is no such link, or the file cannot be written.
pub fn run(global: &Global, args: &LinksQr) -> Result<()> {
    let kind = kind(&args.out)?;
    only_for_posters(kind, &args.poster)?;
    let client = secrets::client(global)?;
    let link = beside(global, |ledger| {
        wait_for(known(ledger, client.as_ref(), args))
    })?;
    let bytes = match kind {
        Kind::Png => Code::of(&link.url)?.png()?,
        Kind::Svg => Code::of(&link.url)?.svg().into_bytes(),
        Kind::Poster => poster(&link, &args.poster)?,
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
        "pdf" => Ok(Kind::Poster),
        _ => Err(usage(
            "--out: the name's ending says what is written: let it end in .png, .svg or .pdf",
        )),
    }
}

/// Who says how a poster looks means a poster.
fn only_for_posters(kind: Kind, look: &PosterLook) -> Result<()> {
    let given = [
        ("--paper", look.paper.is_some()),
        ("--language", look.language.is_some()),
        ("--shop", look.shop.is_some()),
    ];
    match given.into_iter().find(|(_, is_given)| *is_given) {
        Some((flag, _)) if kind != Kind::Poster => Err(usage(format!(
            "{flag}: only a poster has it: let the file of --out end in .pdf"
        ))),
        _ => Ok(()),
    }
}

fn poster(link: &LinkRow, look: &PosterLook) -> Result<Vec<u8>> {
    let plain = share::poster(link);
    let poster = Poster {
        shop: look.shop.clone(),
        language: look.language.unwrap_or(plain.language),
        paper: look.paper.map_or(plain.paper, Into::into),
        ..plain
    };
    let printed = poster.print(Fonts::OfThisComputer)?;
    if !printed.missing.is_empty() {
        let missing: String = printed.missing.into_iter().collect();
        note(&format!(
            "note: no font of this computer has {missing}: boxes stand in their place; install a font that has them"
        ));
    }
    Ok(printed.pdf)
}

async fn known(ledger: &Ledger, client: Option<&Client>, args: &LinksQr) -> Result<LinkRow> {
    if let Some(client) = client {
        adopt_mode(ledger, client).await?;
    }
    Ok(links::known(ledger, client, &args.id).await?)
}
