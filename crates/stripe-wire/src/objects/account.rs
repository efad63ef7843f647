//! What concerns the account as a whole: its balance, and the runs of its reports.

use countertop_domain::{
    Balance, BalanceAmount, Currency, Object, ReportRun, ReportRunStatus, UnixSeconds,
};
use serde_json::value::RawValue;

use super::Found;
use super::expandable::Array;
use crate::lenient::lenient;

lenient! {
    struct WireBalance<'a> {
    } borrowed {
        available: Array<'a>,
        pending: Array<'a>,
    }
}

lenient! {
    struct WireAmount {
        amount: i64,
        currency: Currency,
    }
}

lenient! {
    struct WireRun {
        id: String,
        status: ReportRunStatus,
        report_type: String,
        created: UnixSeconds,
        result: WireFile,
        error: String,
    }
}

lenient! {
    struct WireFile {
        url: String,
    }
}

pub(super) fn collect_balance(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<WireBalance<'_>>(raw) else {
        return;
    };
    found.push(Object::Balance(Balance {
        available: amounts(&wire.available),
        pending: amounts(&wire.pending),
    }));
}

fn amounts(array: &Array<'_>) -> Vec<BalanceAmount> {
    let amounts = array.items().iter().filter_map(|raw| {
        let wire = super::parse::<WireAmount>(raw)?;
        Some(BalanceAmount {
            amount: wire.amount?,
            currency: wire.currency?,
        })
    });
    amounts.collect()
}

pub(super) fn collect_report_run(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<WireRun>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    found.push(Object::ReportRun(ReportRun {
        id,
        status: wire
            .status
            .unwrap_or_else(|| ReportRunStatus::Other("unknown".to_owned())),
        report_type: wire.report_type,
        created: wire.created,
        url: wire.result.and_then(|it| it.url),
        error: wire.error,
    }));
}
