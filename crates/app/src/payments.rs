//! Payments as the window shows them.

use std::collections::BTreeSet;

use countertop_domain::{
    Currency, Fulfilment, Object, ObjectKind, Payment, PaymentDispute, PaymentStatus, UnixSeconds,
};
use countertop_store::{Cursor, Ledger, LinkListing, PaymentFilter, Span, StoreError};

use crate::App;
use crate::deeds;
use crate::ipc::{
    DisputeFacts, IpcError, IpcErrorCode, OrderState, PaymentDetail, PaymentPage, PaymentQuery,
    PaymentRow, PaymentsQuery, StatusCount, TimelineEntry,
};
use crate::orders;
use crate::shop::Shop;
use crate::suspicions;
use crate::timeline::timeline;

/// Rows of a page when none are asked for, and at most.
const PAGE: u32 = 100;
const LARGEST_PAGE: u32 = 500;
/// How many links one name may stand for.
const MOST_LINKS: u32 = 200;

impl App {
    /// A page of payments, newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read or the cursor is none.
    pub async fn list_payments(&self, query: PaymentsQuery) -> Result<PaymentPage, IpcError> {
        let mut filter = filter(&query)?;
        self.read(move |ledger| {
            if let Some(name) = query.link_name {
                filter.links = Some(links_called(ledger, name)?);
            }
            let page = ledger.payments(&filter)?;
            let counts = ledger.count_by_status()?.into_iter();
            Ok(PaymentPage {
                rows: rows(ledger, page.rows)?,
                next: page.next.map(|next| next.to_string()),
                to_fulfil: ledger.count_to_fulfil()?.unsigned_abs(),
                counts: counts
                    .map(|(status, count)| StatusCount {
                        status,
                        count: count.unsigned_abs(),
                    })
                    .collect(),
            })
        })
        .await
    }

    /// One payment with its timeline.
    ///
    /// # Errors
    /// When there is no such payment or the ledger cannot be read.
    pub async fn show_payment(&self, query: PaymentQuery) -> Result<PaymentDetail, IpcError> {
        shown(&*self.shop().await?, query.id).await
    }
}

/// One payment with its timeline, for whoever holds the open account.
///
/// # Errors
/// When there is no such payment or the ledger cannot be read.
pub(crate) async fn shown(shop: &Shop, id: String) -> Result<PaymentDetail, IpcError> {
    let account = shop.at_stripe().map(|it| it.account.clone());
    shop.read(move |ledger| {
        let payment = known(ledger, &id)?;
        let events = ledger.payment_events(&id)?;
        let mut detail = detail(ledger, payment, timeline(&events))?;
        detail.dashboard = account.map(|it| it.dashboard("payments", &id));
        Ok(detail)
    })
    .await
}

/// A payment of the ledger's.
///
/// # Errors
/// When there is none of that id, or the ledger cannot be read.
pub(crate) fn known(ledger: &Ledger, id: &str) -> Result<Payment, IpcError> {
    ledger.payment(id)?.ok_or_else(|| {
        let message = format!("There is no payment {id}.");
        IpcError::new(IpcErrorCode::NotFound, message)
    })
}

fn filter(query: &PaymentsQuery) -> Result<PaymentFilter, IpcError> {
    Ok(PaymentFilter {
        ids: query.ids.clone(),
        status: query.status.clone().map(PaymentStatus::from),
        currency: query.currency.clone(),
        link: query.link.clone(),
        links: None,
        customer: None,
        email: None,
        least: query.least,
        most: query.most,
        last4: query.last4.clone(),
        fulfilment: query.fulfilment.map(Fulfilment::from),
        search: query.search.clone(),
        span: Span {
            from: query.from.map(UnixSeconds),
            to: query.to.map(UnixSeconds),
            ..span(query.after.as_deref(), query.limit)?
        },
    })
}

/// The links in whose name or id some words occur, the newest of them.
fn links_called(ledger: &Ledger, name: String) -> Result<Vec<String>, StoreError> {
    let page = ledger.list_links(&LinkListing {
        search: Some(name),
        limit: MOST_LINKS,
        ..LinkListing::default()
    })?;
    Ok(page.rows.into_iter().map(|(row, _)| row.id).collect())
}

/// The part of a list that a query asks for.
pub(crate) fn span(after: Option<&str>, limit: Option<u32>) -> Result<Span, IpcError> {
    let after = after
        .map(str::parse::<Cursor>)
        .transpose()
        .map_err(|error| {
            IpcError::new(
                IpcErrorCode::InvalidInput,
                format!("The list cannot go on: {error}."),
            )
        })?;
    let limit = limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
    Ok(Span {
        after,
        limit,
        ..Span::default()
    })
}

/// The rows of payments, each with the name of what was bought.
pub(crate) fn rows(ledger: &Ledger, payments: Vec<Payment>) -> Result<Vec<PaymentRow>, StoreError> {
    let rows = with_links(ledger, payments)?.into_iter();
    Ok(rows.map(|(payment, name)| row(payment, name)).collect())
}

/// Payments, each with the name of the link that it came through.
pub(crate) fn with_links(
    ledger: &Ledger,
    payments: Vec<Payment>,
) -> Result<Vec<(Payment, Option<String>)>, StoreError> {
    let links: BTreeSet<String> = payments
        .iter()
        .filter_map(|it| it.payment_link.as_ref())
        .map(ToString::to_string)
        .collect();
    let names = ledger.link_names(&links)?;
    let named = payments.into_iter().map(|payment| {
        let link = payment.payment_link.as_ref().map(ToString::to_string);
        let name = link.and_then(|link| names.get(&link).cloned());
        (payment, name)
    });
    Ok(named.collect())
}

fn row(payment: Payment, link_name: Option<String>) -> PaymentRow {
    let (method, settlement) = (payment.method, payment.settlement);
    let link = payment.payment_link.map(|it| it.to_string());
    PaymentRow {
        id: payment.id,
        status: payment.status.as_str().to_owned(),
        amount: payment.amount,
        amount_refunded: payment.amount_refunded,
        currency: payment
            .currency
            .map(|it| it.to_string())
            .unwrap_or_default(),
        created: payment.created.0,
        customer_name: payment.customer_name,
        customer_email: payment.customer_email,
        link: link_name.clone().or(link),
        title: link_name.or(payment.description),
        method_type: method.as_ref().map(|it| it.kind.clone()),
        method_brand: method.as_ref().and_then(|it| it.brand.clone()),
        method_last4: method.and_then(|it| it.last4),
        fee: settlement.as_ref().map(|it| it.fee),
        net: settlement.as_ref().map(|it| it.net),
        settlement_currency: settlement.map(|it| it.currency.to_string()),
        fulfilment: payment.fulfilment.into(),
    }
}

fn detail(
    ledger: &Ledger,
    payment: Payment,
    timeline: Vec<crate::timeline::TimelineEntry>,
) -> Result<PaymentDetail, StoreError> {
    let settlement = payment.settlement.clone();
    let buyer = orders::key(&payment);
    let order = orders::of(ledger, &payment)?;
    let note = orders::note(ledger, &payment.id)?;
    let mut rows = rows(ledger, vec![payment.clone()])?;
    let row = rows.pop().unwrap_or_else(|| row(payment.clone(), None));
    Ok(PaymentDetail {
        row,
        amount_captured: payment.amount_captured,
        amount_left: deeds::left(&payment),
        can_be_captured: deeds::can_be_captured(&payment),
        can_be_canceled: deeds::can_be_canceled(&payment),
        fulfilment: payment.fulfilment.into(),
        fee: settlement.as_ref().map(|it| it.fee),
        net: settlement.as_ref().map(|it| it.net),
        settlement_currency: settlement.map(|it| it.currency.to_string()),
        paid_at: payment.paid_at.map(|it| it.0),
        failure_message: payment.failure_message,
        dispute: match payment.dispute {
            Some(dispute) => Some(facts(ledger, dispute, payment.amount, payment.currency)?),
            None => None,
        },
        suspicions: suspicions::of(ledger, &payment.id)?,
        dashboard: None,
        buyer,
        order,
        note,
        payment_link: payment.payment_link.map(|it| it.to_string()),
        checkout_session: payment.checkout_session.map(|it| it.to_string()),
        charge: payment.charge.map(|it| it.to_string()),
        metadata: payment.metadata,
        timeline: timeline.into_iter().map(entry).collect(),
    })
}

/// A dispute beside its payment: in its own currency, where it has one.
fn facts(
    ledger: &Ledger,
    dispute: PaymentDispute,
    amount: i64,
    currency: Option<Currency>,
) -> Result<DisputeFacts, StoreError> {
    let known = ledger.object(ObjectKind::Dispute, dispute.id.as_str())?;
    let own = match known {
        Some(Object::Dispute(dispute)) => dispute.currency,
        Some(_) | None => None,
    };
    Ok(DisputeFacts {
        id: dispute.id.to_string(),
        status: dispute.status.as_str().to_owned(),
        reason: dispute.reason,
        amount: dispute.amount.unwrap_or(amount),
        currency: own
            .or(currency)
            .map(|it| it.to_string())
            .unwrap_or_default(),
        due_by: dispute.evidence_due_by.map(|it| it.0),
    })
}

impl From<Fulfilment> for OrderState {
    fn from(fulfilment: Fulfilment) -> Self {
        match fulfilment {
            Fulfilment::Pending => Self::Pending,
            Fulfilment::Done => Self::Done,
            Fulfilment::NotNeeded => Self::NotNeeded,
        }
    }
}

impl From<OrderState> for Fulfilment {
    fn from(state: OrderState) -> Self {
        match state {
            OrderState::Pending => Self::Pending,
            OrderState::Done => Self::Done,
            OrderState::NotNeeded => Self::NotNeeded,
        }
    }
}

fn entry(entry: crate::timeline::TimelineEntry) -> TimelineEntry {
    TimelineEntry {
        at: entry.at,
        learned_at: entry.learned_at,
        source: entry.source,
        event: entry.event,
        event_type: entry.event_type,
        text: entry.text,
    }
}
