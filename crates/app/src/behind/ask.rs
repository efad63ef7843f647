//! The one request that may bring what is lacking.

use countertop_domain::Lack;
use countertop_store::Fetched;
use countertop_stripe_client::{ApiError, Client, Paging, SessionFilter};

use crate::answers::{WITH_A_CHARGE, WITH_AN_INTENT, fetched, fetched_one_by_one};

/// Asks the API for what is lacking; an empty answer is one as well.
pub(super) async fn ask(client: &Client, lack: &Lack) -> Result<Vec<Fetched>, ApiError> {
    let reply = match lack {
        Lack::Intent(id) => client.retrieve_payment_intent(id, WITH_AN_INTENT).await?,
        Lack::Charge(id) | Lack::Fee(id) => client.retrieve_charge(id, WITH_A_CHARGE).await?,
        Lack::BalanceTransaction(id) => client.retrieve_balance_transaction(id).await?,
        Lack::Link(id) => client.retrieve_payment_link(id).await?,
        Lack::Session(intent) => {
            let filter = SessionFilter {
                payment_intent: Some(intent.clone()),
                ..SessionFilter::default()
            };
            let page = client
                .list_checkout_sessions(&filter, &Paging::default())
                .await?;
            return Ok(fetched_one_by_one(&page));
        }
    };
    Ok(vec![fetched(reply)])
}
