//! Tokens: a card that was told once and can be used once.

use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, optional, required};
use super::payment_method;
use super::route::{Call, Route, get, post};
use crate::payment::{self, Card, TestCard};
use crate::state::{Kind, Work};

const LINE: Shape = Shape::Text(5000);

/// A card with its holder.
pub(super) const CARD: Shape = Shape::Object(&[
    optional("address_city", LINE),
    optional("address_country", LINE),
    optional("address_line1", LINE),
    optional("address_line2", LINE),
    optional("address_state", LINE),
    optional("address_zip", LINE),
    optional("currency", Shape::Currency),
    optional("cvc", Shape::Text(40)),
    required("exp_month", Shape::Integer(i64::MIN, i64::MAX)),
    required("exp_year", Shape::Integer(i64::MIN, i64::MAX)),
    optional("name", LINE),
    required("number", Shape::Text(40)),
]);

const CREATE: &[Param] = &[required("card", CARD)];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/tokens", CREATE, create),
    get("/v1/tokens/{}", retrieve),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let given = call.params.get("card").cloned().unwrap_or_default();
    let card = payment_method::typed(work, &given, "card")?;
    let nothing = Map::new();
    let holder = given.as_object().unwrap_or(&nothing);
    let mut source = payment::card_source(work, &card, holder);
    let known = source["_card"].take();
    if let Some(source) = source.as_object_mut() {
        source.remove("_card");
    }
    let token = json!({
        "id": work.new_id(Kind::Token),
        "object": "token",
        "_card": known,
        "card": source,
        "client_ip": null,
        "created": work.now(),
        "livemode": false,
        "type": "card",
        "used": false,
    });
    work.insert(Kind::Token, &token)?;
    Ok(token)
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    work.find(Kind::Token, id)?
        .ok_or_else(|| ApiError::no_such_param(Kind::Token, id, "token"))
        .map_err(|error| error.status(axum::http::StatusCode::NOT_FOUND))
}

/// The card of a token, which is used by that. A test id such as `tok_visa` stands for a new one at
/// each use.
pub(super) fn take_card(work: &mut Work<'_>, id: &str, param: &str) -> Result<Value, ApiError> {
    if id.starts_with("tok_")
        && let Some(test) = TestCard::of_test_id(id)
    {
        let (year, month) = payment::year_and_month(work.now().0);
        let card = Card::of_test(test, year, month);
        return Ok(payment::card_source(work, &card, &Map::new()));
    }
    let mut token = work
        .find(Kind::Token, id)?
        .ok_or_else(|| ApiError::no_such_param(Kind::Token, id, param))?;
    if token["used"] == true {
        return Err(ApiError::invalid(format!(
            "You cannot use a Stripe token more than once: {id}."
        ))
        .code("token_already_used")
        .param(param));
    }
    token["used"] = json!(true);
    work.replace(Kind::Token, &token)?;
    let mut source = token["card"].clone();
    source["_card"] = token["_card"].clone();
    Ok(source)
}
