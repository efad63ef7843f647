//! What the sales of the past leave for payouts, and which payouts took it.

use rusqlite::{OptionalExtension, params};

use super::{Kind, StateError, Work};

/// A payout that took something of the past: all that was payable after `after`, up to `midnight`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PastPayout {
    pub(crate) after: i64,
    pub(crate) midnight: i64,
}

impl Work<'_> {
    /// Adds to what can be paid out from a midnight on.
    pub(crate) fn keep_payable(
        &mut self,
        currency: &str,
        midnight: i64,
        net: i64,
    ) -> Result<(), StateError> {
        self.sql
            .prepare_cached(
                "INSERT INTO past_payable (currency, midnight, net) VALUES (?1, ?2, ?3)
                 ON CONFLICT (currency, midnight) DO UPDATE SET net = net + excluded.net",
            )?
            .execute(params![currency, midnight, net])?;
        Ok(())
    }

    /// What sales of the past left to be paid out by now.
    pub(crate) fn past_unpaid(&self, currency: &str) -> Result<i64, StateError> {
        Ok(self
            .sql
            .prepare_cached(
                "SELECT ifnull(sum(net), 0) FROM past_payable
                 WHERE currency = ?1 AND midnight <= ?2 AND midnight > ifnull(
                     (SELECT max(midnight) FROM past_payout WHERE currency = ?1), 0)",
            )?
            .query_row(params![currency, self.now().0], |row| row.get(0))?)
    }

    /// Remembers that a payout takes all that sales of the past left by now.
    pub(crate) fn past_paid(&mut self, currency: &str, payout: &str) -> Result<(), StateError> {
        self.sql
            .prepare_cached(
                "INSERT INTO past_payout (currency, midnight, payout)
                 SELECT ?1, ?2, ?3 WHERE EXISTS (
                     SELECT 1 FROM past_payable
                     WHERE currency = ?1 AND midnight <= ?2 AND midnight > ifnull(
                         (SELECT max(midnight) FROM past_payout WHERE currency = ?1), 0))",
            )?
            .execute(params![currency, self.now().0, payout])?;
        self.forget_replayed();
        Ok(())
    }

    /// The payout that took what could be paid out from a midnight on.
    pub(crate) fn past_payout_of(
        &self,
        currency: &str,
        midnight: i64,
    ) -> Result<Option<String>, StateError> {
        Ok(self
            .sql
            .prepare_cached(
                "SELECT payout FROM past_payout WHERE currency = ?1 AND midnight >= ?2
                 ORDER BY midnight LIMIT 1",
            )?
            .query_row(params![currency, midnight], |row| row.get(0))
            .optional()?)
    }

    /// What a payout took of the past; none where it took nothing.
    pub(crate) fn past_of_payout(&self, payout: &str) -> Result<Option<PastPayout>, StateError> {
        let Some(object) = self.find(Kind::Payout, payout)? else {
            return Ok(None);
        };
        let currency = object["currency"].as_str().unwrap_or_default();
        Ok(self
            .sql
            .prepare_cached(
                "SELECT midnight, ifnull((SELECT max(b.midnight) FROM past_payout b
                                          WHERE b.currency = a.currency AND b.midnight < a.midnight), 0)
                 FROM past_payout a WHERE currency = ?1 AND payout = ?2",
            )?
            .query_row([currency, payout], |row| {
                Ok(PastPayout {
                    midnight: row.get(0)?,
                    after: row.get(1)?,
                })
            })
            .optional()?)
    }
}
