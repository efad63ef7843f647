//! Damage that the disk or another program did to the file.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::load::send_all;
use crate::number::{Chance, counted};
use crate::serve::{Serve, Start};
use crate::trial::{Trial, text, tool};
use crate::{commands, events, proof};

/// How many events the ledger holds.
const EVENTS: usize = 20;
/// The length of SQLite's pages.
const PAGE: usize = 4096;
/// How many bytes of an event's text are looked for in the file.
const NEEDLE: usize = 24;
/// Every so many flipped bits the event itself is asked for.
const ASKED_FOR: usize = 10;

/// A sound ledger's file, without a free page, and a folder for damaged copies of it.
struct Sound {
    bytes: Vec<u8>,
    folder: PathBuf,
}

impl Sound {
    fn make(trial: &Trial) -> Result<Self> {
        let serve = Serve::start(trial)?;
        send_all(serve.address, &(0..EVENTS).collect::<Vec<_>>())?;
        serve.stop()?;
        let copy = proof::back_up(trial, &trial.ledger())?;
        let free = tool("sqlite3", [text(&copy)?, "PRAGMA freelist_count;"])?;
        ensure!(free.trim() == "0", "{} pages are free", free.trim());
        let folder = trial.folder.join("damaged");
        std::fs::create_dir(&folder)?;
        let sound = Self {
            bytes: std::fs::read(copy)?,
            folder,
        };
        sound.write(&sound.bytes)?;
        commands::on(trial, &sound.folder, ["db", "check"])?.printed("db check of the copy")?;
        Ok(sound)
    }

    fn write(&self, bytes: &[u8]) -> Result<()> {
        for entry in std::fs::read_dir(&self.folder)? {
            std::fs::remove_file(entry?.path())?;
        }
        Ok(std::fs::write(self.folder.join("ledger.sqlite"), bytes)?)
    }

    /// What `db check` says of a damaged copy; it must find something.
    fn found(&self, trial: &Trial, what: &str, bytes: &[u8]) -> Result<String> {
        self.write(bytes)?;
        let ran = commands::on(trial, &self.folder, ["db", "check"])?;
        ensure!(
            ran.code == Some(1) && !ran.stderr.contains("panicked"),
            "db check of {what} ended with {:?}: {}",
            ran.code,
            ran.stderr
        );
        Ok(ran.stderr)
    }
}

/// Where in the ledger a flipped bit lies.
enum Place {
    /// In the bytes of an event.
    Event,
    /// In a row that was made from events.
    Row,
    /// In no row: what was there once, before a page was split.
    Free,
}

/// Single bits of what was told are flipped.
pub fn flipped_bits(trial: &Trial) -> Result<String> {
    let sound = Sound::make(trial)?;
    let flips = trial.paced(100, 2000);
    let mut chance = Chance(15);
    let (mut in_events, mut in_rows, mut free) = (0, 0, 0);
    while in_events < flips {
        let flip = Flip::choose(&sound.bytes, &mut chance)?;
        match flip.place(&sound)? {
            Place::Event => {
                let id = events::id(flip.event);
                let said = sound.found(trial, &flip.what(), &flip.bytes)?;
                ensure!(said.contains(&id), "it does not name {id}: {said}");
                if in_events % ASKED_FOR == 0 {
                    let got = commands::on(trial, &sound.folder, ["events", "get", &id])?;
                    let said = got.refusal("events get of a damaged event")?;
                    ensure!(said.contains("damaged"), "{said}");
                }
                in_events += 1;
            }
            // There are many more of these.
            Place::Row if 4 * in_rows > in_events => {}
            Place::Row => {
                sound.found(trial, &flip.what(), &flip.bytes)?;
                in_rows += 1;
            }
            Place::Free => free += 1,
        }
    }
    Ok(format!(
        "{} in the bytes of events, each found by db check and laid to its event, which is refused; \
         {in_rows} in rows made from them, each found; {free} in no row",
        counted(in_events, "flipped bit")
    ))
}

/// A file with a flipped bit.
struct Flip {
    event: usize,
    at: usize,
    bytes: Vec<u8>,
    /// The bytes around it, as they are now.
    around: Vec<u8>,
}

impl Flip {
    /// Flips a bit in the text of an event, at one of the places where that lies. What no compression
    /// makes shorter lies in the file as it was sent, apart from where a page ends.
    fn choose(file: &[u8], chance: &mut Chance) -> Result<Self> {
        const TRIES: usize = 100;
        for _ in 0..TRIES {
            let event = chance.below(EVENTS);
            let text = events::filling(event);
            let from = chance.below(text.len() - NEEDLE);
            let needle = &text.as_bytes()[from..from + NEEDLE];
            let places = file.windows(NEEDLE).enumerate();
            let places = places.filter(|(_, window)| *window == needle);
            let places: Vec<usize> = places.map(|(at, _)| at).collect();
            if places.is_empty() {
                continue;
            }
            let start = places[chance.below(places.len())];
            let at = start + chance.below(NEEDLE);
            let mut bytes = file.to_vec();
            bytes[at] ^= 1 << chance.below(8);
            let around = bytes[start..start + NEEDLE].to_vec();
            return Ok(Self {
                event,
                at,
                bytes,
                around,
            });
        }
        None.context("no event lies in the file")
    }

    fn what(&self) -> String {
        format!("a flipped bit at byte {}", self.at)
    }

    /// Who holds these bytes, as a SQLite that is not ours reads the file.
    fn place(&self, sound: &Sound) -> Result<Place> {
        sound.write(&self.bytes)?;
        let hex: String = self.around.iter().map(|it| format!("{it:02x}")).collect();
        let sql = format!(
            "SELECT (SELECT count(*) FROM event WHERE instr(body, x'{hex}')), \
             (SELECT count(*) FROM snapshot WHERE instr(CAST(object AS BLOB), x'{hex}')) + \
             (SELECT count(*) FROM payment WHERE instr(CAST(metadata AS BLOB), x'{hex}'));"
        );
        let file = sound.folder.join("ledger.sqlite");
        let said = tool("sqlite3", [text(&file)?, &sql])?;
        Ok(match said.trim() {
            "0|0" => Place::Free,
            "1|0" => Place::Event,
            "0|1" => Place::Row,
            other => anyhow::bail!("{} is held by {other}", self.what()),
        })
    }
}

/// Pages, lengths and the header are wrong.
pub fn broken_file(trial: &Trial) -> Result<String> {
    let sound = Sound::make(trial)?;
    let whole = &sound.bytes;
    let pages = whole.len() / PAGE;
    let try_it = |what: &str, bytes: &[u8]| {
        sound.found(trial, what, bytes)?;
        does_not_panic(trial, what, &sound.folder)
    };
    for page in 0..pages {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0);
        try_it(&format!("page {} of {pages} zeroed", page + 1), &bytes)?;
    }
    // Of nothing and of one byte, SQLite says that it is a new file.
    let (middle, end) = (PAGE * (pages / 2), PAGE * (pages - 1));
    let lengths = [2, 100, PAGE / 2, PAGE, PAGE * 3 + 17, middle, end];
    for length in lengths {
        try_it(
            &format!("{length} bytes of {}", whole.len()),
            &whole[..length],
        )?;
    }
    let headers = [(0, 16), (16, 24), (0, 100)];
    for (from, to) in headers {
        let mut bytes = whole.clone();
        let mut chance = Chance(16);
        bytes[from..to].fill_with(|| chance.next().to_le_bytes()[0]);
        try_it(&format!("garbage in bytes {from} to {to}"), &bytes)?;
    }
    Ok(format!(
        "{} zeroed in turn, {} cut short, {} of garbage: each found by db check, none makes the \
         receiver panic",
        counted(pages, "page"),
        counted(lengths.len(), "file"),
        counted(headers.len(), "header")
    ))
}

/// A receiver on a damaged file says why it does not start, or starts.
fn does_not_panic(trial: &Trial, what: &str, ledger: &Path) -> Result<()> {
    match Start::of(trial).ledger(ledger).start() {
        Ok(serve) => {
            let log = serve.log.clone();
            // It may say that the last checkpoint failed; it must not fall over.
            serve.stop()?;
            ensure!(!log.text().contains("panicked"), "{what}: {}", log.text());
        }
        Err(error) => {
            let said = format!("{error:#}");
            ensure!(
                said.contains("error: ") && !said.contains("panicked"),
                "{what}: {said}"
            );
        }
    }
    Ok(())
}
