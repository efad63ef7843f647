//! The rows of a new store's past: what was sold, to whom, and what happened when.

use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use super::settings::{get, set};
use super::{Ground, Kind, StateError, Work};

const STAGE: &str = "past";
const END: &str = "past_end";
const PAYMENTS: &str = "past_payments";

/// How far the making of the past has come, as the file remembers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// What the shop sells is there; the rows of the past are not, or only some.
    Ground,
    /// The rows are there.
    Planned,
    /// All is there.
    Made,
}

/// A sale: who bought what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SaleRow {
    pub(crate) sale: u32,
    /// The moment that began it.
    pub(crate) opened: i64,
    /// Which of the shop's links.
    pub(crate) link: u32,
    pub(crate) buyer: u32,
    pub(crate) quantity: i64,
    /// What the buyer chose to pay, in minor units.
    pub(crate) amount: Option<i64>,
}

/// Something that happened in a sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MomentRow {
    pub(crate) seq: i64,
    pub(crate) created: i64,
    pub(crate) sale: u32,
    pub(crate) shape: u32,
    /// What else is to be known, such as the card or an amount.
    pub(crate) detail: Option<i64>,
}

/// What moments of a shape have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShapeRow {
    pub(crate) shape: u32,
    /// What happens, as a number.
    pub(crate) what: u8,
    /// A moment of this shape.
    pub(crate) sample: i64,
    /// How many there are.
    pub(crate) moments: i64,
}

/// Which moments are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) first: i64,
    pub(crate) last: i64,
}

/// In which direction they are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Forwards,
    Backwards,
}

impl Direction {
    fn sql(self) -> &'static str {
        match self {
            Self::Forwards => "ASC",
            Self::Backwards => "DESC",
        }
    }
}

const MOMENT: &str = "SELECT m.seq, m.created, m.sale, m.shape, m.detail FROM past_moment m";

fn moment(row: &Row<'_>) -> rusqlite::Result<MomentRow> {
    Ok(MomentRow {
        seq: row.get(0)?,
        created: row.get(1)?,
        sale: row.get(2)?,
        shape: row.get(3)?,
        detail: row.get(4)?,
    })
}

impl Work<'_> {
    /// How far the past has come; none where there is none.
    pub(crate) fn past_stage(&self) -> Result<Option<Stage>, StateError> {
        Ok(match get(self.sql, STAGE)?.as_deref() {
            Some("made") => Some(Stage::Made),
            Some("planned") => Some(Stage::Planned),
            Some(_) => Some(Stage::Ground),
            None => None,
        })
    }

    /// Remembers how far the past has come.
    pub(crate) fn set_past_stage(&mut self, stage: Stage) -> Result<(), StateError> {
        let text = match stage {
            Stage::Ground => "ground",
            Stage::Planned => "planned",
            Stage::Made => "made",
        };
        set(self.sql, STAGE, text)
    }

    /// Where the past ends, in Unix seconds, and how many payments it has.
    pub(crate) fn past_extent(&self) -> Result<(i64, u32), StateError> {
        let end = get(self.sql, END)?.and_then(|text| text.parse().ok());
        let payments = get(self.sql, PAYMENTS)?.and_then(|text| text.parse().ok());
        Ok((end.unwrap_or(0), payments.unwrap_or(0)))
    }

    /// Remembers where the past ends and how many payments it has.
    pub(crate) fn set_past_extent(&mut self, end: i64, payments: u32) -> Result<(), StateError> {
        set(self.sql, END, &end.to_string())?;
        set(self.sql, PAYMENTS, &payments.to_string())
    }

    /// Keeps all that was made so far as what the past begins with.
    pub(crate) fn keep_ground(&mut self) -> Result<(), StateError> {
        self.sql.execute(
            "INSERT INTO past_ground (seq, kind, body) SELECT seq, kind, body FROM object
             WHERE kind NOT IN (?1, ?2)",
            [Kind::Event.object(), Kind::WebhookEndpoint.object()],
        )?;
        Ok(())
    }

    /// What the past begins with.
    pub(crate) fn ground(&self) -> Result<Ground, StateError> {
        let mut statement = self
            .sql
            .prepare("SELECT kind, body FROM past_ground ORDER BY seq")?;
        let mut rows = statement.query([])?;
        let mut objects = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(kind) = Kind::of_object(row.get_ref(0)?.as_str().unwrap_or_default()) {
                let body = row.get_ref(1)?.as_str().unwrap_or_default();
                objects.push((kind, serde_json::from_str(body)?));
            }
        }
        Ok(Ground::new(objects))
    }

    /// Forgets a past that was not made to its end, with the payouts that were made of it.
    pub(crate) fn clear_past(&mut self) -> Result<(), StateError> {
        self.sql.execute_batch(
            "DELETE FROM past_sale;
             DELETE FROM past_moment;
             DELETE FROM past_shape;
             DELETE FROM past_buyer;
             DELETE FROM past_payable;
             DELETE FROM past_payout;
             DELETE FROM object WHERE kind IN ('payout', 'balance_transaction');
             DELETE FROM object WHERE seq IN (
                 SELECT seq FROM lookup WHERE kind = 'event' AND field = 'type'
                 AND (value = 'balance.available' OR value LIKE 'payout.%'));
             DELETE FROM lookup WHERE kind IN ('payout', 'balance_transaction', '_purse');
             DELETE FROM lookup WHERE kind = 'event' AND field = 'type'
                 AND (value = 'balance.available' OR value LIKE 'payout.%');
             UPDATE object SET body = (SELECT g.body FROM past_ground g WHERE g.seq = object.seq)
                 WHERE kind = '_purse' AND seq IN (SELECT seq FROM past_ground);",
        )?;
        Ok(())
    }

    pub(crate) fn keep_sale(&mut self, sale: &SaleRow) -> Result<(), StateError> {
        self.sql
            .prepare_cached(
                "INSERT INTO past_sale (sale, opened, link, buyer, quantity, amount)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                sale.sale,
                sale.opened,
                sale.link,
                sale.buyer,
                sale.quantity,
                sale.amount
            ])?;
        Ok(())
    }

    pub(crate) fn keep_moment(&mut self, moment: &MomentRow) -> Result<(), StateError> {
        self.sql
            .prepare_cached(
                "INSERT INTO past_moment (seq, created, sale, shape, detail)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                moment.seq,
                moment.created,
                moment.sale,
                moment.shape,
                moment.detail
            ])?;
        Ok(())
    }

    pub(crate) fn keep_shape(&mut self, shape: &ShapeRow) -> Result<(), StateError> {
        self.sql
            .prepare_cached(
                "INSERT INTO past_shape (shape, what, sample, moments) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                shape.shape,
                shape.what,
                shape.sample,
                shape.moments
            ])?;
        Ok(())
    }

    /// Keeps by which e-mail address a buyer is found.
    pub(crate) fn keep_buyer(&mut self, digest: i64, buyer: u32) -> Result<(), StateError> {
        self.sql
            .prepare_cached("INSERT INTO past_buyer (digest, buyer) VALUES (?1, ?2)")?
            .execute(params![digest, buyer])?;
        Ok(())
    }

    pub(crate) fn sale(&self, sale: u32) -> Result<Option<SaleRow>, StateError> {
        Ok(self
            .sql
            .prepare_cached(
                "SELECT sale, opened, link, buyer, quantity, amount FROM past_sale
                 WHERE sale = ?1",
            )?
            .query_row([sale], |row| {
                Ok(SaleRow {
                    sale: row.get(0)?,
                    opened: row.get(1)?,
                    link: row.get(2)?,
                    buyer: row.get(3)?,
                    quantity: row.get(4)?,
                    amount: row.get(5)?,
                })
            })
            .optional()?)
    }

    /// Every shape that moments have.
    pub(crate) fn shapes(&self) -> Result<Vec<ShapeRow>, StateError> {
        let mut statement = self
            .sql
            .prepare("SELECT shape, what, sample, moments FROM past_shape ORDER BY shape")?;
        let rows = statement.query_map([], |row| {
            Ok(ShapeRow {
                shape: row.get(0)?,
                what: row.get(1)?,
                sample: row.get(2)?,
                moments: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A moment by its number.
    pub(crate) fn moment(&self, seq: i64) -> Result<Option<MomentRow>, StateError> {
        Ok(self
            .sql
            .prepare_cached(&format!("{MOMENT} WHERE m.seq = ?1"))?
            .query_row([seq], moment)
            .optional()?)
    }

    /// How many moments there are: they are numbered from 1.
    pub(crate) fn moments(&self) -> Result<i64, StateError> {
        Ok(self
            .sql
            .prepare_cached("SELECT ifnull(max(seq), 0) FROM past_moment")?
            .query_row([], |row| row.get(0))?)
    }

    /// What happened in a sale, in order.
    pub(crate) fn moments_of_sale(&self, sale: u32) -> Result<Vec<MomentRow>, StateError> {
        let text = format!("{MOMENT} WHERE m.sale = ?1 ORDER BY m.seq");
        self.moments_where(&text, vec![i64::from(sale).into()])
    }

    /// Moments of a span, up to so many.
    pub(crate) fn moments_in(
        &self,
        span: Span,
        direction: Direction,
        most: i64,
    ) -> Result<Vec<MomentRow>, StateError> {
        let text = format!(
            "{MOMENT} WHERE m.seq BETWEEN ?1 AND ?2 ORDER BY m.seq {} LIMIT ?3",
            direction.sql()
        );
        self.moments_where(
            &text,
            vec![span.first.into(), span.last.into(), most.into()],
        )
    }

    /// Moments of a span that have a shape, up to so many.
    pub(crate) fn moments_of_shape(
        &self,
        shape: u32,
        span: Span,
        direction: Direction,
        most: i64,
    ) -> Result<Vec<MomentRow>, StateError> {
        let text = format!(
            "{MOMENT} WHERE m.shape = ?4 AND m.seq BETWEEN ?1 AND ?2 ORDER BY m.seq {} LIMIT ?3",
            direction.sql()
        );
        let (first, last) = (span.first.into(), span.last.into());
        self.moments_where(
            &text,
            vec![first, last, most.into(), i64::from(shape).into()],
        )
    }

    /// Moments of a span in which sales of a link began, up to so many.
    pub(crate) fn openings_of_link(
        &self,
        link: u32,
        span: Span,
        direction: Direction,
        most: i64,
    ) -> Result<Vec<MomentRow>, StateError> {
        let text = format!(
            "SELECT m.seq, m.created, m.sale, m.shape, m.detail
             FROM past_sale s JOIN past_moment m ON m.seq = s.opened
             WHERE s.link = ?4 AND s.opened BETWEEN ?1 AND ?2 ORDER BY s.opened {} LIMIT ?3",
            direction.sql()
        );
        let (first, last) = (span.first.into(), span.last.into());
        self.moments_where(
            &text,
            vec![first, last, most.into(), i64::from(link).into()],
        )
    }

    /// The sales to whoever may have an e-mail address.
    pub(crate) fn sales_of_digest(&self, digest: i64) -> Result<Vec<u32>, StateError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT s.sale FROM past_buyer b JOIN past_sale s ON s.buyer = b.buyer
             WHERE b.digest = ?1 ORDER BY s.sale",
        )?;
        let rows = statement.query_map([digest], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn moments_where(&self, text: &str, values: Vec<Sql>) -> Result<Vec<MomentRow>, StateError> {
        let mut statement = self.sql.prepare_cached(text)?;
        let rows = statement.query_map(params_from_iter(values), moment)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
