//! What is done to a payment.

use clap::{Args, ValueEnum};

use crate::values;

/// Money to be given back.
#[derive(Debug, Args)]
pub struct PaymentsRefund {
    /// The payment's id: pi_…, or ch_… or py_… where there is no intent
    pub id: String,
    /// How much, in minor units; all that is left when missing
    #[arg(long, value_name = "MINOR", value_parser = values::some_amount, allow_negative_numbers = true)]
    pub amount: Option<i64>,
    /// Why; fraudulent has Stripe block the card and the e-mail address
    #[arg(long, value_enum)]
    pub reason: Option<RefundWhy>,
    /// Do it once under this key, however often the command is run
    #[arg(long, value_name = "KEY", value_parser = values::once_key)]
    pub once: Option<String>,
}

/// Why money is given back.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum RefundWhy {
    /// It was charged twice
    Duplicate,
    /// The card's owner did not pay
    Fraudulent,
    /// The customer asked for it
    RequestedByCustomer,
}

/// Money to be taken.
#[derive(Debug, Args)]
pub struct PaymentsCapture {
    /// The payment's id: pi_…
    pub id: String,
    /// How much, in minor units; all of it when missing, else the rest is let go
    #[arg(long, value_name = "MINOR", value_parser = values::some_amount, allow_negative_numbers = true)]
    pub amount: Option<i64>,
    /// Do it once under this key, however often the command is run
    #[arg(long, value_name = "KEY", value_parser = values::once_key)]
    pub once: Option<String>,
}

/// A payment to be canceled.
#[derive(Debug, Args)]
pub struct PaymentsCancel {
    /// The payment's id: pi_…
    pub id: String,
}
