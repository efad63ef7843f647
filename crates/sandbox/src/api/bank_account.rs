//! The merchant's bank accounts, where payouts go.

use serde_json::Value;

use super::error::ApiError;
use super::params::{Param, Shape, optional};
use super::route::{Call, Route, get, list as list_route};
use super::{account, list};
use crate::state::{Kind, PageQuery, Work};

const LIST: &[Param] = &[optional("object", Shape::Choice(&["bank_account", "card"]))];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/accounts/{}/external_accounts", LIST, list_all),
    get("/v1/accounts/{}/external_accounts/{}", retrieve),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    account::is_ours(work, call.id())?;
    let url = url(call.id());
    if call.text("object") == Some("card") {
        return Ok(list::envelope(Vec::new(), false, &url));
    }
    let query = call.paged(PageQuery::newest(Kind::BankAccount));
    list::answer(work, &query, &url)
}

fn url(account: &str) -> String {
    format!("/v1/accounts/{account}/external_accounts")
}

/// The bank accounts, as the account includes them.
pub(super) fn included(work: &Work<'_>, account: &str) -> Result<Value, ApiError> {
    let query = PageQuery {
        limit: 10,
        ..PageQuery::newest(Kind::BankAccount)
    };
    list::answer(work, &query, &url(account))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    account::is_ours(work, call.id())?;
    let id = call.ids.last().map(String::as_str).unwrap_or_default();
    work.find(Kind::BankAccount, id)?
        .ok_or_else(|| ApiError::no_such(Kind::BankAccount, id))
}
