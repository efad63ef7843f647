//! A link as the window shows it in a row.

use std::collections::BTreeMap;

use countertop_domain::{ProductId, ProductState};
use countertop_store::{
    Ledger, LinkDay as StoredDay, LinkFigures, LinkRow as StoredLink, LinkState as Standing,
    StoreError,
};

use crate::ipc::{LinkDay, LinkItem, LinkProduct, LinkRevenue, LinkRow, LinkState};

/// A link with its figures; without days, and of its products what the link itself tells.
pub(crate) fn row(link: StoredLink, figures: &LinkFigures) -> LinkRow {
    let product = link.items.iter().map(|item| {
        let archived = item.price_active == Some(false);
        product(item.product_state, archived)
    });
    LinkRow {
        product: product
            .max_by_key(|it| rank(*it))
            .unwrap_or(LinkProduct::OnSale),
        id: link.id,
        url: link.url,
        state: state(figures.state),
        active: link.active,
        name: link.name,
        amount: link.amount,
        currency: link.currency,
        created: link.created.0,
        paid: figures.paid.unsigned_abs(),
        pending: figures.pending.unsigned_abs(),
        failed: figures.failed.unsigned_abs(),
        revenue: figures.revenue,
        revenues: figures.revenues.iter().map(revenue).collect(),
        last_payment_at: figures.last_payment_at.map(|it| it.0),
        completed: figures.completed.unsigned_abs(),
        completed_limit: link.completed_limit.map(i64::unsigned_abs),
        finished: figures.finished.unsigned_abs(),
        ended: figures.ended.unsigned_abs(),
        days: Vec::new(),
        opens_at: link.plan.opens_at.map(|it| it.0),
        closes_at: link.plan.closes_at.map(|it| it.0),
        items: link.items.into_iter().map(item).collect(),
    }
}

/// Links with their figures, their days, and what became of their products since.
pub(crate) fn rows(
    ledger: &Ledger,
    links: Vec<(StoredLink, LinkFigures)>,
    days: &[countertop_domain::UnixSeconds],
) -> Result<Vec<LinkRow>, StoreError> {
    let stored: Vec<&StoredLink> = links.iter().map(|(link, _)| link).collect();
    let products = products(ledger, &stored)?;
    let days = match days.is_empty() {
        true => vec![Vec::new(); links.len()],
        false => ledger.link_days(&stored, days)?,
    };
    let rows = links.into_iter().zip(days).map(|((link, figures), days)| {
        let ids = link.items.iter().filter_map(|it| it.product.clone());
        let since = ids.filter_map(|id| products.get(&id).copied());
        let since = since.max_by_key(|it| rank(*it));
        let mut row = row(link, &figures);
        row.product = since
            .into_iter()
            .chain([row.product])
            .max_by_key(|it| rank(*it))
            .unwrap_or(row.product);
        row.days = days.iter().map(day).collect();
        row
    });
    Ok(rows.collect())
}

/// What is known of the products that these links sell.
fn products(
    ledger: &Ledger,
    links: &[&StoredLink],
) -> Result<BTreeMap<ProductId, LinkProduct>, StoreError> {
    let items = links.iter().flat_map(|link| &link.items);
    let ids = items.filter_map(|item| item.product.clone()).collect();
    let known = ledger.products(&ids)?.into_iter().map(|it| {
        let state = match it.deleted {
            Some(true) => Some(ProductState::Deleted),
            Some(false) | None => None,
        };
        (it.id, product(state, it.active == Some(false)))
    });
    Ok(known.collect())
}

fn product(state: Option<ProductState>, archived: bool) -> LinkProduct {
    match state {
        Some(ProductState::Deleted) => LinkProduct::Deleted,
        Some(ProductState::Archived) => LinkProduct::Archived,
        Some(ProductState::Active) | None if archived => LinkProduct::Archived,
        Some(ProductState::Active) | None => LinkProduct::OnSale,
    }
}

/// The worst of several products is what a link is said to sell.
fn rank(product: LinkProduct) -> u8 {
    match product {
        LinkProduct::OnSale => 0,
        LinkProduct::Archived => 1,
        LinkProduct::Deleted => 2,
    }
}

pub(crate) fn state(state: Standing) -> LinkState {
    match state {
        Standing::Open => LinkState::Open,
        Standing::Scheduled => LinkState::Scheduled,
        Standing::SoldOut => LinkState::SoldOut,
        Standing::Closed => LinkState::Closed,
    }
}

fn revenue(revenue: &countertop_store::LinkRevenue) -> LinkRevenue {
    LinkRevenue {
        currency: revenue.currency.clone(),
        paid: revenue.paid.unsigned_abs(),
        gross: revenue.gross,
        refunded: revenue.refunded,
    }
}

fn day(day: &StoredDay) -> LinkDay {
    LinkDay {
        paid: day.paid.unsigned_abs(),
        revenue: day.revenue,
    }
}

fn item(item: countertop_domain::LinkItem) -> LinkItem {
    let recurring = item.recurring;
    LinkItem {
        name: item.name,
        unit_amount: item.unit_amount,
        quantity: item.quantity.unwrap_or(1),
        interval_count: recurring.as_ref().map(|it| it.interval_count),
        interval: recurring.map(|it| it.interval),
    }
}
