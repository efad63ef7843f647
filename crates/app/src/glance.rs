//! The shop at a glance, for an icon beside the clock: what was taken today, and how much waits.

use countertop_domain::{Currency, Money, UnixSeconds};
use countertop_receiver::{Clock, SystemClock};
use countertop_store::{Ledger, StoreError};
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::tz::TimeZone;

use crate::App;
use crate::ipc::IpcError;

/// How many of each are counted.
const MOST: u32 = 100;

/// The open account at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// What it is called.
    pub account: String,
    /// What was captured from payments that began today, by currency; never summed.
    pub taken: Vec<Money>,
    /// How many payments were paid today.
    pub paid: u64,
    /// How many orders, disputes and suspicions wait for the merchant; none in the practice store, where
    /// nobody waits.
    pub waiting: u64,
}

impl Glance {
    /// What was taken, as a line.
    pub fn today(&self) -> String {
        let taken = self.taken.iter().map(|sum| {
            let currency = sum.currency().to_string().to_uppercase();
            format!("{} {currency}", sum.to_decimal())
        });
        match self.paid {
            0 => "Today: nothing yet".to_owned(),
            1 => format!(
                "Today: {}, 1 payment",
                taken.collect::<Vec<_>>().join(" · ")
            ),
            paid => {
                let taken = taken.collect::<Vec<_>>().join(" · ");
                format!("Today: {taken}, {paid} payments")
            }
        }
    }

    /// How much waits, as a line.
    pub fn waits(&self) -> String {
        match self.waiting {
            0 => "Nothing waits for you".to_owned(),
            1 => "1 thing waits for you".to_owned(),
            waiting => format!("{waiting} things wait for you"),
        }
    }
}

impl App {
    /// The open account at a glance; the day is that of this computer's clock.
    ///
    /// # Errors
    /// When no account is open, or the ledger cannot be read.
    pub async fn glance(&self) -> Result<Glance, IpcError> {
        let account = self.app_state().await?.account;
        let is_practice = self.practice_origin().await.is_some();
        let (from, to) = day_of(SystemClock.now(), &TimeZone::system());
        self.read(move |ledger| {
            let days = ledger.figures(from, to)?;
            let taken = days.iter().filter(|it| it.gross > 0).filter_map(|it| {
                let currency = Currency::parse(&it.currency).ok()?;
                Money::new(it.gross, currency).ok()
            });
            Ok(Glance {
                account: account.name,
                taken: taken.collect(),
                paid: days.iter().map(|it| it.paid.unsigned_abs()).sum(),
                waiting: if is_practice { 0 } else { waiting(ledger)? },
            })
        })
        .await
    }
}

fn waiting(ledger: &Ledger) -> Result<u64, StoreError> {
    let disputes = ledger.disputes_to_answer(MOST)?.len() as u64;
    let suspicions = ledger.suspicions(MOST)?.len() as u64;
    Ok(ledger.count_to_fulfil()?.unsigned_abs() + disputes + suspicions)
}

/// The day that a time lies in, by the clocks of a zone; a time beyond all calendars has an empty one.
fn day_of(now: UnixSeconds, zone: &TimeZone) -> (UnixSeconds, UnixSeconds) {
    let bounds = || {
        let today = zone.to_datetime(Timestamp::from_second(now.0).ok()?).date();
        let begin = |date: jiff::civil::Date| zone.to_timestamp(date.at(0, 0, 0, 0)).ok();
        let tomorrow = today.checked_add(1.day()).ok()?;
        let seconds = |it: Timestamp| UnixSeconds(it.as_second());
        Some((seconds(begin(today)?), seconds(begin(tomorrow)?)))
    };
    bounds().unwrap_or((now, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(amount: i64, currency: &str) -> Money {
        Money::new(amount, Currency::parse(currency).unwrap()).unwrap()
    }

    #[test]
    fn it_is_said_in_two_lines_and_no_two_currencies_are_added_up() {
        let nothing = Glance {
            account: "Shop".to_owned(),
            taken: Vec::new(),
            paid: 0,
            waiting: 0,
        };
        let busy = Glance {
            taken: vec![money(124_050, "eur"), money(500, "jpy")],
            paid: 13,
            waiting: 2,
            ..nothing.clone()
        };
        assert_eq!(nothing.today(), "Today: nothing yet");
        assert_eq!(nothing.waits(), "Nothing waits for you");
        assert_eq!(busy.today(), "Today: 1240.50 EUR · 500 JPY, 13 payments");
        assert_eq!(busy.waits(), "2 things wait for you");
    }

    #[test]
    fn a_day_is_the_one_on_the_wall_also_when_it_has_23_hours() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let at = |text: &str| UnixSeconds(text.parse::<Timestamp>().unwrap().as_second());
        for (now, from, to) in [
            (
                "2026-11-24T00:30:00+01:00",
                "2026-11-23T23:00:00Z",
                "2026-11-24T23:00:00Z",
            ),
            (
                "2026-03-29T12:00:00+02:00",
                "2026-03-28T23:00:00Z",
                "2026-03-29T22:00:00Z",
            ),
        ] {
            assert_eq!(day_of(at(now), &zone), (at(from), at(to)), "{now}");
        }
    }
}
