//! One playing of a story from its first customer to the verdict.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use super::book::Book;
use super::compare::compare;
use super::player::Player;
use super::script::Script;
use super::told::{self, Follower};
use super::{Hitch, Stage};
use crate::ipc::{EndedHow, StoryEnding, Verdict};
use crate::refusals::sentence;

/// How often both sides are looked at meanwhile.
const LOOK_EVERY: Duration = Duration::from_millis(400);
/// How often is looked whether the last events have come.
const LAST_LOOKS: Duration = Duration::from_millis(250);
/// For how long nothing more is told before all counts as told.
const QUIET: Duration = Duration::from_millis(750);

/// Plays a story, waits for the last events, and compares. A second wish to stop cuts the waiting
/// short. Whatever happens, the practice store is left without faults.
pub(super) async fn play(
    stage: Arc<Stage>,
    book: Book,
    script: Script,
    mut stop: watch::Receiver<()>,
) {
    let before = match told::newest(&stage.client).await {
        Ok(before) => before,
        Err(error) => return book.end(broke_off(&error.into())),
    };
    let mut follower = Follower::new(&stage, before.clone());
    let played = tokio::select! {
        played = perform(&stage, &book, script) => played.map(|()| EndedHow::Played),
        _ = stop.changed() => Ok(EndedHow::Stopped),
        never = follow(&mut follower, &book) => match never {},
    };
    book.compare();
    let healed = stage.end_faults().await;
    let (how, reason) = match played.and_then(|how| healed.map(|()| how)) {
        Ok(how) => (how, None),
        Err(hitch) => {
            tracing::warn!(%hitch, "A story broke off.");
            (EndedHow::BrokeOff, Some(sentence(&hitch)))
        }
    };
    let until = Instant::now() + stage.patience;
    tokio::select! {
        () = last_events(&mut follower, &book, until) => {}
        _ = stop.changed() => {}
    }
    let (verdict, reason) = match verdict(&stage, before.as_deref()).await {
        Ok(verdict) => (Some(verdict), reason),
        Err(hitch) => (None, reason.or_else(|| Some(sentence(&hitch)))),
    };
    book.end(StoryEnding {
        how,
        reason,
        verdict,
    });
}

fn broke_off(hitch: &Hitch) -> StoryEnding {
    StoryEnding {
        how: EndedHow::BrokeOff,
        reason: Some(sentence(hitch)),
        verdict: None,
    }
}

async fn perform(stage: &Arc<Stage>, book: &Book, script: Script) -> Result<(), Hitch> {
    let mut player = Player::new(Arc::clone(stage), book.clone(), script.counter).await?;
    player.play(script.cues).await
}

/// Counts on both sides while the story goes on. One look that fails is made up for by the next.
async fn follow(follower: &mut Follower<'_>, book: &Book) -> std::convert::Infallible {
    loop {
        look(follower, book).await;
        sleep(LOOK_EVERY).await;
    }
}

/// Counts on until nothing more is told and all of it is recorded, or it takes too long.
async fn last_events(follower: &mut Follower<'_>, book: &Book, until: Instant) {
    let (mut told, mut quiet_since) = (None, Instant::now());
    while Instant::now() < until {
        let Some(figures) = look(follower, book).await else {
            sleep(LAST_LOOKS).await;
            continue;
        };
        if told.replace(figures.told) != Some(figures.told) {
            quiet_since = Instant::now();
        }
        if figures.recorded == figures.told && quiet_since.elapsed() >= QUIET {
            return;
        }
        sleep(LAST_LOOKS).await;
    }
}

async fn look(follower: &mut Follower<'_>, book: &Book) -> Option<crate::ipc::RecordedFigures> {
    match follower.look().await {
        Ok(figures) => {
            book.count(figures);
            Some(figures)
        }
        Err(hitch) => {
            tracing::debug!(%hitch, "A look at both sides failed.");
            None
        }
    }
}

/// Compares; once more where something changed between the two sides' answers.
async fn verdict(stage: &Stage, before: Option<&str>) -> Result<Verdict, Hitch> {
    let first = compare(stage, before).await?;
    if first.complete || !first.missing.is_empty() {
        return Ok(first);
    }
    sleep(LAST_LOOKS).await;
    compare(stage, before).await
}
