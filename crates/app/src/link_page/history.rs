//! What was done to a link: Stripe's events of it, and what the merchant planned here.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use countertop_domain::{Act, ActKind, LinkStep, PaymentLinkId, UnixSeconds};
use countertop_store::{Ledger, StoreError, StoredEvent};
use serde_json::Value;

use crate::ipc::{LinkDeed, LinkHappening, LinkOrigin};

/// The history, newest first.
pub(super) fn of(
    ledger: &Ledger,
    id: &PaymentLinkId,
    created: UnixSeconds,
) -> Result<Vec<LinkHappening>, StoreError> {
    let events = ledger.events_about(id.as_str())?;
    let told: Vec<_> = events.iter().filter_map(Told::read).collect();
    let requests: BTreeSet<String> = told.iter().filter_map(|it| it.request.clone()).collect();
    let ours = ledger.requests_of_ours(&requests)?;
    let mut history: Vec<_> = told
        .into_iter()
        .filter_map(|it| {
            let here = it.request.as_ref().is_some_and(|it| ours.contains(it));
            it.happening(here)
        })
        .collect();
    let acts = ledger.link_acts(id)?;
    history.extend(acts.iter().rev().filter_map(planned));
    if !history.iter().any(|it| it.what == LinkDeed::Made) {
        let seen = happening(created.0, LinkDeed::Seen, LinkOrigin::Here);
        history.push(seen);
    }
    history.sort_by_key(|it| Reverse(it.at));
    Ok(history)
}

/// An event of a link.
struct Told {
    at: i64,
    is_made: bool,
    request: Option<String>,
    active: Option<bool>,
    before: Value,
}

impl Told {
    fn read(stored: &StoredEvent) -> Option<Self> {
        let is_made = match stored.row.event_type.as_deref()? {
            "payment_link.created" => true,
            "payment_link.updated" => false,
            _ => return None,
        };
        let event: Value = serde_json::from_slice(&stored.body).ok()?;
        let data = event.get("data")?;
        Some(Self {
            at: stored.row.created.0,
            is_made,
            request: event
                .pointer("/request/id")
                .and_then(Value::as_str)
                .map(str::to_owned),
            active: data.pointer("/object/active").and_then(Value::as_bool),
            before: data.get("previous_attributes").cloned().unwrap_or_default(),
        })
    }

    /// What it tells; nothing where Stripe only counted one more checkout.
    fn happening(self, here: bool) -> Option<LinkHappening> {
        let origin = match here {
            true => LinkOrigin::Here,
            false => LinkOrigin::Elsewhere,
        };
        if self.is_made {
            return Some(happening(self.at, LinkDeed::Made, origin));
        }
        let changes = changes(&self.before);
        let was_switched = self.before.get("active").is_some();
        let what = match self.active.filter(|_| was_switched) {
            Some(true) => LinkDeed::Opened,
            Some(false) => LinkDeed::Closed,
            None => LinkDeed::Changed,
        };
        let is_only_counted = what == LinkDeed::Changed && changes.is_empty();
        (!is_only_counted || self.before.is_null()).then(|| LinkHappening {
            changes,
            ..happening(self.at, what, origin)
        })
    }
}

fn happening(at: i64, what: LinkDeed, origin: LinkOrigin) -> LinkHappening {
    LinkHappening {
        at,
        what,
        origin,
        changes: Vec::new(),
        opens_at: None,
        closes_at: None,
        zone: None,
    }
}

fn planned(act: &Act) -> Option<LinkHappening> {
    let done = |what| happening(act.at.div_euclid(1000), what, LinkOrigin::Here);
    match &act.kind {
        ActKind::LinkPlanned {
            open_at: None,
            close_at: None,
            ..
        } => Some(done(LinkDeed::Unplanned)),
        ActKind::LinkPlanned {
            open_at,
            close_at,
            time_zone,
        } => Some(LinkHappening {
            opens_at: open_at.map(|it| it.0),
            closes_at: close_at.map(|it| it.0),
            zone: Some(time_zone.clone()),
            ..done(LinkDeed::Planned)
        }),
        ActKind::LinkPlanDone { step, .. } => Some(done(match step {
            LinkStep::Open => LinkDeed::OpenedAsPlanned,
            LinkStep::Close => LinkDeed::ClosedAsPlanned,
        })),
        ActKind::Fulfilled | ActKind::Unfulfilled | ActKind::Note { .. } => None,
    }
}

/// What an event's `previous_attributes` say was changed, in words; whether it is active apart.
fn changes(before: &Value) -> Vec<String> {
    let names = before.as_object().into_iter().flatten();
    let names = names.filter(|(name, was)| match name.as_str() {
        "active" => false,
        // Stripe counts a checkout here; nobody changed anything.
        "restrictions" => was.pointer("/completed_sessions/limit").is_some() || was.is_null(),
        _ => true,
    });
    names.map(|(name, _)| changed(name)).collect()
}

fn changed(parameter: &str) -> String {
    let known = WORDS.iter().find(|(name, _)| *name == parameter);
    known.map_or_else(|| parameter.replace('_', " "), |it| it.1.to_owned())
}

const WORDS: &[(&str, &str)] = &[
    ("after_completion", "what follows a payment"),
    ("allow_promotion_codes", "promotion codes"),
    ("billing_address_collection", "billing address"),
    ("consent_collection", "consent"),
    ("custom_fields", "questions"),
    ("custom_text", "texts on the pay page"),
    ("customer_creation", "customers kept at Stripe"),
    ("inactive_message", "message once closed"),
    ("invoice_creation", "invoices"),
    ("line_items", "what it sells"),
    ("metadata", "your own keys"),
    ("name_collection", "names asked for"),
    ("optional_items", "extras"),
    ("payment_intent_data", "details of its payments"),
    ("payment_method_types", "ways to pay"),
    ("phone_number_collection", "phone number"),
    ("restrictions", "limit of sales"),
    ("shipping_address_collection", "shipping address"),
    ("submit_type", "word on the button"),
    ("subscription_data", "details of its subscriptions"),
    ("tax_id_collection", "tax id"),
];
