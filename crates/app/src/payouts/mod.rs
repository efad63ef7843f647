//! Payouts as the window shows them.

mod contents;

use countertop_domain::{Object, ObjectKind, PayoutId, PayoutRow as Row};
use countertop_store::StoreError;

use crate::App;
use crate::ipc::{
    IpcError, IpcErrorCode, PayoutContents, PayoutDetail, PayoutPage, PayoutQuery, PayoutRow,
    PayoutsQuery,
};
use crate::payments::span;
use crate::refusals::sentence;

impl App {
    /// A page of payouts, newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read or the cursor is none.
    pub async fn list_payouts(&self, query: PayoutsQuery) -> Result<PayoutPage, IpcError> {
        let span = span(query.after.as_deref(), query.limit)?;
        self.read(move |ledger| {
            let page = ledger.payouts(&span)?;
            Ok(PayoutPage {
                rows: page.rows.into_iter().map(row).collect(),
                next: page.next.map(|next| next.to_string()),
            })
        })
        .await
    }

    /// One payout.
    ///
    /// # Errors
    /// When there is no such payout or the ledger cannot be read.
    pub async fn show_payout(&self, query: PayoutQuery) -> Result<PayoutDetail, IpcError> {
        self.read(move |ledger| {
            let known = ledger.object(ObjectKind::Payout, &query.id)?;
            let Some(Object::Payout(payout)) = known else {
                let message = format!("There is no payout {}.", query.id);
                return Err(IpcError::new(IpcErrorCode::NotFound, message));
            };
            Ok(PayoutDetail {
                row: row(Row::of(&payout)),
                failure_code: payout.failure_code,
                failure_message: payout.failure_message,
            })
        })
        .await
    }

    /// What a payout consists of, read from Stripe now.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses: of a payout that was made by hand it tells nothing.
    pub async fn payout_contents(&self, query: PayoutQuery) -> Result<PayoutContents, IpcError> {
        let id =
            PayoutId::new(&query.id).map_err(|error| IpcError::of_field("id", sentence(&error)))?;
        let client = self.shop().await?.client().clone();
        let (lines, is_whole) = contents::read(&client, &id).await?;
        self.read(move |ledger| {
            let lines = lines
                .into_iter()
                .map(|line| line.known(ledger))
                .collect::<Result<Vec<_>, StoreError>>()?;
            Ok(contents::added_up(lines, is_whole))
        })
        .await
    }
}

fn row(row: Row) -> PayoutRow {
    PayoutRow {
        id: row.id.to_string(),
        created: row.created.0,
        status: row.status.as_str().to_owned(),
        amount: row.amount,
        currency: row.currency.map(|it| it.to_string()).unwrap_or_default(),
        arrives: row.arrival_date.map(|it| it.0),
        automatic: row.automatic,
    }
}
