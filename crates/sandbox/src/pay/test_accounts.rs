//! The test accounts and what a voucher's e-mail address says, for whoever practises.

use maud::{Markup, html};

use super::test_cards::spaced;
use super::view::View;
use super::words::Cards;
use crate::payment::{Scenario, TestIban};

/// The country whose accounts are listed.
const LISTED: &str = "de";

/// What an e-mail address ends with before the `@` when its voucher is to end so.
const ENDINGS: [&str; 5] = [
    "succeed_immediately",
    "succeed_with_delay",
    "expire_immediately",
    "expire_with_delay",
    "fill_never",
];

/// The fold with the test accounts.
pub(super) fn accounts(view: &View<'_>) -> Markup {
    let words = &view.words().cards;
    let listed = TestIban::all().filter(|account| account.country == LISTED);
    html! {
        details.practise {
            summary { (words.accounts) }
            p.hint { (words.accounts_hint) }
            ul {
                @for account in listed {
                    li data-scenario=(account.scenario.name()) {
                        code { (spaced(account.iban)) }
                        span { (scenario(account.scenario, words)) }
                    }
                }
            }
        }
    }
}

fn scenario(scenario: Scenario, words: &'static Cards) -> &'static str {
    match scenario {
        Scenario::Success => words.debited,
        Scenario::SuccessDelayed => words.debited_later,
        Scenario::SuccessLate => words.debited_late,
        Scenario::Failed => words.bounced,
        Scenario::FailedDelayed => words.bounced_later,
        Scenario::Disputed => words.dispute_fraudulent,
        Scenario::ExceedsWeeklyVolumeLimit => words.over_volume,
        Scenario::ExceedsWeeklyTransactionLimit => words.over_count,
        Scenario::InsufficientFunds => words.insufficient_funds,
    }
}

/// The fold with what becomes of a voucher.
pub(super) fn vouchers(view: &View<'_>) -> Markup {
    let words = &view.words().cards;
    let ends = |ending: &str| match ending {
        "succeed_immediately" => words.debited,
        "expire_immediately" => words.voucher_expires,
        "expire_with_delay" => words.voucher_expires_later,
        "fill_never" => words.voucher_never,
        _ => words.voucher_later,
    };
    html! {
        details.practise {
            summary { (words.vouchers) }
            p.hint { (words.vouchers_hint) }
            ul {
                @for ending in ENDINGS {
                    li { code { (ending) } span { (ends(ending)) } }
                }
            }
        }
    }
}
