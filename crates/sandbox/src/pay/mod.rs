//! The hosted pay page: plain HTML and a form, which any browser or HTTP client can pay with.

mod form;
mod input;
mod layout;
mod message;
mod money;
mod page;
mod reply;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State as Shared};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::Value;

pub(crate) use money::amount;

use crate::checkout::{self, Authentication, Closed, FieldError, Outcome, Refused, Visit, Visitor};
use crate::http::{Shop, read_body};
use crate::state::{Cause, StateError, Work};
use form::{Form, Wants};
use message::Message;
use reply::{html, page_of, refusal, see_other};

/// Largest form: far more than any page asks for.
const LARGEST_FORM: usize = 64 * 1024;

/// The pay page's addresses.
pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .route("/pay/style.css", get(style))
        .route("/pay/inter.woff2", get(font))
        .route("/pay/{slug}", get(open).post(pay_at_once))
        .route("/pay/{slug}/{session}", get(show).post(pay))
        .route("/pay/{slug}/{session}/authenticate", get(ask).post(confirm))
}

async fn style() -> Response {
    let headers = [
        (CONTENT_TYPE, "text/css; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
    ];
    (headers, include_str!("style.css")).into_response()
}

/// The product's typeface: Inter, under the licence beside it.
async fn font() -> Response {
    let headers = [
        (CONTENT_TYPE, "font/woff2"),
        (CACHE_CONTROL, "max-age=86400"),
    ];
    (headers, include_bytes!("font/inter-latin.woff2").as_slice()).into_response()
}

async fn open(
    Shared(shop): Shared<Shop>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let visitor = Visitor::read(query.as_deref().unwrap_or_default());
    match open_visit(&shop, slug, visitor).await {
        Ok(visit) => page_of(StatusCode::OK, &visit, &Form::default(), &[], None),
        Err(refused) => refusal(&refused, None),
    }
}

/// Opens a session at a link.
async fn open_visit(shop: &Shop, slug: String, visitor: Visitor) -> Result<Visit, Refused> {
    let work = move |work: &mut Work<'_>| {
        let link = checkout::link_by_slug(work, &slug)?.ok_or(Closed::Unknown)?;
        checkout::open_session(work, &link, &visitor)
    };
    shop.state.write(Cause::request(), work).await
}

/// Pays without having looked at the page before.
async fn pay_at_once(Shared(shop): Shared<Shop>, Path(slug): Path<String>, body: Body) -> Response {
    match open_visit(&shop, slug, Visitor::default()).await {
        Ok(visit) => submit(&shop, visit, body).await,
        Err(refused) => refusal(&refused, None),
    }
}

async fn show(
    Shared(shop): Shared<Shop>,
    Path((slug, session)): Path<(String, String)>,
) -> Response {
    match load(&shop, slug, session).await {
        Ok(Loaded::Open(visit)) => page_of(StatusCode::OK, &visit, &Form::default(), &[], None),
        Ok(Loaded::Complete(receipt)) => html(StatusCode::OK, message::receipt(&receipt), None),
        Err(refused) => refusal(&refused, None),
    }
}

async fn pay(
    Shared(shop): Shared<Shop>,
    Path((slug, session)): Path<(String, String)>,
    body: Body,
) -> Response {
    match load(&shop, slug, session).await {
        Ok(Loaded::Open(visit)) => submit(&shop, *visit, body).await,
        Ok(Loaded::Complete(receipt)) => see_other(&after(&receipt)),
        Err(refused) => refusal(&refused, None),
    }
}

async fn submit(shop: &Shop, visit: Visit, body: Body) -> Response {
    let body = match read_body(body, LARGEST_FORM).await {
        Ok(body) => body,
        Err(error) => return html(error.status(), message::page(&Message::form(&error)), None),
    };
    let currency = visit.session["currency"].as_str().unwrap_or_default();
    let form = Form::read(&body, currency);
    if form.wants == Wants::Total || !form.errors.is_empty() {
        return total_again(shop, visit, form).await;
    }
    let session = id_of(&visit.session);
    let submission = form.submission.clone();
    let work = move |work: &mut Work<'_>| {
        // Read again: another tab may have paid this session since.
        let session = checkout::find_session(work, &session)?.ok_or(Closed::Unknown)?;
        let visit = checkout::visit(work, session)?;
        checkout::submit(work, visit, &submission)
    };
    let outcome = shop.state.write(Cause::request(), work).await;
    answer(shop, visit, &form, outcome).await
}

/// Works the total out again for other quantities, without paying.
async fn total_again(shop: &Shop, visit: Visit, form: Form) -> Response {
    let session = id_of(&visit.session);
    let submission = form.submission.clone();
    let work = move |work: &mut Work<'_>| {
        let session = checkout::find_session(work, &session)?.ok_or(Closed::Unknown)?;
        let visit = checkout::visit(work, session)?;
        checkout::reprice(work, visit, &submission)
    };
    match shop.state.write(Cause::request(), work).await {
        Ok(visit) if form.errors.is_empty() => page_of(StatusCode::OK, &visit, &form, &[], None),
        Ok(visit) => page_of(
            StatusCode::UNPROCESSABLE_ENTITY,
            &visit,
            &form,
            &form.errors,
            None,
        ),
        Err(Refused::Fields(errors)) => page_of(
            StatusCode::UNPROCESSABLE_ENTITY,
            &visit,
            &form,
            &errors,
            None,
        ),
        Err(refused) => refusal(&refused, Some(&visit)),
    }
}

/// The page that follows an attempt.
async fn answer(
    shop: &Shop,
    visit: Visit,
    form: &Form,
    outcome: Result<Outcome, Refused>,
) -> Response {
    let decline = match outcome {
        Ok(Outcome::Succeeded { .. } | Outcome::Processing { .. } | Outcome::Free) => {
            return done(shop, &visit).await;
        }
        Ok(Outcome::Voucher { intent }) => return see_other(&format!("/pay/voucher/{intent}")),
        Ok(Outcome::RequiresAction { .. }) => {
            return see_other(&format!("{}/authenticate", path_of(&visit.session)));
        }
        Ok(Outcome::Declined { decline, .. }) | Err(Refused::Card(decline)) => decline,
        Err(Refused::Fields(errors)) => {
            return page_of(
                StatusCode::UNPROCESSABLE_ENTITY,
                &visit,
                form,
                &errors,
                None,
            );
        }
        Err(refused) => return refusal(&refused, Some(&visit)),
    };
    let visit = match reload(shop, &visit).await {
        Ok(visit) => visit,
        Err(refused) => return refusal(&refused, Some(&visit)),
    };
    // What the bank says stands above the form; what was mistyped, at its field.
    let mistyped = decline.is_mistyped();
    let errors = [FieldError {
        field: decline.field.to_owned(),
        message: if mistyped { decline.message } else { "" }.to_owned(),
    }];
    let alert = (!mistyped).then_some(decline.message);
    page_of(StatusCode::PAYMENT_REQUIRED, &visit, form, &errors, alert)
}

async fn done(shop: &Shop, visit: &Visit) -> Response {
    let slug = visit.session["_slug"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    match load(shop, slug, id_of(&visit.session)).await {
        Ok(Loaded::Complete(receipt)) => see_other(&after(&receipt)),
        Ok(Loaded::Open(visit)) => see_other(&path_of(&visit.session)),
        Err(refused) => refusal(&refused, None),
    }
}

async fn ask(
    Shared(shop): Shared<Shop>,
    Path((slug, session)): Path<(String, String)>,
) -> Response {
    match load(&shop, slug, session).await {
        Ok(Loaded::Open(visit)) => html(
            StatusCode::OK,
            message::authenticate(&visit.session),
            Some(&visit.link),
        ),
        Ok(Loaded::Complete(receipt)) => see_other(&after(&receipt)),
        Err(refused) => refusal(&refused, None),
    }
}

async fn confirm(
    Shared(shop): Shared<Shop>,
    Path((slug, session)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    let failed =
        url::form_urlencoded::parse(&body).any(|(name, value)| name == "result" && value == "fail");
    let said = if failed {
        Authentication::Failed
    } else {
        Authentication::Confirmed
    };
    let visit = match load(&shop, slug, session).await {
        Ok(Loaded::Open(visit)) => *visit,
        Ok(Loaded::Complete(receipt)) => return see_other(&after(&receipt)),
        Err(refused) => return refusal(&refused, None),
    };
    let paid = visit.clone();
    let work = move |work: &mut Work<'_>| checkout::authenticate(work, paid, said);
    let outcome = shop.state.write(Cause::request(), work).await;
    answer(&shop, visit, &Form::default(), outcome).await
}

/// A session that an address names.
enum Loaded {
    Open(Box<Visit>),
    Complete(Box<Receipt>),
}

/// A paid session, with all that its confirmation shows.
struct Receipt {
    link: Value,
    session: Value,
    items: Vec<Value>,
    /// The card, as a charge tells it; null where nothing was paid.
    card: Value,
}

async fn load(shop: &Shop, slug: String, session: String) -> Result<Loaded, Refused> {
    let work = move |work: &mut Work<'_>| {
        let session = checkout::find_session(work, &session)?;
        let session = session
            .filter(|it| it["_slug"] == *slug)
            .ok_or(Closed::Unknown)?;
        if session["status"] == "complete" {
            return Ok(Loaded::Complete(Box::new(receipt(work, session)?)));
        }
        Ok(Loaded::Open(Box::new(checkout::visit(work, session)?)))
    };
    shop.state.read(work).await
}

async fn reload(shop: &Shop, visit: &Visit) -> Result<Visit, Refused> {
    let id = id_of(&visit.session);
    let work = move |work: &mut Work<'_>| {
        let session = checkout::find_session(work, &id)?.ok_or(Closed::Unknown)?;
        checkout::visit(work, session)
    };
    shop.state.read(work).await
}

fn receipt(work: &Work<'_>, session: Value) -> Result<Receipt, StateError> {
    use crate::state::{Kind, PageQuery};
    let find = |kind: Kind, id: &Value| work.find(kind, id.as_str().unwrap_or_default());
    let link = find(Kind::PaymentLink, &session["payment_link"])?.unwrap_or_default();
    let intent = find(Kind::PaymentIntent, &session["payment_intent"])?.unwrap_or_default();
    let charge = find(Kind::Charge, &intent["latest_charge"])?.unwrap_or_default();
    let items = work.all(PageQuery::items_of(
        session["id"].as_str().unwrap_or_default(),
    ))?;
    let card = charge["payment_method_details"]["card"].clone();
    Ok(Receipt {
        link,
        session,
        items,
        card,
    })
}

/// Where a customer goes after paying: the shop's own page, or the confirmation.
fn after(receipt: &Receipt) -> String {
    let behaviour = &receipt.link["after_completion"];
    match behaviour["redirect"]["url"].as_str() {
        Some(url) if behaviour["type"] == "redirect" => {
            url.replace("{CHECKOUT_SESSION_ID}", &id_of(&receipt.session))
        }
        _ => path_of(&receipt.session),
    }
}

fn id_of(object: &Value) -> String {
    object["id"].as_str().unwrap_or_default().to_owned()
}

fn path_of(session: &Value) -> String {
    format!(
        "/pay/{}/{}",
        session["_slug"].as_str().unwrap_or_default(),
        id_of(session)
    )
}
