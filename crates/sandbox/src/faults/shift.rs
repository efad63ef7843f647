//! Page shift: while somebody reads a list page by page, something new comes into it.

use serde_json::{Value, json};

use crate::api::{self, ApiError};
use crate::checkout::{self, Refused, Submission, Visitor};
use crate::payment::CardEntry;
use crate::state::{Cause, Kind, PageQuery, State, Work};

/// The card that pays.
const CARD: &str = "4242424242424242";
/// How many of the newest links are tried.
const TRIED: usize = 10;

/// Has something happen that brings new objects into the list at a path.
pub(super) async fn happen(state: &State, path: &str) {
    let path = path.to_owned();
    let happen = move |work: &mut Work<'_>| match path.as_str() {
        "/v1/products" | "/v1/prices" | "/v1/payment_links" => new_link(work).map(drop),
        // Not every link remembers its customers.
        "/v1/customers" => {
            let link = new_link(work)?;
            Ok(sell(work, &link)?)
        }
        _ => sell_something(work),
    };
    if let Err(error) = state.write(Cause::request(), happen).await {
        tracing::warn!(%error, "nothing new came into a list");
    }
}

/// Sells what one of the newest links sells; where none can be bought, a new one.
fn sell_something(work: &mut Work<'_>) -> Result<(), ApiError> {
    let query = PageQuery {
        limit: TRIED,
        ..PageQuery::newest(Kind::PaymentLink).with("active", "true")
    };
    let links = work
        .page(&query)?
        .map_or_else(Vec::new, |page| page.objects);
    for link in links {
        match sell(work, &link) {
            Err(Refused::Closed(_)) => {}
            sold => return Ok(sold?),
        }
    }
    let link = new_link(work)?;
    Ok(sell(work, &link)?)
}

fn sell(work: &mut Work<'_>, link: &Value) -> Result<(), Refused> {
    let visit = checkout::open_session(work, link, &Visitor::default())?;
    let mut submission = Submission {
        card: Some(CardEntry::of_number(CARD)),
        ..Submission::default()
    };
    checkout::test_values(&visit.session, &mut submission);
    checkout::submit(work, visit, &submission).map(drop)
}

fn new_link(work: &mut Work<'_>) -> Result<Value, ApiError> {
    let price = json!({
        "currency": "eur",
        "product_data": { "name": "Late order" },
        "unit_amount": 1200,
    });
    let given = json!({
        "customer_creation": "always",
        "line_items": [{ "price_data": price, "quantity": 1 }],
    });
    let given = given.as_object().cloned().unwrap_or_default();
    api::make_link(work, &given)
}
