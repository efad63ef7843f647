//! What the ledger can be asked.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use countertop_domain::{Act, DisputeRow, Object, ObjectKind, Payment, PayoutRow, UnixSeconds};

use crate::schema::SCHEMA;
use crate::{
    DailyGross, DayFigures, DeliveryRow, ErasureRow, EventFilter, EventRow, Lacking, Ledger,
    LedgerInfo, Page, PaymentFilter, PaymentSums, RawAnswer, RawEvent, Span, StoreError,
    StoredEvent, act, delivery, dispute, erasure, event, event_bytes, fetched, follow, link, look,
    payment, payout, period_total, setting, snapshot, soundness,
};

impl Ledger {
    /// A page of payments.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn payments(&self, filter: &PaymentFilter) -> Result<Page<Payment>, StoreError> {
        self.readers
            .read(|connection| payment::list(connection, filter))
    }

    /// Waits until the search finds, and the totals count, every payment as it is; says whether they
    /// do. They follow a commit by a moment, under load by a longer one.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn wait_for_followers(&self, patience: Duration) -> Result<bool, StoreError> {
        const LOOK_EVERY: Duration = Duration::from_millis(5);
        let until = Instant::now() + patience;
        loop {
            let is_current = self
                .readers
                .read(|connection| Ok::<_, StoreError>(follow::is_current(connection)?))?;
            if is_current || Instant::now() >= until {
                return Ok(is_current);
            }
            std::thread::sleep(LOOK_EVERY);
        }
    }

    /// One payment.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn payment(&self, id: &str) -> Result<Option<Payment>, StoreError> {
        self.readers
            .read(|connection| Ok(payment::get(connection, id)?))
    }

    /// Those of the payments that there are, newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn payments_named(&self, ids: &[String]) -> Result<Vec<Payment>, StoreError> {
        self.readers
            .read(|connection| Ok(payment::named(connection, ids)?))
    }

    /// What payments come to by currency, the most frequent first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn sum_payments(&self, ids: &[String]) -> Result<Vec<PaymentSums>, StoreError> {
        self.readers
            .read(|connection| Ok(payment::sums(connection, ids)?))
    }

    /// The events of a payment's objects, newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn payment_events(&self, id: &str) -> Result<Vec<EventRow>, StoreError> {
        self.readers.read(|connection| {
            let subjects = snapshot::subjects(connection, id)?;
            Ok(event::about(connection, &subjects)?)
        })
    }

    /// How many payments have each status.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn count_by_status(&self) -> Result<Vec<(String, i64)>, StoreError> {
        self.readers
            .read(|connection| Ok(payment::count_by_status(connection)?))
    }

    /// How many paid orders wait to be fulfilled.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn count_to_fulfil(&self) -> Result<i64, StoreError> {
        self.readers
            .read(|connection| Ok(payment::count_to_fulfil(connection)?))
    }

    /// The figures of payments that began in a stretch of time, by currency.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn figures(
        &self,
        from: UnixSeconds,
        to: UnixSeconds,
    ) -> Result<Vec<DayFigures>, StoreError> {
        self.readers
            .read(|connection| Ok(payment::figures(connection, from, to)?))
    }

    /// What was taken within a stretch of time from payments that began in it, by currency, in minor units: as
    /// it stood at its end.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn taken(
        &self,
        from: UnixSeconds,
        to: UnixSeconds,
    ) -> Result<BTreeMap<String, i64>, StoreError> {
        self.readers
            .read(|connection| Ok(payment::taken(connection, from, to)?))
    }

    /// What was captured on days that begin at these times, by currency, the one of most payments first. The
    /// last day goes on until `end`.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn gross_by_day(
        &self,
        begin: &[UnixSeconds],
        end: UnixSeconds,
    ) -> Result<Vec<DailyGross>, StoreError> {
        self.readers
            .read(|connection| Ok(period_total::gross_by_day(connection, begin, end)?))
    }

    /// What a payment lacks, in the order to ask the API for it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn lacks(&self, payment: &str) -> Result<Vec<Lacking>, StoreError> {
        self.readers.read(|connection| {
            let lacks = snapshot::lacks(connection, payment)?.into_iter();
            Ok(lacks
                .map(|lack| look::of(connection, lack))
                .collect::<Result<_, _>>()?)
        })
    }

    /// The payments among the newest that lack something at first sight; not those whose session was
    /// asked for in vain so many times.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn incomplete_payments(
        &self,
        among: u32,
        sessions: u32,
    ) -> Result<Vec<String>, StoreError> {
        self.readers
            .read(|connection| Ok(look::incomplete(connection, among, sessions)?))
    }

    /// A page of events.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn events(&self, filter: &EventFilter) -> Result<Page<EventRow>, StoreError> {
        self.readers
            .read(|connection| event::list(connection, filter))
    }

    /// The canonical rendering of an event.
    ///
    /// # Errors
    /// When the ledger cannot be read, or the bytes are damaged.
    pub fn event(&self, id: &str) -> Result<Option<StoredEvent>, StoreError> {
        self.readers.read(|connection| event::get(connection, id))
    }

    /// A page of payouts.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn payouts(&self, span: &Span) -> Result<Page<PayoutRow>, StoreError> {
        self.readers
            .read(|connection| payout::list(connection, span))
    }

    /// The newest known state of an object.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn object(&self, kind: ObjectKind, id: &str) -> Result<Option<Object>, StoreError> {
        self.readers.read(|connection| {
            let known = snapshot::get(connection, kind, id)?;
            Ok(known.map(|it| it.seen.object))
        })
    }

    /// The payment that a charge, a refund or a dispute belongs to, where it is known.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn payment_of(&self, object: &str) -> Result<Option<String>, StoreError> {
        self.readers.read(|connection| {
            let Some(id) = snapshot::payment_of(connection, object)? else {
                return Ok(None);
            };
            let known = payment::among(connection, [&id])?;
            Ok(known.into_iter().next())
        })
    }

    /// A page of disputes.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn disputes(&self, span: &Span) -> Result<Page<DisputeRow>, StoreError> {
        self.readers
            .read(|connection| dispute::list(connection, span))
    }

    /// The disputes that wait for the merchant's answer, the most urgent first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn disputes_to_answer(&self, most: u32) -> Result<Vec<DisputeRow>, StoreError> {
        self.readers
            .read(|connection| Ok(dispute::to_answer(connection, most)?))
    }

    /// The fraud warnings and reviews of which something can still be done, the newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn suspicions(&self, most: u32) -> Result<Vec<Object>, StoreError> {
        self.readers
            .read(|connection| Ok(snapshot::suspicions(connection, most)?))
    }

    /// The same of one payment.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn suspicions_of(&self, payment: &str) -> Result<Vec<Object>, StoreError> {
        self.readers
            .read(|connection| Ok(snapshot::suspicions_of(connection, payment)?))
    }

    /// The payouts that failed since then, the newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn failed_payouts(
        &self,
        since: UnixSeconds,
        most: u32,
    ) -> Result<Vec<PayoutRow>, StoreError> {
        self.readers
            .read(|connection| Ok(payout::failed_since(connection, since, most)?))
    }

    /// The payouts that are on their way to the bank, the one that arrives first first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn payouts_on_their_way(&self, most: u32) -> Result<Vec<PayoutRow>, StoreError> {
        self.readers
            .read(|connection| Ok(payout::on_their_way(connection, most)?))
    }

    /// A page of what came to the door.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn deliveries(&self, span: &Span) -> Result<Page<DeliveryRow>, StoreError> {
        self.readers
            .read(|connection| delivery::list(connection, span, delivery::Which::All))
    }

    /// A page of what was refused at the door.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn refused_deliveries(&self, span: &Span) -> Result<Page<DeliveryRow>, StoreError> {
        self.readers
            .read(|connection| delivery::list(connection, span, delivery::Which::Refused))
    }

    /// Walks over every rendering of every event, in the order of arrival.
    ///
    /// # Errors
    /// When the ledger cannot be read, bytes are damaged, and what the visitor gives back.
    pub fn each_event<E: From<StoreError>>(
        &self,
        visit: impl FnMut(RawEvent) -> Result<(), E>,
    ) -> Result<(), E> {
        self.readers
            .read_at_length(|connection| event_bytes::walk(connection, visit))
    }

    /// Walks over every answer of the API, in the order of arrival.
    ///
    /// # Errors
    /// When the ledger cannot be read, bytes are damaged, and what the visitor gives back.
    pub fn each_answer<E: From<StoreError>>(
        &self,
        visit: impl FnMut(RawAnswer) -> Result<(), E>,
    ) -> Result<(), E> {
        self.readers
            .read_at_length(|connection| fetched::walk(connection, visit))
    }

    /// Walks over the newest known state of every object.
    ///
    /// # Errors
    /// When the ledger cannot be read, and what the visitor gives back.
    pub fn each_object<E: From<StoreError>>(
        &self,
        visit: impl FnMut(Object) -> Result<(), E>,
    ) -> Result<(), E> {
        self.readers
            .read_at_length(|connection| snapshot::walk(connection, visit))
    }

    /// Walks over what the merchant did, each with the id of the payment, in order.
    ///
    /// # Errors
    /// When the ledger cannot be read, and what the visitor gives back.
    pub fn each_act<E: From<StoreError>>(
        &self,
        visit: impl FnMut(&str, Act) -> Result<(), E>,
    ) -> Result<(), E> {
        self.readers
            .read_at_length(|connection| act::walk(connection, visit))
    }

    /// The erasures of customers, oldest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn erasures(&self) -> Result<Vec<ErasureRow>, StoreError> {
        self.readers
            .read(|connection| Ok(erasure::list(connection)?))
    }

    /// What the ledger holds.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn info(&self) -> Result<LedgerInfo, StoreError> {
        self.readers.read(|connection| {
            let (open, closed) = link::count(connection)?;
            Ok(LedgerInfo {
                path: self.path.clone(),
                schema_version: SCHEMA.version(),
                sqlite_version: rusqlite::version(),
                mode: setting::mode(connection)?,
                events: event::count(connection)?.unsigned_abs(),
                left_out: event::left_out(connection)?,
                deliveries: delivery::count(connection)?,
                payments: payment::count(connection)?.unsigned_abs(),
                links: (open.unsigned_abs(), closed.unsigned_abs()),
                newest_event: event::newest(connection)?,
                newest_payment: payment::newest(connection)?,
                log_lost_at: soundness::log_lost_at(connection)?,
                bytes: self.path.metadata().map_or(0, |file| file.len()),
            })
        })
    }
}
