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
            return Ok((without_itself(lines, payout), true));
        };
        paging.cursor = Cursor::After(last);
    }
    Ok((without_itself(lines, payout), false))
}

/// The lines without the payout's own entry, which takes the money off the balance. The money of a payout that failed
/// before names that one, and stays: it is in this one.
fn without_itself(mut lines: Vec<Line>, payout: &PayoutId) -> Vec<Line> {
    lines.retain(|line| line.source() != Some(payout.as_str()));
    lines
}

impl Line {
    /// The id of what it is for.
    fn source(&self) -> Option<&str> {
        self.source.as_str().or_else(|| self.source["id"].as_str())
    }

    /// The line with the payment that the ledger knows for it.
    pub(super) fn known(self, ledger: &Ledger) -> Result<PayoutLine, StoreError> {
        let payment = match self.source() {
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_payouts_own_entry_is_left_out() {
        let lines = json!([
            {"id": "txn_1", "type": "payout", "amount": -300, "net": -300, "source": "po_1"},
            {"id": "txn_2", "type": "charge", "amount": 210, "net": 200, "source": {"id": "ch_1"}},
            {"id": "txn_3", "type": "payout_failure", "amount": 100, "net": 100, "source": "po_0"},
        ]);
        let lines: Vec<Line> = serde_json::from_value(lines).unwrap();
        let payout: PayoutId = "po_1".parse().unwrap();
        let left = without_itself(lines, &payout);
        let kinds: Vec<_> = left.iter().map(|line| line.kind.as_str()).collect();
        assert_eq!(kinds, ["charge", "payout_failure"]);
        assert_eq!(left.iter().map(|line| line.net).sum::<i64>(), 300);
    }
}
