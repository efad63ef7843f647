//! The test cards, listed on the page for whoever practises: each with what it does.

use maud::{Markup, html};

use super::language::Language;
use super::view::View;
use super::words::{Cards, fill};
use super::{country, facts};
use crate::payment::{Asks, Bank, Check, Decline, FRAUDULENT, GENERIC, Risk, TestCard};

/// What a card is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Paid,
    Asked,
    Declined,
    Later,
    Warned,
    Countries,
}

impl Group {
    const ALL: [Self; 6] = [
        Self::Paid,
        Self::Asked,
        Self::Declined,
        Self::Later,
        Self::Warned,
        Self::Countries,
    ];

    fn of(card: &TestCard) -> Self {
        let checks = card.checks;
        let checks = [checks.cvc, checks.line1, checks.postal_code];
        if card.afterwards.is_some() {
            Self::Later
        } else if is_asked(card) {
            Self::Asked
        } else if decline(card).is_some() {
            Self::Declined
        } else if card.risk != Risk::Normal || checks.iter().any(|it| *it != Check::Pass) {
            Self::Warned
        } else if card.country == "US" {
            Self::Paid
        } else {
            Self::Countries
        }
    }

    fn title(self, words: &'static Cards) -> &'static str {
        match self {
            Self::Paid => words.paid,
            Self::Asked => words.asked,
            Self::Declined => words.declined,
            Self::Later => words.later,
            Self::Warned => words.warned,
            Self::Countries => words.countries,
        }
    }
}

/// How many cards of a group are shown before the others are asked for.
const SHOWN: usize = 4;

/// The fold with the test cards. What each does is also said for programs that read the page.
pub(super) fn fold(view: &View<'_>) -> Markup {
    let words = &view.words().cards;
    html! {
        details.practise {
            summary { (words.title) }
            p.hint { (words.hint) }
            @for group in Group::ALL { (part(group, view)) }
        }
    }
}

fn part(group: Group, view: &View<'_>) -> Markup {
    let words = &view.words().cards;
    let cards: Vec<_> = TestCard::all()
        .filter(|card| Group::of(card) == group)
        .collect();
    let (shown, others) = cards.split_at(SHOWN.min(cards.len()));
    let list = |cards: &[&TestCard]| {
        html! {
            ul {
                @for card in cards { (line(card, group, view.language)) }
            }
        }
    };
    html! {
        h2 { (group.title(words)) }
        (list(shown))
        @if !others.is_empty() {
            details {
                summary { (fill(words.more, &[("count", &others.len().to_string())])) }
                (list(others))
            }
        }
    }
}

fn line(card: &TestCard, group: Group, language: Language) -> Markup {
    html! {
        li data-card data-asks[is_asked(card)]
            data-decline=[decline(card).map(|decline| decline.reason())]
            data-afterwards=[card.afterwards] {
            code { (spaced(card.number)) }
            span { (effect(card, group, language)) }
        }
    }
}

/// What is particular to a card in its group.
fn effect(card: &TestCard, group: Group, language: Language) -> String {
    let words = &language.words().cards;
    let why = decline(card).map(|decline| reason(&decline, words));
    match group {
        Group::Paid | Group::Countries => {
            let parts = [
                Some(looks(card, language)),
                asks(card.asks, words).map(str::to_owned),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Group::Asked => {
            let then = why.map(|why| fill(words.then_declined, &[("why", why)]));
            let parts = [asks(card.asks, words).map(str::to_owned), then];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Group::Declined => why.unwrap_or_default().to_owned(),
        Group::Later => afterwards(card.afterwards.unwrap_or_default(), words).to_owned(),
        Group::Warned => warnings(card, words).join(", "),
    }
}

/// Brand, kind and country.
fn looks(card: &TestCard, language: Language) -> String {
    let words = &language.words().cards;
    let brand = facts::brand_name(card.brand).unwrap_or(language.words().after.card);
    let funding = match card.funding {
        "debit" => Some(words.debit),
        "prepaid" => Some(words.prepaid),
        _ => None,
    };
    let country = (card.country != "US").then(|| country::name(card.country, language));
    let parts = [Some(brand), funding, country];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Whether the bank asks a customer who is at the pay page.
fn is_asked(card: &TestCard) -> bool {
    match card.asks {
        Asks::Always | Asks::UnlessSetUp | Asks::OnSession => true,
        Asks::Never
        | Asks::Unsupported
        | Asks::IfRequested
        | Asks::BreaksDown
        | Asks::NeededAndBreaksDown
        | Asks::Silently => false,
    }
}

/// What is particular to a card's 3-D Secure.
fn asks(asks: Asks, words: &'static Cards) -> Option<&'static str> {
    match asks {
        Asks::Always => Some(words.at_each),
        Asks::UnlessSetUp => Some(words.unless_set_up),
        Asks::OnSession => Some(words.if_present),
        Asks::Silently => Some(words.silently),
        Asks::IfRequested => Some(words.if_requested),
        Asks::BreaksDown | Asks::NeededAndBreaksDown => Some(words.breaks_down),
        Asks::Never | Asks::Unsupported => None,
    }
}

/// Why a card is not charged in the end.
fn decline(card: &TestCard) -> Option<Decline> {
    match (card.risk, card.asks, card.bank) {
        (Risk::Highest, _, _) => Some(FRAUDULENT),
        (_, Asks::NeededAndBreaksDown, _) => Some(GENERIC),
        (_, _, Bank::Decline(decline) | Bank::DeclineCharges(decline)) => Some(decline),
        (_, _, Bank::Approve) => None,
    }
}

fn reason(decline: &Decline, words: &'static Cards) -> &'static str {
    match decline.reason() {
        "generic_decline" => words.no_reason,
        "insufficient_funds" => words.insufficient_funds,
        "lost_card" => words.lost_card,
        "stolen_card" => words.stolen_card,
        "expired_card" => words.expired_card,
        "incorrect_cvc" => words.incorrect_cvc,
        "processing_error" => words.processing_error,
        "card_velocity_exceeded" => words.velocity,
        "fraudulent" => words.blocked,
        other => other,
    }
}

/// What follows a payment, by a charge's `_afterwards`.
fn afterwards(what: &'static str, words: &'static Cards) -> &'static str {
    match what {
        "dispute_fraudulent" => words.dispute_fraudulent,
        "dispute_product_not_received" => words.dispute_not_received,
        "inquiry" => words.inquiry,
        "early_fraud_warning" => words.fraud_warning,
        "refund_pending" => words.refund_pending,
        "refund_fails" => words.refund_fails,
        "bypass_pending" => words.bypass_pending,
        other => other,
    }
}

fn warnings(card: &TestCard, words: &'static Cards) -> Vec<&'static str> {
    let checks = card.checks;
    let fails = |check: Check, word| (check == Check::Fail).then_some(word);
    [
        (card.risk == Risk::Elevated).then_some(words.elevated),
        fails(checks.cvc, words.cvc_fails),
        fails(checks.line1, words.line1_fails),
        fails(checks.postal_code, words.postal_code_fails),
        (checks.line1 == Check::Unavailable).then_some(words.unchecked),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A number in groups of four.
pub(super) fn spaced(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    digits
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}
