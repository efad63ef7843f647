//! The hosted pay page: plain HTML and a form, which any browser or HTTP client can pay with.

mod address;
mod after;
mod bank;
mod choose;
mod closed;
mod consent;
mod contact;
mod country;
mod dates;
mod facts;
mod form;
mod input;
mod intent;
mod invoice;
mod language;
mod layout;
mod load;
mod methods;
mod money;
mod page;
mod papers;
mod prose;
mod questions;
mod reply;
mod shipping;
mod summary;
mod sums;
mod test_accounts;
mod test_cards;
mod till;
mod view;
mod words;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State as Shared};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::Value;

use crate::checkout::{Problem, Visitor};
use crate::http::Shop;
use crate::payment::Authentication;
use language::{Language, Reader};
use till::Till;

/// The pay page's addresses.
pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .route("/pay/style.css", get(style))
        .route("/pay/inter.woff2", get(font))
        .route("/pay/3ds/{intent}", get(ask_about).post(confirm_intent))
        .route("/pay/invoice/{invoice}", get(invoice))
        .route("/pay/mandate/{mandate}", get(mandate))
        .route("/pay/receipt/{charge}", get(receipt))
        .route("/pay/voucher/{intent}", get(voucher).post(pay_voucher))
        .route("/pay/{slug}", get(open).post(pay_at_once))
        .route("/pay/{slug}/{session}", get(show).post(pay))
        .route("/pay/{slug}/{session}/authenticate", get(ask).post(confirm))
}

/// An amount in minor units with its currency, in English, such as `€1,234.50`.
pub(crate) fn amount(minor: i64, code: &str) -> String {
    money::amount(minor, code, Language::English)
}

/// A problem with a field in English, for those who are no customers at a page.
pub(crate) fn problem(problem: &Problem) -> String {
    words::problem(problem, Language::English)
}

async fn style() -> Response {
    let headers = [
        (CONTENT_TYPE, "text/css; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
    ];
    let parts = [
        include_str!("style/base.css"),
        include_str!("style/order.css"),
        include_str!("style/form.css"),
        include_str!("style/after.css"),
    ];
    (headers, parts.concat()).into_response()
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
    reader: Reader,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let visitor = Visitor::read(query.as_deref().unwrap_or_default());
    Till::new(shop, reader).open(slug, visitor).await
}

/// Pays without having looked at the page before.
async fn pay_at_once(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path(slug): Path<String>,
    body: Body,
) -> Response {
    Till::new(shop, reader).pay_at_once(slug, body).await
}

async fn show(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path((slug, session)): Path<(String, String)>,
) -> Response {
    Till::new(shop, reader).show(slug, session).await
}

async fn pay(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path((slug, session)): Path<(String, String)>,
    body: Body,
) -> Response {
    Till::new(shop, reader).pay(slug, session, body).await
}

async fn ask(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path((slug, session)): Path<(String, String)>,
) -> Response {
    Till::new(shop, reader).ask(slug, session).await
}

async fn confirm(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path((slug, session)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    let said = said(&body);
    Till::new(shop, reader).confirm(slug, session, said).await
}

/// What a customer told their bank.
fn said(body: &[u8]) -> Authentication {
    let failed =
        url::form_urlencoded::parse(body).any(|(name, value)| name == "result" && value == "fail");
    if failed {
        Authentication::Failed
    } else {
        Authentication::Confirmed
    }
}

async fn ask_about(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path(intent): Path<String>,
) -> Response {
    Till::new(shop, reader).ask_about(intent).await
}

async fn confirm_intent(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path(intent): Path<String>,
    body: Bytes,
) -> Response {
    let till = Till::new(shop, reader);
    till.confirm_intent(intent, said(&body)).await
}

async fn voucher(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path(intent): Path<String>,
) -> Response {
    Till::new(shop, reader).voucher(intent).await
}

async fn pay_voucher(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path(intent): Path<String>,
) -> Response {
    Till::new(shop, reader).pay_voucher(intent).await
}

async fn mandate(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path(mandate): Path<String>,
) -> Response {
    Till::new(shop, reader).mandate(mandate).await
}

async fn invoice(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path(invoice): Path<String>,
) -> Response {
    Till::new(shop, reader).invoice(invoice).await
}

async fn receipt(
    Shared(shop): Shared<Shop>,
    reader: Reader,
    Path(charge): Path<String>,
) -> Response {
    Till::new(shop, reader).receipt(charge).await
}

fn id_of(object: &Value) -> String {
    object["id"].as_str().unwrap_or_default().to_owned()
}

/// The address of a session's page.
fn path_of(session: &Value) -> String {
    format!(
        "/pay/{}/{}",
        session["_slug"].as_str().unwrap_or_default(),
        id_of(session)
    )
}
