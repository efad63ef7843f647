//! Holding what is written against the rules, and showing what a link is made of.

use std::collections::BTreeMap;
use std::time::Duration;

use countertop_stripe_client::Client;
use countertop_terms::{Context, KnownPrice, LinkTerms, Mode, Problem, fixed, is_own_key};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::choices::statement_prefix;
use crate::ipc::{
    CheckLink, IpcError, LinkCheck, LinkChoice, LinkMode, LinkTermsPage, TermsProblem,
};
use crate::links::{self, LinkError};
use crate::shop::Shop;
use crate::{App, refusals};

/// How long a price is taken for what it was.
const FRESH: Duration = Duration::from_secs(120);

/// Prices that were looked up while somebody wrote: none where there is no such price.
#[derive(Debug, Default)]
pub(crate) struct Tags(Mutex<BTreeMap<String, (Instant, Option<KnownPrice>)>>);

impl App {
    /// What the rules say of terms; of a link that exists, also what cannot be changed.
    ///
    /// # Errors
    /// When the ledger cannot be read, or the link to be changed is not known.
    pub async fn check_link(&self, asked: CheckLink) -> Result<LinkCheck, IpcError> {
        let shop = self.shop().await?;
        let (context, missing) = context(&shop, &asked.terms).await?;
        let findings = countertop_terms::check(&asked.terms, &context);
        let mut problems = missing;
        problems.extend(findings.problems);
        if let Some(id) = asked.link {
            let id = refusals::link_id(&id)?;
            let before = match shop.ledger().link_terms(&id)? {
                Some((link, items)) if items.as_array().is_some_and(|it| !it.is_empty()) => {
                    let items = items.as_array().cloned().unwrap_or_default();
                    LinkTerms::of(&link, &items).terms
                }
                _ => {
                    links::found(shop.ledger(), shop.client(), &id)
                        .await?
                        .read
                        .terms
                }
            };
            let unchangeable = countertop_terms::changes(&before, &asked.terms).err();
            problems.extend(unchangeable.unwrap_or_default());
        }
        Ok(LinkCheck {
            problems: problems.into_iter().map(problem).collect(),
            warnings: findings.warnings.into_iter().map(problem).collect(),
            total: findings.total,
            currency: findings.currency.map(|it| it.to_string()),
            mode: match findings.mode {
                Mode::Payment => LinkMode::Payment,
                Mode::Subscription => LinkMode::Subscription,
            },
        })
    }

    /// What a link is made of; without Stripe, as the ledger knows it.
    ///
    /// # Errors
    /// When there is no such link, Stripe refuses, or the ledger cannot be read.
    pub async fn link_terms(&self, choice: LinkChoice) -> Result<LinkTermsPage, IpcError> {
        let id = refusals::link_id(&choice.id)?;
        let shop = self.shop().await?;
        let found = links::found(shop.ledger(), shop.client(), &id).await?;
        let mut terms = found.read.terms;
        for metadata in [
            &mut terms.metadata,
            &mut terms.payment_intent_data.metadata,
            &mut terms.subscription_data.metadata,
        ] {
            metadata.retain(|key, _| !is_own_key(key));
        }
        Ok(LinkTermsPage {
            id: choice.id,
            name: found.link.name,
            terms,
            fixed: fixed().iter().map(|it| (*it).to_owned()).collect(),
            left: found.read.left,
        })
    }
}

fn problem(problem: Problem) -> TermsProblem {
    TermsProblem {
        param: problem.param,
        message: problem.sentence,
    }
}

/// What is known of the account and of the prices that terms name, and which of these there are not. A
/// price that is not on sale is made anew with the link, so it counts as one that is; where Stripe cannot
/// be reached, a price that was not looked up yet is left to it.
pub(super) async fn context(
    shop: &Shop,
    terms: &LinkTerms,
) -> Result<(Context, Vec<Problem>), IpcError> {
    let mut context = Context::default();
    if !terms
        .payment_intent_data
        .statement_descriptor_suffix
        .is_empty()
    {
        context.statement_prefix = statement_prefix(shop.ledger(), shop.client()).await?;
    }
    let mut missing = Vec::new();
    let mut tags = shop.tags().0.lock().await;
    for (param, id) in links::named(terms) {
        let fresh = tags.get(&id).filter(|(at, _)| at.elapsed() < FRESH);
        let price = match fresh {
            Some((_, price)) => Ok(price.clone()),
            None => look_up(shop.client(), &param, &id).await,
        };
        let Ok(price) = price else {
            continue;
        };
        tags.insert(id.clone(), (Instant::now(), price.clone()));
        match price {
            Some(mut price) => {
                price.active |= param.starts_with("line_items");
                context.prices.insert(id, price);
            }
            None => missing.push(Problem {
                sentence: format!(
                    "There is no price {id} in this account: choose another from the catalogue."
                ),
                param,
            }),
        }
    }
    Ok((context, missing))
}

/// A price; none where there is no such one.
async fn look_up(client: &Client, param: &str, id: &str) -> Result<Option<KnownPrice>, LinkError> {
    match links::known_price(client, param, id).await {
        Err(error) if error.refusal().is_some_and(|it| it.status == 404) => Ok(None),
        other => other,
    }
}
