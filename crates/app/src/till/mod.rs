//! A till that several people use: a PIN before what should not be done by everybody, a window that is for
//! looking only, and one that is locked.
//!
//! All of it guards the window and not the disk: it is kept in a file that its owner can remove.

mod kept;
mod need;
mod pauses;
mod window;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use countertop_domain::UnixSeconds;
use countertop_receiver::Clock;
use countertop_vault::{PinHash, Randomness};
use secrecy::SecretString;
use tokio::sync::Mutex as OneByOne;

pub use kept::TillError;
pub use need::{HOST_COMMANDS, Need};

use crate::ipc::{IpcError, IpcErrorCode};
use crate::randomness;
use kept::{Kept, KeptIn};

/// How long a right PIN is good for what needs one, in seconds.
const GOOD_FOR: i64 = 5 * 60;

/// The till of a home.
pub(crate) struct Till {
    file: KeptIn,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
    /// One PIN is tried at a time, so that many at once are not a way around the pause.
    trying: OneByOne<()>,
}

struct State {
    kept: Kept,
    /// When the right PIN was given last.
    proven: Option<UnixSeconds>,
}

/// What came of a PIN.
#[derive(Debug, PartialEq, Eq)]
enum Tried {
    Right,
    /// It is another one, and for so many seconds none is tried.
    Wrong(i64),
    /// It was not tried, and will not be for so many seconds.
    TooEarly(i64),
}

impl Till {
    /// The till of this home; without a PIN where nobody has set one.
    pub(crate) fn open(home: &Path, clock: Arc<dyn Clock>) -> Result<Self, TillError> {
        let file = KeptIn::of(home);
        let kept = file.read()?;
        Ok(Self {
            file,
            clock,
            state: Mutex::new(State { kept, proven: None }),
            trying: OneByOne::new(()),
        })
    }

    /// Lets a command pass, or says what it lacks.
    pub(crate) fn admit(&self, need: Need) -> Result<(), IpcError> {
        let state = self.state();
        let kept = &state.kept;
        match need {
            Need::Always => Ok(()),
            _ if kept.is_locked => Err(locked()),
            Need::Looks => Ok(()),
            Need::Writes | Need::Guarded if kept.is_view_only => Err(view_only()),
            Need::Writes => Ok(()),
            Need::Guarded => self.has_proof(&state),
        }
    }

    /// Whether the PIN was given a moment ago, where there is one.
    fn has_proof(&self, state: &State) -> Result<(), IpcError> {
        let now = self.clock.now().0;
        let is_good = |at: UnixSeconds| (0..GOOD_FOR).contains(&(now - at.0));
        if state.kept.pin.is_none() || state.proven.is_some_and(is_good) {
            return Ok(());
        }
        Err(pin_needed())
    }

    /// Tries a PIN. It is counted as wrong before it is tried: whoever ends the program meanwhile gains nothing.
    async fn attempt(&self, pin: SecretString, hash: PinHash) -> Result<Tried, IpcError> {
        let _one = self.trying.lock().await;
        let now = self.clock.now();
        let wrong = self.state().kept.wrong.not_after(now);
        let left = wrong.left(now);
        if left > 0 {
            self.keep(|kept| kept.wrong = wrong)?;
            return Ok(Tried::TooEarly(left));
        }
        let wrong = wrong.again(now);
        self.keep(|kept| kept.wrong = wrong)?;
        if !at_leisure(move || hash.is(&pin)).await? {
            return Ok(Tried::Wrong(wrong.left(now)));
        }
        self.keep(|kept| kept.wrong = pauses::Wrong::default())?;
        self.state().proven = Some(self.clock.now());
        Ok(Tried::Right)
    }

    /// Keeps another PIN from now on.
    async fn keep_pin(&self, pin: SecretString) -> Result<(), IpcError> {
        let hash =
            at_leisure(move || PinHash::of(&pin, &Randomness::new(randomness::fill))).await?;
        let hash = hash.ok_or_else(|| {
            let message =
                "There is too little memory to keep a PIN; close other programs and try again.";
            IpcError::new(IpcErrorCode::Internal, message)
        })?;
        self.keep(|kept| kept.pin = Some(hash.to_string()))?;
        self.state().proven = Some(self.clock.now());
        Ok(())
    }

    /// Changes what is kept, on disk first.
    fn keep(&self, change: impl FnOnce(&mut Kept)) -> Result<(), IpcError> {
        let mut state = self.state();
        let mut kept = state.kept.clone();
        change(&mut kept);
        self.file.write(&kept)?;
        state.kept = kept;
        Ok(())
    }

    fn lock(&self) {
        let mut state = self.state();
        state.kept.is_locked = true;
        state.proven = None;
        // It is locked whatever the disk says; it only opens with the next start then.
        if let Err(error) = self.file.write(&state.kept) {
            tracing::warn!(%error, "That the window is locked could not be kept.");
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does what takes a moment where nobody waits for it.
async fn at_leisure<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, IpcError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "Trying a PIN was broken off.");
        let message = "The PIN could not be tried by a fault of this program; try again.";
        IpcError::new(IpcErrorCode::Internal, message)
    })
}

fn locked() -> IpcError {
    let message = "The window is locked; unlock it with the PIN.";
    IpcError::new(IpcErrorCode::Locked, message)
}

fn view_only() -> IpcError {
    let message = "This window is for looking only; Settings, Till says how to change that.";
    IpcError::new(IpcErrorCode::ViewOnly, message)
}

fn pin_needed() -> IpcError {
    IpcError::new(
        IpcErrorCode::PinNeeded,
        "The till’s PIN is needed for this.",
    )
}

impl From<TillError> for IpcError {
    fn from(error: TillError) -> Self {
        Self::new(IpcErrorCode::Internal, crate::refusals::sentence(&error))
    }
}
