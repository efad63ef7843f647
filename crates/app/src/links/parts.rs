//! What has to be made before a link, since the link can only name it: a price whose amount the customer
//! chooses, and a new shipping rate.

use countertop_store::Ledger;
use countertop_stripe_client::{ApiError, Client, IdempotencyKey, Reply};
use countertop_terms::{First, LinkTerms, Place};
use serde_json::Value;

use super::error::{Deed, LinkError};
use super::marks;
use super::sent::{Part, Sent, content_of};

/// Makes the parts of a link that is sent under a key, each once.
pub(super) struct Maker<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) client: &'a Client,
    pub(super) key: &'a str,
}

impl Maker<'_> {
    /// Makes what has to be made first; gives back the terms that name it.
    pub(super) async fn settle(
        &self,
        mut terms: LinkTerms,
        parts: Vec<First>,
        sent: &mut Sent,
    ) -> Result<LinkTerms, LinkError> {
        for part in parts {
            let place = part.place;
            let id = self.make(part, sent).await?;
            terms = terms.with(place, &id);
        }
        Ok(terms)
    }

    /// Makes a part, unless the very same was made under this key before; gives back its id.
    async fn make(&self, mut part: First, sent: &mut Sent) -> Result<String, LinkError> {
        if let Some(parameters) = part.parameters.as_object_mut() {
            marks::put_on_part(parameters);
        }
        let name = match part.place {
            Place::Item(index) => format!("price-{index}"),
            Place::ShippingOption(index) => format!("rate-{index}"),
        };
        let content = content_of(&part.parameters);
        if let Some(made) = sent.parts.get(&name).filter(|it| it.content == content) {
            return Ok(made.id.clone());
        }
        let key = IdempotencyKey::new(format!("{}-{}-{name}", self.key, sent.attempt))?;
        let reply = self.post(&part, &key).await.map_err(|error| {
            let error = with_param_of_link(error, &part);
            LinkError::of_write(error, Deed::Made)
        })?;
        let made: Value = reply.json()?;
        let id = part.id_in(&made).ok_or(LinkError::NoLink)?;
        let made = Part {
            content,
            id: id.clone(),
        };
        sent.parts.insert(name, made);
        sent.keep(self.ledger, self.key).await?;
        Ok(id)
    }

    async fn post(&self, part: &First, key: &IdempotencyKey) -> Result<Reply, ApiError> {
        let (parameters, key) = (&part.parameters, Some(key));
        match part.path {
            "/v1/products" => self.client.create_product_from(parameters, key).await,
            "/v1/prices" => self.client.create_price_from(parameters, key).await,
            _ => self.client.create_shipping_rate_from(parameters, key).await,
        }
    }
}

/// A refusal of a part, with the parameter as the link has it.
fn with_param_of_link(error: ApiError, part: &First) -> ApiError {
    match error {
        ApiError::Refused(mut refusal) => {
            refusal.param = refusal.param.map(|theirs| part.param(&theirs));
            ApiError::Refused(refusal)
        }
        other => other,
    }
}
