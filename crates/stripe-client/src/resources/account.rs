//! The account that the key belongs to.

use stripe_client_core::{RequestBuilder, StripeMethod};

use crate::client::Client;
use crate::error::ApiError;
use crate::reply::Reply;

impl Client {
    /// The key's own account.
    ///
    /// # Errors
    /// When Stripe cannot be reached or refuses.
    pub async fn retrieve_account(&self) -> Result<Reply, ApiError> {
        // async-stripe has this request only in its crate for Connect, which is large.
        let request = RequestBuilder::new(StripeMethod::Get, "/account");
        self.send(request, None).await
    }
}
