//! Balance transactions: what a charge or refund leaves on the Stripe balance.

use countertop_domain::{BalanceTransactionId, PayoutId};
use stripe_client_core::{RequestBuilder, StripeRequest};
use stripe_core::balance_transaction::{ListBalanceTransaction, RetrieveBalanceTransaction};

use crate::client::Client;
use crate::error::ApiError;
use crate::page::{Page, Paging, paged};
use crate::reply::Reply;

impl Client {
    /// One balance transaction.
    ///
    /// # Errors
    /// When there is no such transaction, or Stripe cannot be reached or refuses.
    pub async fn retrieve_balance_transaction(
        &self,
        id: &BalanceTransactionId,
    ) -> Result<Reply, ApiError> {
        self.send(RetrieveBalanceTransaction::new(id.as_str()).build(), None)
            .await
    }

    /// One page of what a payout consists of. Stripe tells it of automatic payouts alone.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn list_payout_contents(
        &self,
        payout: &PayoutId,
        paging: &Paging,
    ) -> Result<Page, ApiError> {
        Page::read(self.send(contents(payout, paging), None).await?)
    }
}

fn contents(payout: &PayoutId, paging: &Paging) -> RequestBuilder {
    let request = ListBalanceTransaction::new().payout(payout.as_str());
    paged!(request, paging).build()
}
