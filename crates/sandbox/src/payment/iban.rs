//! IBANs: reading one that was typed, and what becomes of a debit from Stripe's test accounts.
//!
//! As with cards, only test accounts are debited, and what is kept of one is its country, its bank
//! and its last four digits.

use super::decline::{self, Decline};
use super::test_ibans::{BY_COUNTRY, OTHERS};

/// What becomes of a debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scenario {
    Success,
    SuccessDelayed,
    Failed,
    FailedDelayed,
    Disputed,
    ExceedsWeeklyVolumeLimit,
    ExceedsWeeklyTransactionLimit,
    InsufficientFunds,
    /// Our own: as long as a debit takes in truth.
    SuccessLate,
}

impl Scenario {
    /// Those that Stripe has for each country.
    pub(super) const ALL: [Self; 8] = [
        Self::Success,
        Self::SuccessDelayed,
        Self::Failed,
        Self::FailedDelayed,
        Self::Disputed,
        Self::ExceedsWeeklyVolumeLimit,
        Self::ExceedsWeeklyTransactionLimit,
        Self::InsufficientFunds,
    ];

    /// Stripe's name for it, which is what is kept.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::SuccessDelayed => "successDelayed",
            Self::Failed => "failed",
            Self::FailedDelayed => "failedDelayed",
            Self::Disputed => "disputed",
            Self::ExceedsWeeklyVolumeLimit => "exceedsWeeklyVolumeLimit",
            Self::ExceedsWeeklyTransactionLimit => "exceedsWeeklyTransactionLimit",
            Self::InsufficientFunds => "insufficientFunds",
            Self::SuccessLate => "successLate",
        }
    }

    /// The scenario that was kept under a name.
    pub(crate) fn kept(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter().chain([Self::SuccessLate]);
        all.find(|scenario| scenario.name() == name)
    }

    /// Why the debit fails; none where it is paid.
    pub(crate) fn failure(self) -> Option<Decline> {
        match self {
            Self::Success | Self::SuccessDelayed | Self::SuccessLate | Self::Disputed => None,
            Self::Failed | Self::FailedDelayed => Some(decline::DEBIT_FAILED),
            Self::ExceedsWeeklyVolumeLimit => Some(decline::DEBIT_OVER_VOLUME),
            Self::ExceedsWeeklyTransactionLimit => Some(decline::DEBIT_OVER_LIMIT),
            Self::InsufficientFunds => Some(decline::DEBIT_WITHOUT_FUNDS),
        }
    }
}

/// One of the test accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TestIban {
    pub(crate) iban: &'static str,
    pub(crate) scenario: Scenario,
    pub(crate) country: &'static str,
}

impl TestIban {
    /// Every test account.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let by_country = BY_COUNTRY.iter().flat_map(|(country, ibans)| {
            ibans
                .iter()
                .zip(Scenario::ALL)
                .map(|(iban, scenario)| Self {
                    iban,
                    scenario,
                    country,
                })
        });
        by_country.chain(OTHERS.iter().copied())
    }

    /// The account of a test id such as `pm_sepaDebit_success_de`.
    pub(crate) fn of_test_id(id: &str) -> Option<Self> {
        let (scenario, country) = id.strip_prefix("pm_sepaDebit_")?.split_once('_')?;
        Self::all().find(|it| it.scenario.name() == scenario && it.country == country)
    }
}

/// Why an account cannot be debited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum IbanError {
    #[error("The IBAN is not valid: its check digits do not fit.")]
    Invalid,
    #[error(
        "You must use a test bank account number in test mode. Try DE89370400440532013000 or see \
         more options at https://docs.stripe.com/testing."
    )]
    Live,
    #[error("The bank of this account does not take part in SEPA Direct Debit.")]
    BankNotSupported,
    #[error("This account cannot be debited.")]
    DebitsNotSupported,
}

/// An account as an IBAN tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Account {
    /// The whole of it; it ends with the request.
    pub(super) iban: String,
    pub(crate) scenario: Scenario,
}

impl Account {
    /// Reads an IBAN as it was typed.
    pub(crate) fn read(typed: &str) -> Result<Self, IbanError> {
        let iban: String = typed
            .chars()
            .filter(|it| !it.is_whitespace())
            .map(|it| it.to_ascii_uppercase())
            .collect();
        if !is_iban(&iban) {
            return Err(IbanError::Invalid);
        }
        if let Some(test) = TestIban::all().find(|test| test.iban == iban) {
            return Ok(Self {
                iban,
                scenario: test.scenario,
            });
        }
        if iban.ends_with("00055555") {
            return Err(IbanError::BankNotSupported);
        }
        if iban.ends_with("00066666") {
            return Err(IbanError::DebitsNotSupported);
        }
        Err(IbanError::Live)
    }

    pub(crate) fn country(&self) -> &str {
        self.iban.get(..2).unwrap_or_default()
    }

    pub(crate) fn last4(&self) -> &str {
        let start = self.iban.len().saturating_sub(4);
        self.iban.get(start..).unwrap_or_default()
    }

    /// The codes of the bank and of its branch, where the country has them.
    pub(crate) fn bank(&self) -> (&str, Option<&str>) {
        let (start, bank, branch) = match self.country() {
            "DE" => (4, 8, 0),
            "AT" | "CH" | "LI" | "LT" => (4, 5, 0),
            "FR" => (4, 5, 5),
            "IT" => (5, 5, 5),
            "ES" | "PT" => (4, 4, 4),
            "GB" | "IE" => (4, 4, 6),
            "BE" | "FI" | "LU" | "SE" => (4, 3, 0),
            "HR" => (4, 7, 0),
            "EE" => (4, 2, 0),
            _ => (4, 4, 0),
        };
        let part = |from: usize, length: usize| self.iban.get(from..from + length);
        let branch_code = part(start + bank, branch).filter(|code| !code.is_empty());
        (part(start, bank).unwrap_or_default(), branch_code)
    }
}

/// Whether a text has the form of an IBAN and the right check digits (ISO 13616).
fn is_iban(iban: &str) -> bool {
    let letters = iban.bytes().take(2).all(|it| it.is_ascii_uppercase());
    if !letters || !(15..=34).contains(&iban.len()) || !iban.is_ascii() {
        return false;
    }
    let moved = iban.bytes().skip(4).chain(iban.bytes().take(4));
    let mut rest = 0_u32;
    for byte in moved {
        rest = match byte {
            b'0'..=b'9' => rest * 10 + u32::from(byte - b'0'),
            b'A'..=b'Z' => rest * 100 + u32::from(byte - b'A') + 10,
            _ => return false,
        } % 97;
    }
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_accounts_are_read_and_others_refused() {
        let read = |typed: &str| Account::read(typed).map(|account| account.scenario);
        for (typed, expected) in [
            ("DE89370400440532013000", Ok(Scenario::Success)),
            ("de89 3704 0044 0532 0130 00", Ok(Scenario::Success)),
            ("AT321904300235473204", Ok(Scenario::SuccessDelayed)),
            ("DE35370400440532013002", Ok(Scenario::Disputed)),
            ("IT60X0542811101000000123456", Ok(Scenario::Failed)),
            ("DE51370400440532013005", Ok(Scenario::SuccessLate)),
            ("DE89370400440532013001", Err(IbanError::Invalid)),
            ("DE44500105175407324931", Err(IbanError::Live)),
            ("AT271904300000055555", Err(IbanError::BankNotSupported)),
            ("DE18370400440000066666", Err(IbanError::DebitsNotSupported)),
            ("", Err(IbanError::Invalid)),
            ("ÄÖ89370400440532013000", Err(IbanError::Invalid)),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
    }

    #[test]
    fn every_test_account_is_read_and_has_a_test_id() {
        for test in TestIban::all() {
            let account = Account::read(test.iban).unwrap();
            assert_eq!(account.scenario, test.scenario, "{}", test.iban);
            assert_eq!(account.country().to_lowercase(), test.country);
            let id = format!("pm_sepaDebit_{}_{}", test.scenario.name(), test.country);
            assert_eq!(TestIban::of_test_id(&id), Some(test));
            assert_eq!(Scenario::kept(test.scenario.name()), Some(test.scenario));
        }
        assert_eq!(TestIban::of_test_id("pm_sepaDebit_success_xx"), None);
    }

    #[test]
    fn banks_are_read_from_an_iban() {
        for (iban, country, bank, last4) in [
            ("DE89370400440532013000", "DE", ("37040044", None), "3000"),
            (
                "FR1420041010050500013M02606",
                "FR",
                ("20041", Some("01005")),
                "2606",
            ),
            ("NL39RABO0300065264", "NL", ("RABO", None), "5264"),
        ] {
            let account = Account::read(iban).unwrap();
            assert_eq!(account.country(), country);
            assert_eq!(account.bank(), bank);
            assert_eq!(account.last4(), last4);
        }
    }
}
