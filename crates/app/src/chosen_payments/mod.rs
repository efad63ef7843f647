//! Several payments at once: what they come to, orders that were handed over, a table as a file.

mod table;

use std::collections::BTreeSet;

use countertop_domain::ActKind;
use countertop_store::Ledger;

use crate::App;
use crate::deeds::{self, DeedError};
use crate::ipc::{
    ChosenPayments, ChosenSums, CurrencySum, FulfilPayments, IpcError, PaymentRefused,
    PaymentsFulfilled, PlacePurpose, SavePayments, SavedPayments,
};
use crate::refusals::sentence;
use crate::share::{unwritten, with_ending};
use crate::{atomic, payments};

/// Most payments of one call that only reads.
const MOST: usize = 20_000;
/// Most orders that are marked at once: each is a commit of its own.
const MOST_ORDERS: usize = 500;

impl App {
    /// What payments come to, by currency.
    ///
    /// # Errors
    /// When too many are named, or the ledger cannot be read.
    pub async fn sum_payments(&self, chosen: ChosenPayments) -> Result<ChosenSums, IpcError> {
        let ids = named_once(chosen.ids, MOST)?;
        self.read(move |ledger| {
            let sums = ledger.sum_payments(&ids)?;
            Ok(ChosenSums {
                to_fulfil: sums.iter().map(|it| it.to_fulfil.unsigned_abs()).sum(),
                sums: sums
                    .into_iter()
                    .map(|it| CurrencySum {
                        currency: it.currency,
                        amount: it.amount,
                    })
                    .collect(),
            })
        })
        .await
    }

    /// Says of orders, one by one, that they were handed over, or takes that back. Those of which it cannot be
    /// said are told with the reason; the others are marked all the same.
    ///
    /// # Errors
    /// When too many are named.
    pub async fn fulfil_payments(
        &self,
        orders: FulfilPayments,
    ) -> Result<PaymentsFulfilled, IpcError> {
        let ids = named_once(orders.ids, MOST_ORDERS)?;
        let act = match orders.is_done {
            true => ActKind::Fulfilled,
            false => ActKind::Unfulfilled,
        };
        let shop = self.shop().await?;
        Ok(mark(shop.ledger(), ids, &act).await)
    }

    /// Saves payments as a table, newest first, where the merchant chose.
    ///
    /// # Errors
    /// When too many are named, the place was not chosen for this, or the file cannot be written.
    pub async fn save_payments(&self, save: SavePayments) -> Result<SavedPayments, IpcError> {
        let ids = named_once(save.ids, MOST)?;
        let path = self
            .settings
            .places
            .take(PlacePurpose::Payments, &save.place)?;
        let path = with_ending(path, "csv")?;
        self.read(move |ledger| {
            let rows = payments::with_links(ledger, ledger.payments_named(&ids)?)?;
            let count = rows.len() as u64;
            // It names customers: it is its owner's alone until they pass it on.
            table::csv(&rows)
                .and_then(|bytes| atomic::write(&path, &bytes))
                .map_err(|error| unwritten(&path, &error))?;
            Ok(SavedPayments {
                path: path.display().to_string(),
                count,
            })
        })
        .await
    }
}

/// Marks one after the other. A ledger that cannot be written ends it: the rest would wait as long each.
async fn mark(ledger: &Ledger, ids: Vec<String>, act: &ActKind) -> PaymentsFulfilled {
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    let mut broken: Option<String> = None;
    for id in ids {
        let answer = match &broken {
            Some(message) => Err(message.clone()),
            None => match deeds::fulfil(ledger, &id, act.clone()).await {
                Ok(_) => Ok(()),
                Err(error) => {
                    let message = sentence(&error);
                    if matches!(error, DeedError::Ledger(_)) {
                        broken = Some(message.clone());
                    }
                    Err(message)
                }
            },
        };
        match answer {
            Ok(()) => done.push(id),
            Err(message) => refused.push(PaymentRefused { id, message }),
        }
    }
    PaymentsFulfilled { done, refused }
}

/// The ids, each once.
fn named_once(ids: Vec<String>, most: usize) -> Result<Vec<String>, IpcError> {
    if ids.len() > most {
        let message = format!("Up to {most} payments can be chosen for this; choose fewer.");
        return Err(IpcError::of_field("ids", message));
    }
    let mut seen = BTreeSet::new();
    let is_new = |id: &String| seen.insert(id.clone());
    Ok(ids.into_iter().filter(is_new).collect())
}
