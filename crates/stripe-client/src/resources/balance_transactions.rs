//! Balance transactions: what a charge or refund leaves on the Stripe balance.

use countertop_domain::BalanceTransactionId;
use stripe_client_core::StripeRequest;
use stripe_core::balance_transaction::RetrieveBalanceTransaction;

use crate::client::Client;
use crate::error::ApiError;
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
}
