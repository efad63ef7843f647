//! The till as the window shows and changes it.

use countertop_vault::is_pin;
use secrecy::{ExposeSecret, SecretString};

use super::{Till, Tried};
use crate::App;
use crate::ipc::{
    ChooseTill, GivePin, IpcError, IpcErrorCode, SetPin, TillState, need_of, unknown_command,
};

/// After how many minutes a window can lock itself.
const MINUTES: [u32; 4] = [1, 5, 15, 60];

impl App {
    /// Lets a command pass, or says what it lacks: every host asks this before it answers one.
    ///
    /// # Errors
    /// When there is no such command, the window is locked or for looking only, or the PIN comes before it.
    pub fn admit(&self, command: &str) -> Result<(), IpcError> {
        let need = need_of(command).ok_or_else(|| unknown_command(command))?;
        self.till.admit(need)
    }

    /// How the till is.
    ///
    /// # Errors
    /// None; it answers whatever the till is like.
    pub async fn show_till(&self) -> Result<TillState, IpcError> {
        Ok(self.till.shown())
    }

    /// Sets a PIN, or another one, for which the present one is needed.
    ///
    /// # Errors
    /// When the present one is wrong, or the new one is none or was not typed the same way twice.
    pub async fn set_till_pin(&self, set: SetPin) -> Result<TillState, IpcError> {
        if !is_pin(&set.pin) {
            return Err(no_digits());
        }
        if set.pin.expose_secret() != set.repeated.expose_secret() {
            let message = "The two PINs differ: type the same one twice.";
            return Err(IpcError::of_field("repeated", message));
        }
        if self.till.has_pin() {
            let of_present = |error: IpcError| error.with("field", "present");
            let present = set.present.ok_or_else(no_digits).map_err(of_present)?;
            self.till.prove(present).await.map_err(of_present)?;
        }
        self.till.keep_pin(set.pin).await?;
        Ok(self.told())
    }

    /// Removes the PIN, and with it the lock.
    ///
    /// # Errors
    /// When there is none, or it is another one.
    pub async fn remove_till_pin(&self, given: GivePin) -> Result<TillState, IpcError> {
        self.till.prove(given.pin).await?;
        self.till.keep(|kept| {
            kept.pin = None;
            kept.lock_after_minutes = None;
            kept.is_locked = false;
        })?;
        Ok(self.told())
    }

    /// Chooses whether the window is for looking only, and when it locks itself. To loosen either the PIN is
    /// needed, where there is one.
    ///
    /// # Errors
    /// When the PIN is needed, or there is none to unlock with.
    pub async fn choose_till(&self, choice: ChooseTill) -> Result<TillState, IpcError> {
        self.till.choose(choice)?;
        Ok(self.told())
    }

    /// Takes the PIN: a window that is locked opens, and for a few minutes the PIN is not asked for.
    ///
    /// # Errors
    /// When there is none, it is another one, or too many were wrong.
    pub async fn unlock_till(&self, given: GivePin) -> Result<TillState, IpcError> {
        self.till.prove(given.pin).await?;
        self.till.keep(|kept| kept.is_locked = false)?;
        Ok(self.told())
    }

    /// Locks the window.
    ///
    /// # Errors
    /// When there is no PIN to unlock it with.
    pub async fn lock_till(&self) -> Result<TillState, IpcError> {
        if !self.till.has_pin() {
            return Err(no_pin());
        }
        self.till.lock();
        Ok(self.told())
    }

    /// How the till is now, which other parts of the window hear of.
    fn told(&self) -> TillState {
        self.announce_state();
        self.till.shown()
    }
}

impl Till {
    fn has_pin(&self) -> bool {
        self.state().kept.pin.is_some()
    }

    fn shown(&self) -> TillState {
        let kept = self.state().kept.clone();
        TillState {
            has_pin: kept.pin.is_some(),
            is_view_only: kept.is_view_only,
            lock_after_minutes: kept.lock_after_minutes,
            is_locked: kept.is_locked,
            file: self.file.path().display().to_string(),
        }
    }

    /// Takes a PIN that is right, and says of another one how long none is tried now.
    async fn prove(&self, pin: SecretString) -> Result<(), IpcError> {
        let hash = self.state().kept.hash().ok_or_else(no_pin)?;
        if !is_pin(&pin) {
            return Err(no_digits());
        }
        let (message, wait) = match self.attempt(pin, hash).await? {
            Tried::Right => return Ok(()),
            Tried::Wrong(0) => ("That is not the PIN.".to_owned(), 0),
            Tried::Wrong(wait) => {
                let next = format!("That is not the PIN. The next one is tried in {wait} seconds.");
                (next, wait)
            }
            Tried::TooEarly(wait) => {
                let next =
                    format!("After so many wrong PINs the next one is tried in {wait} seconds.");
                (next, wait)
            }
        };
        let error = IpcError::new(IpcErrorCode::PinWrong, message).with("field", "pin");
        Err(error.with("waitSeconds", wait.to_string()))
    }

    fn choose(&self, choice: ChooseTill) -> Result<(), IpcError> {
        if choice
            .lock_after_minutes
            .is_some_and(|it| !MINUTES.contains(&it))
        {
            let message = "The window locks itself after 1, 5, 15 or 60 minutes.";
            return Err(IpcError::of_field("lockAfterMinutes", message));
        }
        {
            let state = self.state();
            let kept = &state.kept;
            if kept.pin.is_none() && choice.lock_after_minutes.is_some() {
                return Err(no_pin().with("field", "lockAfterMinutes"));
            }
            let is_opened = kept.is_view_only && !choice.is_view_only;
            let is_later = kept
                .lock_after_minutes
                .is_some_and(|before| choice.lock_after_minutes.is_none_or(|after| after > before));
            if is_opened || is_later {
                self.has_proof(&state)?;
            }
        }
        self.keep(|kept| {
            kept.is_view_only = choice.is_view_only;
            kept.lock_after_minutes = choice.lock_after_minutes;
        })
    }
}

fn no_digits() -> IpcError {
    IpcError::of_field("pin", "A PIN has 4 to 12 digits.")
}

fn no_pin() -> IpcError {
    let message = "There is no PIN; set one first.";
    IpcError::new(IpcErrorCode::InvalidInput, message)
}
