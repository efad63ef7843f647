//! What can be wrong with a field of the form, so that a page can say it in its customer's
//! language.

use crate::payment::IbanError;

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    Missing(Blank),
    Amount(AmountProblem),
    Answer(AnswerProblem),
    Code(CodeProblem),
    Iban(IbanError),
    Quantity(QuantityProblem),
    Wrong(Wrong),
}

/// What has to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blank {
    Amount,
    Answer,
    BusinessName,
    Country,
    Email,
    IndividualName,
    /// At least one item of those that are sold.
    Item,
    Name,
    Phone,
    PostalCode,
    Street,
    TaxId,
    /// The customer's yes to the shop's terms.
    Terms,
    Town,
}

/// What is wrong with an amount that the customer named, or with the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AmountProblem {
    /// Less than the price's minimum.
    Under(Sum),
    /// More than the price's maximum.
    Over(Sum),
    TooLarge,
    /// The total is no charge that Stripe makes.
    Outside {
        least: Sum,
        most: Sum,
    },
    /// It is no amount in this currency.
    Unread {
        currency: String,
    },
}

/// What is wrong with an answer or another text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AnswerProblem {
    NotAsked,
    NotInList,
    OnlyDigits,
    TooLong { most: u64 },
    TooShort { least: u64 },
}

/// Why a promotion code cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CodeProblem {
    Expired,
    ForFirstOrder,
    ForOrdersOf(Sum),
    ForOtherCurrency {
        currency: String,
    },
    ForOtherCustomer,
    ForOtherProducts,
    Invalid,
    /// The checkout takes none at all.
    NotTaken,
    Unknown,
    UsedUp,
}

/// What is wrong with a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum QuantityProblem {
    Fixed,
    Is(i64),
    NotSold,
    Outside {
        least: i64,
        most: i64,
    },
    /// It is no whole number.
    Unread,
}

/// What is filled in and will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong {
    CountryNotServed,
    EmailFixed,
    EmailIncomplete,
    /// The checkout is not paid that way.
    Method,
    /// There is no such payment method.
    MethodUnknown,
    ShippingUnknown,
    TaxId,
}

/// An amount in minor units of a currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) minor: i64,
    pub(crate) currency: String,
}

impl Sum {
    pub(super) fn new(minor: i64, currency: &str) -> Self {
        Self {
            minor,
            currency: currency.to_owned(),
        }
    }
}

/// In English, for those who are no customers at a page.
impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::pay::problem(self))
    }
}
