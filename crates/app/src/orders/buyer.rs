//! One buyer: by Stripe's customer where there is one, else by e-mail address.

use countertop_domain::{CustomerId, Payment};
use countertop_store::{PaymentFilter, Person};

use crate::App;
use crate::ipc::{Buyer, BuyerNote, BuyerQuery, BuyerSum, IpcError, IpcErrorCode};
use crate::payments::{rows, span};
use crate::refusals::sentence;

impl App {
    /// All that one buyer paid, a page of payments at a time.
    ///
    /// # Errors
    /// When the key is neither a customer nor an address, nothing was paid by them, or the ledger cannot be read.
    pub async fn show_buyer(&self, query: BuyerQuery) -> Result<Buyer, IpcError> {
        let shop = self.shop().await?;
        let account = shop.at_stripe().map(|it| it.account.clone());
        let buyer = filter(&query.key)?;
        let span = span(query.after.as_deref(), query.limit)?;
        shop.read(move |ledger| {
            let filter = PaymentFilter {
                span,
                ..buyer.clone()
            };
            let page = ledger.payments(&filter)?;
            if page.rows.is_empty() && query.after.is_none() {
                let message = "Nobody of that address or id has paid anything here.";
                return Err(IpcError::new(IpcErrorCode::NotFound, message));
            }
            let newest = |of: fn(&Payment) -> &Option<String>| {
                page.rows.iter().find_map(|it| of(it).clone())
            };
            Ok(Buyer {
                name: newest(|it| &it.customer_name),
                email: newest(|it| &it.customer_email),
                dashboard: account
                    .zip(buyer.customer.as_ref())
                    .map(|(account, id)| account.dashboard("customers", id.as_str())),
                sums: ledger.buyer_sums(&buyer)?.into_iter().map(sum).collect(),
                notes: ledger.notes(&buyer)?.into_iter().map(noted).collect(),
                next: page.next.map(|next| next.to_string()),
                rows: rows(ledger, page.rows)?,
                key: query.key,
            })
        })
        .await
    }
}

/// By what a payment's buyer is known; none where nobody left a trace.
pub(crate) fn key(payment: &Payment) -> Option<String> {
    let customer = payment.customer.as_ref().map(ToString::to_string);
    customer.or_else(|| payment.customer_email.clone())
}

fn filter(key: &str) -> Result<PaymentFilter, IpcError> {
    let person = match CustomerId::new(key) {
        Ok(customer) => Person::Customer(customer),
        Err(_) => {
            Person::by_email(key).map_err(|error| IpcError::of_field("key", sentence(&error)))?
        }
    };
    let (customer, email) = match person {
        Person::Customer(customer) => (Some(customer), None),
        Person::Email(email) => (None, Some(email)),
    };
    Ok(PaymentFilter {
        customer,
        email,
        ..PaymentFilter::default()
    })
}

fn sum(sum: countertop_store::BuyerSums) -> BuyerSum {
    BuyerSum {
        currency: sum.currency,
        paid: sum.paid,
        refunded: sum.refunded,
        count: sum.count.unsigned_abs(),
        first: sum.first.0,
    }
}

fn noted(note: countertop_store::Noted) -> BuyerNote {
    BuyerNote {
        payment: note.payment,
        at: note.at / 1000,
        text: note.text,
    }
}
