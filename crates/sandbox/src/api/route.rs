//! The table of routes, and how a path finds its call.

use axum::http::Method;
use serde_json::{Map, Value};

use super::error::ApiError;
use super::expand;
use super::list::{self, PageRequest};
use super::params::{self, Param, Shape, optional};
use crate::state::Work;

/// Most paths that one request may expand.
const MOST_EXPANSIONS: usize = 20;

/// One call of the API.
pub(super) struct Route {
    pub(super) method: Method,
    /// Its path, with `{}` where an id stands.
    path: &'static str,
    params: &'static [Param],
    form: Form,
    pub(super) answer: fn(&mut Work<'_>, &Call) -> Result<Value, ApiError>,
}

/// Whether a call answers with one object or a page of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    One,
    List,
}

/// A call with what it was given, checked.
pub(super) struct Call {
    /// The ids in the path, in order.
    pub(super) ids: Vec<String>,
    pub(super) params: Map<String, Value>,
    pub(super) page: PageRequest,
    /// The paths of fields that are to be expanded.
    pub(super) expand: Vec<String>,
}

pub(super) type AnswerFn = fn(&mut Work<'_>, &Call) -> Result<Value, ApiError>;

pub(super) const fn get(path: &'static str, answer: AnswerFn) -> Route {
    Route {
        method: Method::GET,
        path,
        params: &[],
        form: Form::One,
        answer,
    }
}

/// A read that takes parameters.
pub(super) const fn get_with(
    path: &'static str,
    params: &'static [Param],
    answer: AnswerFn,
) -> Route {
    Route {
        method: Method::GET,
        path,
        params,
        form: Form::One,
        answer,
    }
}

pub(super) const fn list(path: &'static str, params: &'static [Param], answer: AnswerFn) -> Route {
    Route {
        method: Method::GET,
        path,
        params,
        form: Form::List,
        answer,
    }
}

pub(super) const fn post(path: &'static str, params: &'static [Param], answer: AnswerFn) -> Route {
    Route {
        method: Method::POST,
        path,
        params,
        form: Form::One,
        answer,
    }
}

pub(super) const fn delete(path: &'static str, answer: AnswerFn) -> Route {
    delete_with(path, &[], answer)
}

pub(super) const fn delete_with(
    path: &'static str,
    params: &'static [Param],
    answer: AnswerFn,
) -> Route {
    Route {
        method: Method::DELETE,
        path,
        params,
        form: Form::One,
        answer,
    }
}

static ROUTES: &[&[Route]] = &[
    super::account::ROUTES,
    super::balance::ROUTES,
    super::bank_account::ROUTES,
    super::charge::ROUTES,
    super::checkout_session::ROUTES,
    super::confirmation_token::ROUTES,
    super::coupon::ROUTES,
    super::customer::ROUTES,
    super::dispute::ROUTES,
    super::early_fraud_warning::ROUTES,
    super::event::ROUTES,
    super::event_destination::ROUTES,
    super::file::ROUTES,
    super::file_link::ROUTES,
    super::mandate::ROUTES,
    super::invoice::ROUTES,
    super::invoice_payment::ROUTES,
    super::payment_intent::ROUTES,
    super::payment_link::ROUTES,
    super::payment_method::ROUTES,
    super::payment_page::ROUTES,
    super::payout::ROUTES,
    super::price::ROUTES,
    super::product::ROUTES,
    super::promotion_code::ROUTES,
    super::refund::ROUTES,
    super::review::ROUTES,
    super::search::ROUTES,
    super::shipping_rate::ROUTES,
    super::source::ROUTES,
    super::stripecli::ROUTES,
    super::subscription::ROUTES,
    super::tax_id::ROUTES,
    super::thin_event::ROUTES,
    super::token::ROUTES,
    super::webhook_endpoint::ROUTES,
];

/// Every call.
pub(super) fn all() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter().copied().flatten()
}

/// The call of a method and path, and the ids in the path.
pub(super) fn find(method: &Method, path: &str) -> Option<(&'static Route, Vec<String>)> {
    let routes = all().filter(|route| route.method == method);
    let fitting = routes.filter_map(|route| Some((route, route.ids(path)?)));
    // `/search` is no id.
    fitting.min_by_key(|(_, ids)| ids.len())
}

impl Route {
    /// Its path, with `{}` where an id stands.
    pub(super) fn path(&self) -> &'static str {
        self.path
    }

    /// Everything that it takes, but for `expand`, which every call takes.
    pub(super) fn taken(&self) -> impl Iterator<Item = &'static Param> {
        let paging = match self.form {
            Form::One => &[],
            Form::List => list::PAGING,
        };
        self.params.iter().chain(paging)
    }

    fn ids(&self, path: &str) -> Option<Vec<String>> {
        let mut ids = Vec::new();
        let mut parts = path.split('/');
        for wanted in self.path.split('/') {
            let part = parts.next()?;
            if wanted == "{}" && !part.is_empty() {
                ids.push(part.to_owned());
            } else if wanted != part {
                return None;
            }
        }
        parts.next().is_none().then_some(ids)
    }

    /// Checks what was given.
    pub(super) fn call(
        &self,
        ids: Vec<String>,
        mut given: Map<String, Value>,
    ) -> Result<Call, ApiError> {
        let expand = expansions(&mut given)?;
        expand::check_depth(&expand)?;
        let page = match self.form {
            Form::One => PageRequest::default(),
            Form::List => list::page_request(&mut given)?,
        };
        let params = params::check(self.params, given)?;
        Ok(Call {
            ids,
            params,
            page,
            expand,
        })
    }
}

impl Call {
    /// The id in the path.
    pub(super) fn id(&self) -> &str {
        self.ids.first().map(String::as_str).unwrap_or_default()
    }

    /// A parameter that is text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.params.get(name).and_then(Value::as_str)
    }
}

fn expansions(given: &mut Map<String, Value>) -> Result<Vec<String>, ApiError> {
    static EXPAND: &[Param] = &[optional(
        "expand",
        Shape::List(&Shape::Text(500), MOST_EXPANSIONS),
    )];
    let Some(asked) = given.remove("expand") else {
        return Ok(Vec::new());
    };
    let asked = Map::from_iter([("expand".to_owned(), asked)]);
    let checked = params::check(EXPAND, asked)?;
    let paths = checked.get("expand").and_then(Value::as_array);
    let paths = paths.map(Vec::as_slice).unwrap_or_default();
    Ok(paths
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_find_their_calls() {
        for (method, path, ids) in [
            (Method::GET, "/v1/payment_links", Some(vec![])),
            (
                Method::GET,
                "/v1/payment_links/plink_1",
                Some(vec!["plink_1"]),
            ),
            (
                Method::POST,
                "/v1/payment_links/plink_1",
                Some(vec!["plink_1"]),
            ),
            (
                Method::GET,
                "/v1/payment_links/plink_1/line_items",
                Some(vec!["plink_1"]),
            ),
            (Method::GET, "/v1/checkout/sessions", Some(vec![])),
            (Method::GET, "/v1/payment_links/", None),
            (Method::PUT, "/v1/payment_links", None),
            (Method::GET, "/v1/payment_links/plink_1/more", None),
            (Method::GET, "/v1", None),
        ] {
            let found = find(&method, path).map(|(_, ids)| ids);
            let wanted = ids.map(|ids| ids.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(found, wanted, "{method} {path}");
        }
    }
}
