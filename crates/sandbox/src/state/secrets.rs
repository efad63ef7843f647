//! Secrets: what an endpoint's deliveries are signed with.

use rusqlite::{OptionalExtension, params};
use secrecy::{ExposeSecret, SecretString};

use super::{StateError, Work};

impl Work<'_> {
    /// The secret that an endpoint's deliveries are signed with.
    pub(crate) fn secret_of(&self, endpoint: &str) -> Result<Option<SecretString>, StateError> {
        Ok(self.secrets_of(endpoint)?.into_iter().next())
    }

    /// The secrets that sign an endpoint's deliveries now, the present one first.
    pub(super) fn secrets_of(&self, endpoint: &str) -> Result<Vec<SecretString>, StateError> {
        let known = self
            .sql
            .prepare_cached(
                "SELECT secret, CASE WHEN old_until > ?2 THEN old_secret END
                 FROM endpoint_secret WHERE endpoint = ?1",
            )?
            .query_row(params![endpoint, self.now().0], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?))
            })
            .optional()?;
        let secrets = known.into_iter().flat_map(|(new, old)| [Some(new), old]);
        Ok(secrets.flatten().map(SecretString::from).collect())
    }

    /// Signs an endpoint's deliveries with this secret alone from now on.
    pub(crate) fn set_secret(
        &mut self,
        endpoint: &str,
        secret: &SecretString,
    ) -> Result<(), StateError> {
        self.sql
            .prepare_cached(
                "INSERT INTO endpoint_secret (endpoint, secret) VALUES (?1, ?2)
                 ON CONFLICT (endpoint) DO UPDATE SET secret = excluded.secret,
                 old_secret = NULL, old_until = NULL WHERE secret <> excluded.secret",
            )?
            .execute(params![endpoint, secret.expose_secret()])?;
        Ok(())
    }

    /// Signs an endpoint's deliveries with a new secret, and until a time with the last one too.
    /// Tells whether there is such an endpoint.
    pub(crate) fn roll_secret(
        &mut self,
        endpoint: &str,
        secret: &SecretString,
        until: i64,
    ) -> Result<bool, StateError> {
        let rolled = self
            .sql
            .prepare_cached(
                "UPDATE endpoint_secret SET old_secret = secret, old_until = ?3, secret = ?2
                 WHERE endpoint = ?1",
            )?
            .execute(params![endpoint, secret.expose_secret(), until])?;
        Ok(rolled > 0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::clock::Clock;
    use crate::state::{Cause, State};

    #[tokio::test]
    async fn an_old_secret_signs_until_its_time_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Clock::default());
        let start = clock.now_ms();
        let file = folder.path().join("sandbox.sqlite");
        let state = State::open(&file, Some(1), Arc::clone(&clock)).unwrap();
        let roll = |work: &mut Work<'_>| {
            assert!(!work.roll_secret("we_1", &SecretString::from("whsec_b"), 0)?);
            work.set_secret("we_1", &SecretString::from("whsec_a"))?;
            let until = work.now().0 + 100;
            assert!(work.roll_secret("we_1", &SecretString::from("whsec_b"), until)?);
            // A start that finds the same secret ends no rolling.
            work.set_secret("we_1", &SecretString::from("whsec_b"))
        };
        state.write(Cause::default(), roll).await.unwrap();
        for (ahead, wanted) in [
            (0, "whsec_b whsec_a"),
            (90, "whsec_b whsec_a"),
            (101, "whsec_b"),
        ] {
            clock.hold().await.move_to(start + ahead * 1000);
            let read = |work: &mut Work<'_>| work.secrets_of("we_1");
            let secrets = state.read(read).await.unwrap();
            let found: Vec<_> = secrets.iter().map(|it| it.expose_secret()).collect();
            assert_eq!(found.join(" "), wanted, "{ahead}");
        }
    }
}
