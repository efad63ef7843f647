//! Packing slips and receipts: what of the ledger goes onto them.

use countertop_domain::{self as domain, Money, Payment};
use countertop_print::{Fonts, Language, Papers, Slip, SlipItem, SlipKind, Trial};
use countertop_store::{Ledger, StoreError};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::told;
use crate::App;
use crate::ipc::{IpcError, PaperKind, PlacePurpose, SavePapers, SavedPoster};
use crate::payments::{known, rows};
use crate::share::{put, unwritten, with_ending};

/// More papers than are printed at once.
const MOST: usize = 200;

impl App {
    /// Saves packing slips or receipts of payments where the merchant chose.
    ///
    /// # Errors
    /// When there is no such payment, language or time zone, the place was not chosen for this, or the file cannot
    /// be written.
    pub async fn save_papers(&self, save: SavePapers) -> Result<SavedPoster, IpcError> {
        if save.payments.is_empty() || save.payments.len() > MOST {
            let message = format!("Choose between one and {MOST} payments.");
            return Err(IpcError::of_field("payments", message));
        }
        let language = Language::of_papers().find(|it| Some(*it) == Language::of(&save.language));
        let language = language.unwrap_or(Language::English);
        let zone = TimeZone::get(&save.time_zone).map_err(|_| {
            let message = "This time zone is not known: choose one of the IANA database.";
            IpcError::of_field("timeZone", message)
        })?;
        let path = (self.settings.places).take(PlacePurpose::Papers, &save.place)?;
        let path = with_ending(path, "pdf")?;
        self.read(move |ledger| {
            let slips = save.payments.iter().map(|id| {
                let payment = known(ledger, id)?;
                Ok(slip(ledger, payment, &zone)?)
            });
            let papers = Papers {
                kind: save.kind.into(),
                shop: save.shop.trim().to_owned(),
                trial: is_trial(ledger)?.then_some(Trial::Test),
                language,
                paper: save.paper.into(),
                slips: slips.collect::<Result<_, IpcError>>()?,
            };
            let printed = papers.print(Fonts::OfThisComputer)?;
            put(&path, &printed.pdf).map_err(|error| unwritten(&path, &error))?;
            Ok(SavedPoster {
                path: path.display().to_string(),
                missing: printed.missing.into_iter().collect(),
            })
        })
        .await
    }
}

fn is_trial(ledger: &Ledger) -> Result<bool, IpcError> {
    Ok(ledger.mode()? != Some(domain::Mode::Live))
}

fn slip(ledger: &Ledger, payment: Payment, zone: &TimeZone) -> Result<Slip, StoreError> {
    let order = told(ledger, &payment)?.unwrap_or_default();
    let title = rows(ledger, vec![payment.clone()])?
        .pop()
        .and_then(|it| it.title);
    let day = payment.paid_at.unwrap_or(payment.created);
    let date = zone
        .to_datetime(Timestamp::from_second(day.0).unwrap_or_default())
        .date();
    let money = |minor: i64| Money::new(minor, payment.currency?).ok();
    let to = order.ship_to.as_ref().or(order.billing.as_ref());
    Ok(Slip {
        date: (
            date.year(),
            date.month().unsigned_abs(),
            date.day().unsigned_abs(),
        ),
        to: to.map_or_else(
            || payment.customer_name.clone().into_iter().collect(),
            |it| address(it, payment.customer_name.as_deref()),
        ),
        phone: order.phone,
        items: items(order.lines, title, money(payment.amount)),
        answers: (order.answers.into_iter())
            .filter_map(|it| Some((it.label, it.value?)))
            .collect(),
        total: money(payment.amount_captured),
        refunded: money(payment.amount_refunded).filter(|it| it.minor() > 0),
        method: payment.method.as_ref().map(method),
        number: payment.id,
    })
}

/// What was bought; as long as Stripe was not asked, what the link is called.
fn items(
    lines: Option<Vec<domain::OrderLine>>,
    title: Option<String>,
    amount: Option<Money>,
) -> Vec<SlipItem> {
    match lines {
        Some(lines) => (lines.into_iter())
            .map(|line| SlipItem {
                name: line.name.unwrap_or_default(),
                quantity: line.quantity,
                amount: line
                    .amount
                    .zip(line.currency)
                    .and_then(|(minor, currency)| Money::new(minor, currency).ok()),
            })
            .collect(),
        None => (title.into_iter())
            .map(|name| SlipItem {
                name,
                quantity: 1,
                amount,
            })
            .collect(),
    }
}

/// Line by line, the postal code before the town.
fn address(place: &domain::Place, customer: Option<&str>) -> Vec<String> {
    let town = [&place.postal_code, &place.city, &place.state];
    let town: Vec<&str> = town.into_iter().filter_map(|it| it.as_deref()).collect();
    let name = place.name.as_deref().or(customer);
    let mut lines: Vec<String> = name.map(str::to_owned).into_iter().collect();
    lines.extend(place.lines.iter().cloned());
    lines.push(town.join(" "));
    lines.extend(place.country.clone());
    lines.retain(|it| !it.is_empty());
    lines
}

fn method(method: &domain::Method) -> String {
    let name = method.brand.as_deref().unwrap_or(&method.kind);
    let mut name = name.replace('_', " ");
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    match &method.last4 {
        Some(last4) => format!("{name} •••• {last4}"),
        None => name,
    }
}

impl From<PaperKind> for SlipKind {
    fn from(kind: PaperKind) -> Self {
        match kind {
            PaperKind::PackingSlip => Self::PackingSlip,
            PaperKind::Receipt => Self::Receipt,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_line_by_line() {
        let place = domain::Place {
            name: None,
            lines: vec!["Hauptstr. 1".to_owned()],
            postal_code: Some("10115".to_owned()),
            city: Some("Berlin".to_owned()),
            state: None,
            country: Some("DE".to_owned()),
        };
        let lines = address(&place, Some("Ana Ruiz"));
        assert_eq!(lines, ["Ana Ruiz", "Hauptstr. 1", "10115 Berlin", "DE"]);
    }

    #[test]
    fn a_method_is_named_by_its_brand_and_digits() {
        let card = domain::Method {
            kind: "card".to_owned(),
            brand: Some("visa".to_owned()),
            last4: Some("4242".to_owned()),
        };
        assert_eq!(method(&card), "Visa •••• 4242");
        let debit = domain::Method {
            kind: "sepa_debit".to_owned(),
            brand: None,
            last4: None,
        };
        assert_eq!(method(&debit), "Sepa debit");
    }
}
