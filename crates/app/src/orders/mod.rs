//! Orders: what was bought, what the customer answered, and where it goes.

mod buyer;
mod note;
mod papers;

use countertop_domain::{self as domain, Fulfilment, ObjectKind, Payment, PaymentStatus};
use countertop_store::{Ledger, PaymentFilter, StoreError};

pub(crate) use buyer::key;
pub(crate) use note::note;

use crate::App;
use crate::answers::fetched;
use crate::ipc::{
    IpcError, Order, OrderAnswer, OrderItem, OrderPage, OrderRead, OrderRow, OrderState,
    OrdersQuery, PaymentQuery, Place,
};
use crate::payments::{known, rows, span};

/// What is asked for with a checkout.
const WITH_ITS_LINES: &[&str] = &["line_items"];

impl App {
    /// A page of orders, newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read or the cursor is none.
    pub async fn list_orders(&self, query: OrdersQuery) -> Result<OrderPage, IpcError> {
        let filter = PaymentFilter {
            fulfilment: Some(Fulfilment::from(query.which)),
            // Of what is no order, that which was one until it was given back.
            status: (query.which == OrderState::NotNeeded).then_some(PaymentStatus::Refunded),
            span: span(query.after.as_deref(), query.limit)?,
            ..PaymentFilter::default()
        };
        self.read(move |ledger| {
            let page = ledger.payments(&filter)?;
            Ok(OrderPage {
                rows: order_rows(ledger, page.rows)?,
                next: page.next.map(|next| next.to_string()),
                to_fulfil: ledger.count_to_fulfil()?.unsigned_abs(),
            })
        })
        .await
    }

    /// What a payment bought, asked of Stripe where that is not known yet: Stripe tells it to nobody who does not ask.
    ///
    /// # Errors
    /// When there is no such payment, it has no checkout, or Stripe cannot be reached or refuses.
    pub async fn read_order(&self, query: PaymentQuery) -> Result<OrderRead, IpcError> {
        let shop = self.shop().await?;
        let (payment, told) = shop
            .read(move |ledger| {
                let payment = known(ledger, &query.id)?;
                let told = of(ledger, &payment)?;
                Ok((payment, told))
            })
            .await?;
        let Some(session) = payment.checkout_session.clone() else {
            return Ok(OrderRead { order: None });
        };
        if told.as_ref().is_some_and(|it| it.items.is_some()) {
            return Ok(OrderRead { order: told });
        }
        let reply = shop
            .client()
            .retrieve_checkout_session(&session, WITH_ITS_LINES)
            .await?;
        let mut answer = fetched(reply);
        // It was asked after what is known was told, whatever the second that its `Date` names.
        let asked = session.clone();
        let known = shop
            .read(move |ledger| Ok(ledger.seen_at(ObjectKind::Session, asked.as_str())?))
            .await?;
        answer.at = known.map_or(answer.at, |at| at.max(answer.at));
        shop.ledger().record_fetched(answer).await?;
        let order = shop.read(move |ledger| Ok(of(ledger, &payment)?)).await?;
        Ok(OrderRead { order })
    }
}

/// What the checkout of a payment told; none where there was none.
pub(crate) fn of(ledger: &Ledger, payment: &Payment) -> Result<Option<Order>, StoreError> {
    Ok(told(ledger, payment)?.map(Order::from))
}

fn told(ledger: &Ledger, payment: &Payment) -> Result<Option<domain::Order>, StoreError> {
    let Some(session) = &payment.checkout_session else {
        return Ok(None);
    };
    let bytes = ledger.told_of(ObjectKind::Session, session.as_str())?;
    Ok(bytes.and_then(|it| countertop_stripe_wire::order(&it, session.as_str())))
}

fn order_rows(ledger: &Ledger, payments: Vec<Payment>) -> Result<Vec<OrderRow>, StoreError> {
    let shown = rows(ledger, payments.clone())?;
    let orders = payments.into_iter().zip(shown).map(|(payment, row)| {
        Ok(OrderRow {
            order: of(ledger, &payment)?,
            note: note(ledger, &payment.id)?,
            state: payment.fulfilment.into(),
            paid_at: payment.paid_at.map(|it| it.0),
            id: payment.id,
            payment: row,
        })
    });
    orders.collect()
}

impl From<domain::Order> for Order {
    fn from(order: domain::Order) -> Self {
        let item = |it: domain::OrderLine| OrderItem {
            name: it.name,
            quantity: it.quantity,
            amount: it.amount,
            currency: it.currency.map(|it| it.to_string()).unwrap_or_default(),
        };
        let answer = |it: domain::Answer| OrderAnswer {
            question: it.label,
            answer: it.value,
        };
        Self {
            items: order.lines.map(|it| it.into_iter().map(item).collect()),
            has_more: order.has_more,
            answers: order.answers.into_iter().map(answer).collect(),
            phone: order.phone,
            ship_to: order.ship_to.map(Place::from),
            billing: order.billing.map(Place::from),
        }
    }
}

impl From<domain::Place> for Place {
    fn from(place: domain::Place) -> Self {
        Self {
            name: place.name,
            lines: place.lines,
            postal_code: place.postal_code,
            city: place.city,
            state: place.state,
            country: place.country,
        }
    }
}
