//! Trying what a key may do, by calls that change nothing.

use countertop_domain::Mode;
use countertop_stripe_client::{ApiError, Client, RequestBuilder, StripeMethod};
use tokio::task::JoinSet;

use super::account::AccountFacts;
use super::needs::{Access, Feature, Permission, Probe};

/// What a key may do.
#[derive(Clone, Debug)]
pub struct KeyCheck {
    /// Test or live.
    pub mode: Mode,
    /// Whose account it is.
    pub account: AccountFacts,
    /// What works, by feature, what matters most first.
    pub features: Vec<FeatureCheck>,
}

/// What a key may do for one feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureCheck {
    /// Which feature.
    pub feature: Feature,
    /// What was found of each permission that it takes.
    pub permissions: Vec<PermissionCheck>,
}

/// What was found of one permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionCheck {
    /// Which permission.
    pub permission: Permission,
    /// What was found.
    pub outcome: Outcome,
}

/// What came of trying a permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The key has it.
    Works,
    /// The key lacks it. The names are those that Stripe's refusal gives, without `rak_`.
    Missing(Vec<String>),
    /// It cannot be tried without doing it.
    NotTried,
    /// Stripe gave no clear answer: why, in a sentence.
    Unclear(String),
}

/// How much of a feature a key is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All of it.
    Whole,
    /// Something is missing.
    Missing,
    /// It is not known.
    Unknown,
}

/// Why a key cannot be checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// Stripe could not be reached, or does not know the key.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// Stripe does not tell whose account it is.
    #[error(
        "Stripe does not tell whose account this key belongs to: switch on the permission \
         Accounts (read) for it in Stripe's Dashboard, under Developers, API keys"
    )]
    NoAccount,
}

/// Tries every permission once. Nothing is made, changed or deleted.
///
/// # Errors
/// When Stripe cannot be reached, does not know the key, or does not tell whose it is.
pub async fn check(client: &Client) -> Result<KeyCheck, CheckError> {
    let (account, knows_account) = account(client).await?;
    let mut tries = JoinSet::new();
    let features = Feature::all(client.mode());
    for (row, feature) in features.iter().enumerate() {
        for (column, permission) in feature.permissions().iter().enumerate() {
            let (client, permission) = (client.clone(), *permission);
            let known = (permission.probe == Probe::Account).then(|| knows_account.clone());
            tries.spawn(async move {
                let outcome = match known {
                    Some(known) => Ok(known),
                    None => probe(&client, &permission).await,
                };
                (row, column, outcome)
            });
        }
    }
    let mut found: Vec<Vec<Outcome>> = features
        .iter()
        .map(|it| vec![Outcome::Unclear(String::new()); it.permissions().len()])
        .collect();
    while let Some(tried) = tries.join_next().await {
        if let Ok((row, column, outcome)) = tried {
            found[row][column] = outcome?;
        }
    }
    Ok(KeyCheck {
        mode: client.mode(),
        account,
        features: features.iter().zip(found).map(table_row).collect(),
    })
}

fn table_row((feature, outcomes): (&Feature, Vec<Outcome>)) -> FeatureCheck {
    let permissions = feature.permissions().iter().zip(outcomes);
    FeatureCheck {
        feature: *feature,
        permissions: permissions
            .map(|(permission, outcome)| PermissionCheck {
                permission: *permission,
                outcome,
            })
            .collect(),
    }
}

/// Whose account it is, and whether the key may read that: a refusal names the account as well.
async fn account(client: &Client) -> Result<(AccountFacts, Outcome), CheckError> {
    match client.retrieve_account().await {
        Ok(reply) => {
            let facts = AccountFacts::read(&reply).ok_or(CheckError::NoAccount)?;
            Ok((facts, Outcome::Works))
        }
        Err(error @ ApiError::MissingPermission { .. }) => {
            let facts = AccountFacts::named_in(&error).ok_or(CheckError::NoAccount)?;
            Ok((facts, outcome(Err(error))?))
        }
        Err(error) => Err(error.into()),
    }
}

async fn probe(client: &Client, permission: &Permission) -> Result<Outcome, CheckError> {
    let request = match permission.probe {
        Probe::Account => RequestBuilder::new(StripeMethod::Get, "/account"),
        Probe::List(path) => {
            let mut request = RequestBuilder::new(StripeMethod::Get, path);
            request.query = Some("limit=1".to_owned());
            request
        }
        Probe::Incomplete(path) => RequestBuilder::new(StripeMethod::Post, path),
        Probe::WouldDoIt => return Ok(Outcome::NotTried),
    };
    let is_incomplete = matches!(permission.probe, Probe::Incomplete(_));
    match client.send(request, None).await {
        // It was refused for what it lacks, and so not for want of permission.
        Err(ApiError::Refused(_)) if is_incomplete => Ok(Outcome::Works),
        answered => outcome(answered.map(drop)),
    }
}

fn outcome(answered: Result<(), ApiError>) -> Result<Outcome, CheckError> {
    match answered {
        Ok(()) => Ok(Outcome::Works),
        Err(ApiError::MissingPermission { permissions, .. }) => Ok(Outcome::Missing(permissions)),
        // Taken back while it is tried.
        Err(error @ ApiError::WrongKey(_)) => Err(error.into()),
        Err(
            error @ (ApiError::Network { .. }
            | ApiError::NotFound(_)
            | ApiError::Conflict(_)
            | ApiError::RateLimited(_)
            | ApiError::Refused(_)
            | ApiError::ServerFault(_)
            | ApiError::Unreadable { .. }
            | ApiError::Unsendable(_)),
        ) => Ok(Outcome::Unclear(crate::refusals::sentence(&error))),
    }
}

impl KeyCheck {
    /// Whether payments can arrive at all with this key: by webhook, or by catching up.
    pub fn is_usable(&self) -> bool {
        self.features.iter().any(|it| {
            matches!(it.feature, Feature::CatchUp | Feature::Webhooks)
                && it.reach() != Reach::Missing
        })
    }
}

impl FeatureCheck {
    /// How much of the feature the key is good for.
    pub fn reach(&self) -> Reach {
        let outcomes = || self.permissions.iter().map(|it| &it.outcome);
        if outcomes().any(|it| matches!(it, Outcome::Missing(_))) {
            Reach::Missing
        } else if outcomes().all(|it| *it == Outcome::Works) {
            Reach::Whole
        } else {
            Reach::Unknown
        }
    }

    /// What is missing and what to do about it; none where nothing is.
    pub fn sentence(&self) -> Option<String> {
        let missing: Vec<_> = self
            .permissions
            .iter()
            .filter(|it| matches!(it.outcome, Outcome::Missing(_)))
            .map(PermissionCheck::named)
            .collect();
        match self.reach() {
            Reach::Whole => None,
            Reach::Missing => Some(format!(
                "The key lacks {}. {}",
                listed(&missing),
                self.feature.cost()
            )),
            Reach::Unknown => Some(self.unknown()),
        }
    }

    fn unknown(&self) -> String {
        self.why_unclear().map_or_else(
            || "This cannot be tried without doing it; it shows when it is used.".to_owned(),
            str::to_owned,
        )
    }

    /// Why it is not known whether it works, where trying it failed.
    pub fn why_unclear(&self) -> Option<&str> {
        self.permissions.iter().find_map(|it| match &it.outcome {
            Outcome::Unclear(why) if !why.is_empty() => Some(why.as_str()),
            Outcome::Works | Outcome::Missing(_) | Outcome::NotTried | Outcome::Unclear(_) => None,
        })
    }
}

impl PermissionCheck {
    /// The permission as Stripe's page names it, and as its refusal does where that differs from what
    /// we know it by.
    fn named(&self) -> String {
        let access = match self.permission.access {
            Access::Read => "read",
            Access::Write => "write",
        };
        let name = format!("{} ({access})", self.permission.name);
        match self.called_otherwise() {
            Some(said) => format!("{name}, which Stripe calls {}", said.join(" or ")),
            None => name,
        }
    }

    /// What Stripe calls it in refusing, where that is not what we know it by.
    pub fn called_otherwise(&self) -> Option<&[String]> {
        match &self.outcome {
            Outcome::Missing(said) if !said.is_empty() && said != &[self.permission.stripe] => {
                Some(said)
            }
            Outcome::Missing(_) | Outcome::Works | Outcome::NotTried | Outcome::Unclear(_) => None,
        }
    }
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("the permission {one}"),
        [first @ .., last] => format!("the permissions {} and {last}", first.join(", ")),
    }
}
