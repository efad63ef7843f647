//! `search`: objects that match a query, newest first. What was written is found at once, where
//! Stripe takes up to a minute.

mod fields;
mod query;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, optional, required};
use super::route::{Call, Route, get_with};
use crate::state::{Cursor, Kind, PageQuery, Range, Work};
use fields::{
    CHARGES, CUSTOMERS, INVOICES, PAYMENT_INTENTS, PRICES, PRODUCTS, SUBSCRIPTIONS, Searchable,
    Unsearchable, matches,
};
use query::{Clause, Field, Joined, Operator, Query, Wanted};

/// How many objects a page has when nothing is said.
const USUAL: usize = 10;
/// How many objects are looked at in one go.
const AT_ONCE: usize = 500;
/// What is expanded where the number of all matches is asked for.
pub(super) const TOTAL: &str = "total_count";

const PARAMS: &[Param] = &[
    required("query", Shape::Text(5000)),
    optional("limit", Shape::Integer(1, 100)),
    optional("page", Shape::Text(5000)),
];

pub(super) const ROUTES: &[Route] = &[
    get_with("/v1/charges/search", PARAMS, |work, call| {
        search(work, call, &CHARGES)
    }),
    get_with("/v1/customers/search", PARAMS, |work, call| {
        search(work, call, &CUSTOMERS)
    }),
    get_with("/v1/invoices/search", PARAMS, |work, call| {
        search(work, call, &INVOICES)
    }),
    get_with("/v1/payment_intents/search", PARAMS, |work, call| {
        search(work, call, &PAYMENT_INTENTS)
    }),
    get_with("/v1/prices/search", PARAMS, |work, call| {
        search(work, call, &PRICES)
    }),
    get_with("/v1/products/search", PARAMS, |work, call| {
        search(work, call, &PRODUCTS)
    }),
    get_with("/v1/subscriptions/search", PARAMS, |work, call| {
        search(work, call, &SUBSCRIPTIONS)
    }),
];

fn search(work: &mut Work<'_>, call: &Call, what: &Searchable) -> Result<Value, ApiError> {
    let query = understood(call.text("query").unwrap_or_default(), what)?;
    let after = call
        .text("page")
        .map(|page| place(work, page, what.kind))
        .transpose()?;
    let limit = call.params.get("limit").and_then(Value::as_u64);
    let limit = limit.map_or(USUAL, |limit| usize::try_from(limit).unwrap_or(USUAL));
    let mut found = find(work, &query, what, after, limit + 1)?;
    let has_more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().and_then(|object| object["id"].as_str());
    let mut answer = json!({
        "object": "search_result",
        "has_more": has_more,
        "next_page": last.filter(|_| has_more).map(token),
        "url": format!("/v1/{}/search", what.name),
    });
    if call.expand.iter().any(|path| path == TOTAL) {
        answer[TOTAL] = json!(find(work, &query, what, None, usize::MAX)?.len());
    }
    let shown: Result<Vec<_>, _> = found.iter().map(|object| work.render(object)).collect();
    answer["data"] = Value::Array(shown?);
    Ok(answer)
}

fn understood(text: &str, what: &Searchable) -> Result<Query, ApiError> {
    let refused = |message: String| ApiError::invalid(message).param("query");
    let query = Query::parse(text).map_err(|_| {
        refused(
            "We were unable to parse your search query. Try using the format \
             `metadata[\"key\"]:\"value\"` to query for metadata or key:\"value\" to query for \
             other fields."
                .to_owned(),
        )
    })?;
    let see = format!(
        "See http://stripe.com/docs/search#query-fields-for-{} for a list of supported fields.",
        what.name.replace('_', "-")
    );
    what.check(&query).map_err(|why| {
        refused(match why {
            Unsearchable::Field(field) => format!(
                "Field `{field}` is an unsupported search field for resource `{}`. {see}",
                what.name
            ),
            Unsearchable::Operator(field) => {
                format!("Field `{field}` cannot be searched with this operator and value. {see}")
            }
        })
    })?;
    Ok(query)
}

/// The objects that match, after a place, up to so many.
fn find(
    work: &Work<'_>,
    query: &Query,
    what: &Searchable,
    after: Option<String>,
    most: usize,
) -> Result<Vec<Value>, ApiError> {
    let mut found = Vec::new();
    let mut cursor = after.map(Cursor::After);
    loop {
        let mut look = narrowed(PageQuery::newest(what.kind), query);
        look.limit = AT_ONCE;
        look.cursor = cursor;
        let Some(page) = work.page(&look)? else {
            return Ok(found);
        };
        let last = page.objects.last().map(|object| object["id"].clone());
        found.extend(
            page.objects
                .into_iter()
                .filter(|object| matches(query, object)),
        );
        if !page.has_more || found.len() >= most {
            found.truncate(most);
            return Ok(found);
        }
        cursor = last
            .and_then(|id| id.as_str().map(str::to_owned))
            .map(Cursor::After);
    }
}

/// Only those that can match by what is indexed: their time, and whose they are.
fn narrowed(mut look: PageQuery, query: &Query) -> PageQuery {
    if query.joined == Joined::Or {
        return look;
    }
    let asked = |clause: &&Clause| clause.wanted == Wanted::Matching;
    for clause in query.clauses.iter().filter(asked) {
        let (Field::Named(name), Some(value)) = (&clause.field, &clause.value) else {
            continue;
        };
        match (name.as_str(), clause.operator, value.parse::<i64>()) {
            ("customer", Operator::Is, _) => look = look.with("customer", value.clone()),
            ("product", Operator::Is, _) => look = look.with("product", value.clone()),
            ("created", operator, Ok(at)) => narrow(&mut look.created, operator, at),
            _ => {}
        }
    }
    look
}

fn narrow(range: &mut Range, operator: Operator, at: i64) {
    let (from, to) = match operator {
        Operator::Is => (Some(at), Some(at)),
        Operator::Greater => (Some(at.saturating_add(1)), None),
        Operator::GreaterOrEqual => (Some(at), None),
        Operator::Less => (None, Some(at.saturating_sub(1))),
        Operator::LessOrEqual => (None, Some(at)),
        Operator::Has => (None, None),
    };
    range.from = range.from.max(from);
    range.to = match (range.to, to) {
        (Some(known), Some(to)) => Some(known.min(to)),
        (known, to) => known.or(to),
    };
}

/// A page's token: the object after which it begins, in letters that nobody takes apart.
fn token(id: &str) -> String {
    URL_SAFE_NO_PAD.encode(id)
}

fn place(work: &Work<'_>, page: &str, kind: Kind) -> Result<String, ApiError> {
    let decoded = URL_SAFE_NO_PAD.decode(page).ok();
    let id = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
    let known = match &id {
        Some(id) => work.find(kind, id)?.is_some(),
        None => false,
    };
    id.filter(|_| known)
        .ok_or_else(|| ApiError::invalid(format!("{page} is an invalid page.")).param("page"))
}
