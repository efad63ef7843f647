//! `payments list`, `payments show` and `payments fulfil`.

use std::time::Duration;

use anyhow::{Result, bail};
use countertop_app::deeds::{self, DeedError, Desk, Refund};
use countertop_app::reception::SystemClock;
use countertop_app::timeline::{TimelineEntry, timeline};
use countertop_domain::{ActKind, Payment, PaymentStatus};
use countertop_store::{Ledger, PaymentFilter};
use countertop_stripe_client::RefundReason;
use serde::Serialize;

use super::list::{form, or_dash, span};
use crate::args::{
    Global, PaymentsCancel, PaymentsCapture, PaymentsList, PaymentsRefund, RefundWhy,
};
use crate::exit::note;
use crate::ledger::{adopt_mode, beside, wait_for};
use crate::table::{self, Column};
use crate::{output, secrets};

/// How long a search waits for the index to take up what was just recorded.
const PATIENCE: Duration = Duration::from_secs(1);

const COLUMNS: &[Column<Payment>] = &[
    Column::words("ID", |it| it.id.clone()),
    Column::words("STATUS", |it| it.status.as_str().to_owned()),
    Column::numbers("AMOUNT", |it| it.amount.to_string()),
    Column::words("CURRENCY", |it| or_dash(it.currency)),
    Column::numbers("REFUNDED", |it| it.amount_refunded.to_string()),
    Column::numbers("CREATED", |it| it.created.to_string()),
    Column::words("CUSTOMER", |it| {
        or_dash(it.customer_email.as_ref().or(it.customer_name.as_ref()))
    }),
    Column::words("LINK", |it| or_dash(it.payment_link.as_ref())),
];

/// Lists payments, newest first.
///
/// # Errors
/// When the ledger cannot be read.
pub fn list(global: &Global, args: &PaymentsList) -> Result<()> {
    let filter = PaymentFilter {
        status: args.status.clone().map(known_status),
        currency: args.currency.map(|it| it.to_string()),
        link: args.link.as_ref().map(ToString::to_string),
        search: args.search.clone(),
        span: span(&args.span)?,
        ..PaymentFilter::default()
    };
    let page = beside(global, |ledger| {
        if filter.search.is_some() && !ledger.wait_for_followers(PATIENCE)? {
            note("note: payments are arriving; the newest may not be found by a search yet");
        }
        Ok(ledger.payments(&filter)?)
    })?;
    table::page(form(global), &page, COLUMNS)
}

/// A status that this version does not know may be one of Stripe's new ones, or misspelt.
fn known_status(text: String) -> PaymentStatus {
    let status = PaymentStatus::from(text);
    if let PaymentStatus::Other(text) = &status {
        let known: Vec<_> = PaymentStatus::KNOWN
            .iter()
            .map(|it| it.as_str().to_owned())
            .collect();
        note(&format!(
            "note: '{text}' is not a status that is known here: {}",
            known.join(", ")
        ));
    }
    status
}

/// A payment with its life.
#[derive(Serialize)]
struct Detail {
    #[serde(flatten)]
    payment: Payment,
    timeline: Vec<TimelineEntry>,
}

/// Prints a payment and its timeline.
///
/// # Errors
/// When there is none of this id, or the ledger cannot be read.
pub fn show(global: &Global, id: &str) -> Result<()> {
    let detail = beside(global, |ledger| {
        let payment = known(ledger, id)?;
        let timeline = timeline(&ledger.payment_events(id)?);
        Ok(Detail { payment, timeline })
    })?;
    output::json(&detail)
}

/// Gives money back, and prints the payment.
///
/// # Errors
/// When so much is not left, or Stripe cannot be reached or refuses.
pub fn refund(global: &Global, args: &PaymentsRefund) -> Result<()> {
    let what = Refund {
        amount: args.amount,
        reason: args.reason.map(Into::into),
    };
    write(global, args.once.as_deref(), async |desk, key| {
        deeds::refund(desk, &args.id, what, key).await
    })
}

/// Takes the money that an uncaptured payment holds, and prints the payment.
///
/// # Errors
/// When there is nothing to take, or Stripe cannot be reached or refuses.
pub fn capture(global: &Global, args: &PaymentsCapture) -> Result<()> {
    write(global, args.once.as_deref(), async |desk, key| {
        deeds::capture(desk, &args.id, args.amount, key).await
    })
}

/// Cancels a payment that is not paid, and prints it.
///
/// # Errors
/// When it is paid, or Stripe cannot be reached or refuses.
pub fn cancel(global: &Global, args: &PaymentsCancel) -> Result<()> {
    write(global, None, async |desk, key| {
        deeds::cancel(desk, &args.id, key).await
    })
}

/// Does something to a payment through the API, and prints it.
fn write(
    global: &Global,
    once: Option<&str>,
    work: impl AsyncFnOnce(Desk<'_>, &str) -> Result<Payment, DeedError>,
) -> Result<()> {
    let client = secrets::needed_client(global)?;
    let key = client.new_idempotency_key();
    let payment = beside(global, |ledger| {
        wait_for(async {
            adopt_mode(ledger, &client).await?;
            let desk = Desk {
                ledger,
                client: &client,
                clock: &SystemClock,
            };
            Ok(work(desk, once.unwrap_or(key.as_str())).await?)
        })
    })?;
    output::json(&payment)
}

/// Says that an order was handed over, or takes that back, and prints the payment.
///
/// # Errors
/// When there is none of this id, it is no order to hand over, or the ledger cannot be written.
pub fn fulfil(global: &Global, id: &str, act: ActKind) -> Result<()> {
    let payment = beside(global, |ledger| {
        wait_for(async { Ok(deeds::fulfil(ledger, id, act).await?) })
    })?;
    output::json(&payment)
}

impl From<RefundWhy> for RefundReason {
    fn from(why: RefundWhy) -> Self {
        match why {
            RefundWhy::Duplicate => Self::Duplicate,
            RefundWhy::Fraudulent => Self::Fraudulent,
            RefundWhy::RequestedByCustomer => Self::RequestedByCustomer,
        }
    }
}

fn known(ledger: &Ledger, id: &str) -> Result<Payment> {
    match ledger.payment(id)? {
        Some(payment) => Ok(payment),
        None => bail!("the ledger has no payment '{id}': `payments list` shows what it has"),
    }
}
