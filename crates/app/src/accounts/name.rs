//! Which account, and in which mode: its name on disk, on the command line and in the window.

use std::fmt;
use std::str::FromStr;

use countertop_domain::{AccountId, Mode};
use serde::{Deserialize, Serialize};

/// The practice store's name.
const PRACTICE: &str = "practice";

/// A Stripe account in one of its modes: the two never mix.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StripeAccount {
    /// The account.
    pub id: AccountId,
    /// Test or live.
    pub mode: Mode,
}

impl StripeAccount {
    /// The page of one of its payments, customers or the like in Stripe's Dashboard.
    pub(crate) fn dashboard(&self, what: &str, id: &str) -> String {
        let test = match self.mode {
            Mode::Test => "test/",
            Mode::Live => "",
        };
        let account = &self.id;
        format!("https://dashboard.stripe.com/{account}/{test}{what}/{id}")
    }
}

/// One of the shops that can be opened. Its text is the name of its folder: `practice`,
/// `acct_…-test`, `acct_…-live`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum AccountName {
    /// The practice store on this computer.
    Practice,
    /// An account at Stripe.
    Stripe(StripeAccount),
}

/// Why a text names no account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' names no account: it is practice, or like acct_1Abc-test or acct_1Abc-live")]
pub struct AccountNameError(String);

impl fmt::Display for StripeAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mode = match self.mode {
            Mode::Test => "test",
            Mode::Live => "live",
        };
        write!(f, "{}-{mode}", self.id)
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Practice => f.write_str(PRACTICE),
            Self::Stripe(account) => account.fmt(f),
        }
    }
}

impl FromStr for AccountName {
    type Err = AccountNameError;

    fn from_str(text: &str) -> Result<Self, AccountNameError> {
        let problem = || AccountNameError(text.chars().take(60).collect());
        if text == PRACTICE {
            return Ok(Self::Practice);
        }
        let (id, mode) = text.rsplit_once('-').ok_or_else(problem)?;
        let mode = match mode {
            "test" => Mode::Test,
            "live" => Mode::Live,
            _ => return Err(problem()),
        };
        let id = id.parse().map_err(|_| problem())?;
        Ok(Self::Stripe(StripeAccount { id, mode }))
    }
}

impl TryFrom<String> for AccountName {
    type Error = AccountNameError;

    fn try_from(text: String) -> Result<Self, AccountNameError> {
        text.parse()
    }
}

impl From<AccountName> for String {
    fn from(name: AccountName) -> Self {
        name.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_that_of_a_folder_and_leads_nowhere_else() {
        for text in [
            "practice",
            "acct_1Abc-test",
            "acct_1Abc-live",
            "acct_1-x-live",
        ] {
            let name: AccountName = text.parse().unwrap();
            assert_eq!(name.to_string(), text);
        }
        for text in [
            "",
            "Practice",
            "acct_1",
            "acct_1-",
            "acct_-test",
            "acct_1-LIVE",
            "../practice",
            "acct_1/../x-test",
            "acct_1.-test",
            "practice-test",
        ] {
            assert!(text.parse::<AccountName>().is_err(), "{text}");
        }
    }
}
