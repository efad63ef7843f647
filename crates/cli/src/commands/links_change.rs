//! `links update`, `links activate`, `links deactivate` and `links duplicate`.

use anyhow::Result;
use countertop_app::links::{self, Activity};
use countertop_domain::PaymentLinkId;
use countertop_store::{Ledger, LinkRow};
use countertop_stripe_client::Client;
use countertop_terms::{Problem, fixed};
use serde_json::Value;

use super::links::PrintedLink;
use super::links_create::create;
use super::links_file::{parameters, refusal};
use crate::args::{Global, LinksDuplicate, LinksUpdate};
use crate::exit::note;
use crate::ledger::{adopt_mode, beside, wait_for};
use crate::{output, secrets};

/// Changes a link as the API's own parameters say, and prints it.
///
/// # Errors
/// When a parameter cannot be changed, there is no such link, or Stripe cannot be reached or refuses.
pub fn update(global: &Global, args: &LinksUpdate) -> Result<()> {
    let change = parameters(&args.file)?;
    let problems = unchangeable(&change);
    if !problems.is_empty() {
        return Err(refusal(&args.file, &problems));
    }
    write(global, async |ledger, client| {
        Ok(links::change(ledger, client, &args.id, &change).await?)
    })
}

/// Opens or closes a link, and prints it.
///
/// # Errors
/// When there is no such link, or Stripe cannot be reached or refuses.
pub fn set_active(global: &Global, id: &PaymentLinkId, activity: Activity) -> Result<()> {
    write(global, async |ledger, client| {
        Ok(links::set_active(ledger, client, id, activity).await?)
    })
}

/// Makes another link like one that the API knows, and prints the new one.
///
/// # Errors
/// When there is no such link, or Stripe cannot be reached or refuses.
pub fn duplicate(global: &Global, args: &LinksDuplicate) -> Result<()> {
    write(global, async |ledger, client| {
        let found = links::found(ledger, client, &args.id).await?;
        if !found.read.left.is_empty() {
            let left = found.read.left.join(", ");
            note(&format!(
                "note: the new link is made without {left}, which is for platforms"
            ));
        }
        let terms = links::revived(client, found.read.terms.for_copy()).await?;
        create(ledger, client, (&terms, &Value::Null), args.once.as_deref()).await
    })
}

/// Does something to a link, and prints it with what came in through it.
fn write(
    global: &Global,
    work: impl AsyncFnOnce(&Ledger, &Client) -> Result<LinkRow>,
) -> Result<()> {
    let client = secrets::needed_client(global)?;
    let (link, figures) = beside(global, |ledger| {
        wait_for(async {
            adopt_mode(ledger, &client).await?;
            let link = work(ledger, &client).await?;
            let figures = ledger.link(&link.id)?.map(|(_, figures)| figures);
            Ok((link, figures))
        })
    })?;
    output::json(&PrintedLink::new(link, &figures.unwrap_or_default()))
}

/// What the parameters name that the API does not let change.
fn unchangeable(change: &Value) -> Vec<Problem> {
    let mut named = Vec::new();
    name(change, String::new(), &mut named);
    let is_fixed = |param: &String| {
        let plain = without_indexes(param);
        fixed().iter().any(|it| {
            let rest = plain.strip_prefix(it);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
        })
    };
    let problems = named.into_iter().filter(is_fixed).map(|param| Problem {
        sentence:
            "This cannot be changed on a link that exists: make another link (`links duplicate` \
                   makes one like it), and close this one."
                .to_owned(),
        param,
    });
    problems.collect()
}

/// The name of each parameter with a value of its own, as Stripe writes it.
fn name(value: &Value, path: String, named: &mut Vec<String>) {
    let below = |part: &str| match path.as_str() {
        "" => part.to_owned(),
        path => format!("{path}[{part}]"),
    };
    match value {
        Value::Object(fields) => {
            for (part, value) in fields {
                name(value, below(part), named);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                name(value, below(&index.to_string()), named);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => named.push(path),
    }
}

/// `line_items[][price]` of `line_items[0][price]`.
fn without_indexes(param: &str) -> String {
    let mut plain = String::with_capacity(param.len());
    for part in param.split_inclusive('[') {
        match part.find(']') {
            Some(end) if part[..end].bytes().all(|it| it.is_ascii_digit()) => {
                plain.push_str(&part[end..]);
            }
            _ => plain.push_str(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_cannot_be_changed_is_named() {
        for (change, param) in [
            (json!({"currency": "usd"}), Some("currency")),
            (
                json!({"line_items": [{"id": "li_1", "quantity": 2}, {"price": "price_1"}]}),
                Some("line_items[1][price]"),
            ),
            (
                json!({"line_items": [{"price_data": {"currency": "eur"}}]}),
                Some("line_items[0][price_data][currency]"),
            ),
            (
                json!({"payment_intent_data": {"capture_method": "manual"}}),
                Some("payment_intent_data[capture_method]"),
            ),
            (json!({"line_items": [{"id": "li_1", "quantity": 2}]}), None),
            (
                json!({"metadata": {"currency": "usd"}, "active": false}),
                None,
            ),
        ] {
            let found = unchangeable(&change);
            let found = found.first().map(|it| it.param.as_str());
            assert_eq!(found, param, "{change}");
        }
    }
}
