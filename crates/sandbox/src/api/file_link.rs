//! File links: addresses at which a file can be had without a key, until they expire.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional, required};
use super::route::{Call, Route, get, list as list_route, post};
use super::{list, metadata};
use crate::chance::secret_letters;
use crate::state::{Kind, PageQuery, StateError, Work};

/// How many links expire at once.
const AT_ONCE: usize = 100;

const CREATE: &[Param] = &[
    optional("expires_at", Shape::Integer(0, i64::MAX)),
    required("file", Shape::Text(255)),
    clearable("metadata", Shape::Metadata),
];

const UPDATE: &[Param] = &[
    // A time, or the word `now`.
    clearable("expires_at", Shape::Text(20)),
    clearable("metadata", Shape::Metadata),
];

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("expired", Shape::Boolean),
    optional("file", Shape::Text(255)),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/file_links", CREATE, create),
    list_route("/v1/file_links", LIST, list_all),
    get("/v1/file_links/{}", retrieve),
    post("/v1/file_links/{}", UPDATE, update),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let file = call.text("file").unwrap_or_default();
    if work.find(Kind::File, file)?.is_none() {
        return Err(ApiError::no_such_param(Kind::File, file, "file"));
    }
    let expires = call.params.get("expires_at").and_then(Value::as_i64);
    make(work, file, expires, call.params.get("metadata"))
}

/// Makes a link to a file.
pub(super) fn make(
    work: &mut Work<'_>,
    file: &str,
    expires_at: Option<i64>,
    given: Option<&Value>,
) -> Result<Value, ApiError> {
    if let Some(at) = expires_at {
        check_future(work, at)?;
    }
    // Whoever knows the address gets the file, so it is no draw of the seed.
    let token = secret_letters(32);
    let link = json!({
        "id": work.new_id(Kind::FileLink),
        "object": "file_link",
        "_due": expires_at,
        "_token": token,
        "created": work.now(),
        "expired": false,
        "expires_at": expires_at,
        "file": file,
        "livemode": false,
        "metadata": metadata::of_new(given),
        "url": format!("/links/{token}"),
    });
    work.insert(Kind::FileLink, &link)?;
    Ok(link)
}

fn check_future(work: &Work<'_>, at: i64) -> Result<(), ApiError> {
    if at > work.now().0 {
        return Ok(());
    }
    Err(ApiError::invalid("The expires_at timestamp must be in the future.").param("expires_at"))
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let query = call.query(Kind::FileLink, &["file", "expired"]);
    list::answer(work, &query, "/v1/file_links")
}

/// The links to a file, as the file includes them: the newest ten.
pub(super) fn included(work: &Work<'_>, file: &str) -> Result<Value, ApiError> {
    let query = PageQuery {
        limit: 10,
        ..PageQuery::newest(Kind::FileLink).with("file", file)
    };
    list::answer(work, &query, &format!("/v1/file_links?file={file}"))
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::FileLink, id)?
        .ok_or_else(|| ApiError::no_such(Kind::FileLink, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut link = existing(work, call.id())?;
    if link["expired"] == true {
        return Err(ApiError::invalid(
            "This link has expired and cannot be updated.",
        ));
    }
    metadata::merge(&mut link["metadata"], call.params.get("metadata"));
    match call.params.get("expires_at") {
        None => {}
        Some(Value::String(text)) if text == "now" => {
            link["expires_at"] = json!(work.now());
            end(&mut link);
        }
        Some(Value::String(text)) => {
            let at = text.parse().map_err(|_| {
                ApiError::invalid(format!("Invalid timestamp: {text}")).param("expires_at")
            })?;
            check_future(work, at)?;
            link["expires_at"] = json!(at);
            link["_due"] = json!(at);
        }
        Some(_) => {
            link["expires_at"] = Value::Null;
            link["_due"] = Value::Null;
        }
    }
    work.replace(Kind::FileLink, &link)?;
    Ok(link)
}

fn end(link: &mut Value) {
    link["expired"] = json!(true);
    link["_due"] = Value::Null;
    link["url"] = Value::Null;
}

/// The id of the file that an address leads to.
pub(super) fn file_of(work: &Work<'_>, token: &str) -> Result<Option<String>, StateError> {
    let query = PageQuery::newest(Kind::FileLink).with("_token", token);
    let link = work.all(query)?.into_iter().next();
    let open = link.filter(|link| {
        let over = link["expires_at"]
            .as_i64()
            .is_some_and(|at| at <= work.now().0);
        link["expired"] == false && !over
    });
    Ok(open.and_then(|link| link["file"].as_str().map(str::to_owned)))
}

/// When the first link expires.
pub(crate) fn next(work: &Work<'_>) -> Result<Option<UnixSeconds>, StateError> {
    work.first_due(Kind::FileLink)
}

/// Lets those links expire that are due; tells how many.
pub(crate) fn run(work: &mut Work<'_>) -> Result<usize, StateError> {
    let due = work.overdue(Kind::FileLink, AT_ONCE)?;
    let count = due.len();
    for mut link in due {
        end(&mut link);
        work.replace(Kind::FileLink, &link)?;
    }
    Ok(count)
}
