//! What a payout consists of: the balance transactions that Stripe put into it.

use std::collections::BTreeMap;

use countertop_domain::PayoutId;
use countertop_store::{Ledger, StoreError};
use countertop_stripe_client::{ApiError, Client, Cursor, Paging};
use serde::Deserialize;
use serde_json::Value;

use crate::ipc::{PayoutContents, PayoutLine, PayoutSum};

/// How many pages of a hundred lines are read at most.
const MOST_PAGES: usize = 10;
/// The payout's own entry, which takes the money off the balance.
const PAYOUT_ITSELF: &[&str] = &["payout", "payout_cancel", "payout_failure"];

/// A balance transaction, as far as it is shown.
#[derive(Deserialize)]
pub(super) struct Line {
    id: String,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    created: i64,
    amount: i64,
    #[serde(default)]
    fee: i64,
    net: i64,
    #[serde(default)]
    description: Option<String>,
    /// An id, or the object itself.
    #[serde(default)]
    source: Value,
}

/// All lines of a payout but its own entry, newest first, and whether these are all.
///
/// # Errors
/// When Stripe cannot be reached or refuses.
pub(super) async fn read(
    client: &Client,
    payout: &PayoutId,
) -> Result<(Vec<Line>, bool), ApiError> {
    let mut lines = Vec::new();
    let mut paging = Paging::default();
    for _ in 0..MOST_PAGES {
        let page = client.list_payout_contents(payout, &paging).await?;
        let last = page.objects.last().and_then(|it| it.id.clone());
        // A line that cannot be read is left out, and then the sum shows that one is missing.
        lines.extend(page.objects.iter().filter_map(|it| it.parse::<Line>().ok()));
        let Some(last) = last.filter(|_| page.has_more) else {
            lines.retain(|line| !PAYOUT_ITSELF.contains(&line.kind.as_str()));
            return Ok((lines, true));
        };
        paging.cursor = Cursor::After(last);
    }
    lines.retain(|line| !PAYOUT_ITSELF.contains(&line.kind.as_str()));
    Ok((lines, false))
}

impl Line {
    /// The line with the payment that the ledger knows for it.
    pub(super) fn known(self, ledger: &Ledger) -> Result<PayoutLine, StoreError> {
        let source = self.source.as_str().or_else(|| self.source["id"].as_str());
        let payment = match source {
            Some(source) => ledger.payment_of(source)?,
            None => None,
        };
        Ok(PayoutLine {
            id: self.id,
            kind: self.kind,
            created: self.created,
            amount: self.amount,
            fee: self.fee,
            net: self.net,
            payment,
            description: self.description,
        })
    }
}

/// The lines with their sums by kind.
pub(super) fn added_up(lines: Vec<PayoutLine>, is_whole: bool) -> PayoutContents {
    let mut sums: BTreeMap<&str, PayoutSum> = BTreeMap::new();
    for line in &lines {
        let sum = sums.entry(&line.kind).or_insert_with(|| PayoutSum {
            kind: line.kind.clone(),
            count: 0,
            amount: 0,
            fee: 0,
            net: 0,
        });
        sum.count += 1;
        sum.amount = sum.amount.saturating_add(line.amount);
        sum.fee = sum.fee.saturating_add(line.fee);
        sum.net = sum.net.saturating_add(line.net);
    }
    let mut sums: Vec<_> = sums.into_values().collect();
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.net.saturating_abs()));
    let net = sums
        .iter()
        .fold(0, |net: i64, sum| net.saturating_add(sum.net));
    PayoutContents {
        lines,
        sums,
        net,
        is_whole,
    }
}
