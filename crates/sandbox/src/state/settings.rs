//! What the sandbox remembers about itself: its key, its seed, where it listened.

use countertop_domain::UnixSeconds;
use rusqlite::{Connection, OptionalExtension, params};
use secrecy::SecretString;

use super::{StateError, Work};
use crate::chance::secret_letters;
use crate::clock::Clock;

/// How many draws were made from the seed.
pub(super) const DRAWN: &str = "drawn";
const SEED: &str = "seed";
const API_KEY: &str = "api_key";
const PUBLISHABLE_KEY: &str = "publishable_key";
const PORT: &str = "port";
const BASE_URL: &str = "base_url";
const ENDPOINT: &str = "endpoint";
const CREATED: &str = "created";
const CLOCK: &str = "clock";
const MONEY: &str = "money";

/// Who this practice store is.
pub(crate) struct Identity {
    /// Its secret API key.
    pub(crate) api_key: SecretString,
    /// The key for web pages and apps, which is no secret.
    pub(crate) publishable_key: String,
    /// The account's id.
    pub(crate) account: String,
    /// Whether it was just made.
    pub(crate) new: bool,
}

pub(super) fn get(sql: &Connection, key: &str) -> Result<Option<String>, StateError> {
    Ok(sql
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

pub(super) fn set(sql: &Connection, key: &str, value: &str) -> Result<(), StateError> {
    sql.prepare_cached(
        "INSERT INTO setting (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
    )?
    .execute(params![key, value])?;
    Ok(())
}

/// The seed that the file was made with.
pub(super) fn seed(sql: &Connection) -> Result<Option<[u8; 32]>, StateError> {
    let Some(text) = get(sql, SEED)? else {
        return Ok(None);
    };
    let mut seed = [0; 32];
    for (index, byte) in seed.iter_mut().enumerate() {
        let digits = text.get(index * 2..index * 2 + 2).unwrap_or("0");
        *byte = u8::from_str_radix(digits, 16).unwrap_or(0);
    }
    Ok(Some(seed))
}

pub(super) fn set_seed(sql: &Connection, seed: &[u8; 32]) -> Result<(), StateError> {
    let text: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
    set(sql, SEED, &text)
}

/// What the file remembers of the clock.
pub(super) fn clock(sql: &Connection) -> Result<Option<String>, StateError> {
    get(sql, CLOCK)
}

/// Remembers where the clock stands, unless it is the system's.
pub(super) fn keep_clock(sql: &Connection, clock: &Clock) -> Result<(), StateError> {
    clock.kept().map_or(Ok(()), |kept| set(sql, CLOCK, &kept))
}

impl Work<'_> {
    /// The keys of this practice store, made at its first start.
    pub(crate) fn identity(&mut self) -> Result<Identity, StateError> {
        let known = get(self.sql, API_KEY)?;
        let new = known.is_none();
        if new {
            set(self.sql, CREATED, &self.now().to_string())?;
        }
        Ok(Identity {
            api_key: SecretString::from(self.key(API_KEY, "sk_test_51")?),
            publishable_key: self.key(PUBLISHABLE_KEY, "pk_test_51")?,
            account: self.chance().account_id(),
            new,
        })
    }

    /// A key that is kept, made when there is none yet.
    fn key(&self, name: &str, prefix: &str) -> Result<String, StateError> {
        if let Some(key) = get(self.sql, name)? {
            return Ok(key);
        }
        let key = format!("{prefix}{}", secret_letters(97));
        set(self.sql, name, &key)?;
        Ok(key)
    }

    /// When this practice store was made.
    pub(crate) fn opened(&self) -> Result<i64, StateError> {
        let text = get(self.sql, CREATED)?;
        Ok(text.and_then(|it| it.parse().ok()).unwrap_or(0))
    }

    /// Remembers when this practice store was made, as it tells it.
    pub(crate) fn set_opened(&mut self, time: UnixSeconds) -> Result<(), StateError> {
        set(self.sql, CREATED, &time.to_string())
    }

    /// What the merchant has agreed with Stripe, where it was changed.
    pub(crate) fn money_settings(&self) -> Result<Option<String>, StateError> {
        // A past goes by what every merchant begins with.
        if self.overlay.is_some() {
            return Ok(None);
        }
        get(self.sql, MONEY)
    }

    /// Remembers what the merchant has agreed with Stripe.
    pub(crate) fn keep_money_settings(&mut self, text: &str) -> Result<(), StateError> {
        set(self.sql, MONEY, text)
    }

    /// The port of the last start.
    pub(crate) fn last_port(&self) -> Result<Option<u16>, StateError> {
        Ok(get(self.sql, PORT)?.and_then(|text| text.parse().ok()))
    }

    /// The address of the last start.
    pub(crate) fn last_base_url(&self) -> Result<Option<String>, StateError> {
        get(self.sql, BASE_URL)
    }

    /// Remembers where this start listens.
    pub(crate) fn remember_address(&mut self, port: u16) -> Result<(), StateError> {
        set(self.sql, PORT, &port.to_string())?;
        let base_url = self.base_url().to_owned();
        set(self.sql, BASE_URL, &base_url)
    }

    /// The id of the endpoint that was made at a start, not by a call.
    pub(crate) fn own_endpoint(&self) -> Result<Option<String>, StateError> {
        get(self.sql, ENDPOINT)
    }

    /// Remembers which endpoint was made at a start.
    pub(crate) fn remember_endpoint(&mut self, id: &str) -> Result<(), StateError> {
        set(self.sql, ENDPOINT, id)
    }
}
