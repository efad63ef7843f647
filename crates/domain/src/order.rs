//! What was ordered, and where it is to go: what a checkout tells besides its payment.

use crate::Currency;

/// What a checkout tells besides its payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// What was bought; none where that was not told.
    pub lines: Option<Vec<OrderLine>>,
    /// Whether more was bought than these lines.
    pub has_more: bool,
    /// What the customer answered, in the order of the questions.
    pub answers: Vec<Answer>,
    /// The customer's telephone number.
    pub phone: Option<String>,
    /// Where it is to be sent.
    pub ship_to: Option<Place>,
    /// The customer's own address.
    pub billing: Option<Place>,
}

/// One thing that was bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    /// Its name.
    pub name: Option<String>,
    /// How many.
    pub quantity: i64,
    /// What they cost together, in minor units.
    pub amount: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
}

/// A question of the merchant's, and what the customer answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub label: String,
    /// The answer, of a list the words that the customer read; none where it was left out.
    pub value: Option<String>,
}

/// Where somebody is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Who.
    pub name: Option<String>,
    /// Street and number, and what else is needed to find the door.
    pub lines: Vec<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The town.
    pub city: Option<String>,
    /// The state, province or county.
    pub state: Option<String>,
    /// The country's two letters.
    pub country: Option<String>,
}

impl Place {
    /// Whether nothing is known of it but a name or a country.
    pub fn is_vague(&self) -> bool {
        self.lines.is_empty() && self.postal_code.is_none() && self.city.is_none()
    }
}
