//! Links as the window shows and makes them.

use std::num::NonZeroU32;

use countertop_domain::{Currency, Money};
use countertop_store::{LinkFigures, LinkFilter, LinkRow as StoredLink};
use countertop_stripe_client::{IdempotencyKey, NewLink as ApiLink};

use crate::app::LAST_CURRENCY;
use crate::ipc::{
    IpcError, IpcErrorCode, LinkItem, LinkPage, LinkQuery, LinkRow, LinkState, NewLink, QrCode,
    QrQuery,
};
use crate::refusals::bad_amount;
use crate::{App, links, qr};

/// Longest name of what is sold, in characters.
const LONGEST_NAME: usize = 250;
/// Most of one thing in one checkout.
const MOST: u32 = 999_999;

impl App {
    /// A page of links, newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read or the cursor is none.
    pub async fn list_links(&self, query: LinkQuery) -> Result<LinkPage, IpcError> {
        let filter = LinkFilter {
            active: query.state.map(|state| state == LinkState::Open),
            search: query.search,
            span: crate::payments::span(query.after.as_deref(), query.limit)?,
        };
        self.read(move |ledger| {
            let page = ledger.links(&filter)?;
            let (open, closed) = ledger.info()?.links;
            Ok(LinkPage {
                rows: page
                    .rows
                    .into_iter()
                    .map(|(link, figures)| row(link, &figures))
                    .collect(),
                next: page.next.map(|next| next.to_string()),
                open,
                closed,
            })
        })
        .await
    }

    /// Makes a link; the same submission makes it once.
    ///
    /// # Errors
    /// When a field breaks a rule, or Stripe cannot be reached or refuses.
    pub async fn create_link(&self, link: NewLink) -> Result<LinkRow, IpcError> {
        let (api_link, key) = checked(link)?;
        let shop = self.shop().await?;
        let (ledger, client) = (shop.ledger(), shop.client());
        let created = links::create(ledger, client, &api_link, Some(&key)).await?;
        let currency = api_link.amount.currency().to_string();
        ledger.set_setting(LAST_CURRENCY, &currency).await?;
        Ok(row(created, &LinkFigures::default()))
    }

    /// A link's address as a QR code.
    ///
    /// # Errors
    /// When there is no such link or the ledger cannot be read.
    pub async fn link_qr(&self, query: QrQuery) -> Result<QrCode, IpcError> {
        self.read(move |ledger| {
            let Some((link, _)) = ledger.link(&query.id)? else {
                let message = format!("There is no link {}.", query.id);
                return Err(IpcError::new(IpcErrorCode::NotFound, message));
            };
            let svg = qr::svg(&link.url).ok_or_else(|| {
                let message = "The link's address is too long for a QR code.";
                IpcError::new(IpcErrorCode::Internal, message)
            })?;
            Ok(QrCode { svg })
        })
        .await
    }
}

/// The rules of the form, each with its field. Stripe would refuse what breaks them.
fn checked(link: NewLink) -> Result<(ApiLink, IdempotencyKey), IpcError> {
    let invalid = |field: &str, message: String| {
        IpcError::new(IpcErrorCode::InvalidInput, message).with("field", field)
    };
    let name = link.name.trim().to_owned();
    if name.is_empty() {
        return Err(invalid("name", "Say what you are selling.".to_owned()));
    }
    if name.chars().count() > LONGEST_NAME {
        let message = format!("The name has more than {LONGEST_NAME} characters; shorten it.");
        return Err(invalid("name", message));
    }
    let currency = Currency::supported(&link.currency)
        .map_err(|error| invalid("currency", format!("{error}.")))?;
    let amount = Money::new(link.amount, currency).map_err(|error| bad_amount(&error))?;
    amount
        .check_chargeable()
        .map_err(|error| bad_amount(&error))?;
    let quantity = NonZeroU32::new(link.quantity).filter(|it| it.get() <= MOST);
    let quantity =
        quantity.ok_or_else(|| invalid("quantity", format!("The quantity is 1 to {MOST}.")))?;
    let key = IdempotencyKey::new(format!("link-{}", link.submission))
        .map_err(|error| invalid("submission", format!("{error}.")))?;
    Ok((
        ApiLink {
            name,
            amount,
            quantity,
            metadata: links::mark(),
        },
        key,
    ))
}

fn row(link: StoredLink, figures: &LinkFigures) -> LinkRow {
    let items = link.items.into_iter().map(|item| LinkItem {
        name: item.name,
        unit_amount: item.unit_amount,
        quantity: item.quantity.unwrap_or(1),
    });
    LinkRow {
        id: link.id,
        url: link.url,
        state: if link.active {
            LinkState::Open
        } else {
            LinkState::Closed
        },
        name: link.name,
        items: items.collect(),
        amount: link.amount,
        currency: link.currency,
        created: link.created.0,
        paid: figures.paid.unsigned_abs(),
        revenue: figures.revenue,
        last_payment_at: figures.last_payment_at.map(|it| it.0),
    }
}
