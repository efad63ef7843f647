//! The connection as the window shows it, and what the merchant does about it there.

use std::sync::Arc;

use countertop_domain::UnixSeconds;
use countertop_receiver::{Clock, SystemClock};
use countertop_store::{Ledger, Types};
use countertop_tunnel::{Installed, Kind, Programs, Purpose};

use super::{Choice, ChoiceError, chain};
use crate::App;
use crate::at_stripe::{AtStripe, WAY};
use crate::catchup::{Attention, Doing, Failure, Status, Trigger, Wanted};
use crate::counted::Counted;
use crate::ipc::{
    AbsenceSpan, AppState, AttentionPaid, CatchUpFrom, CatchingUp, ChooseWay, Completeness,
    ConnectionPage, IpcError, IpcErrorCode, TimeSpan, WayOffer, WayProgram, WayPurpose, Ways,
};
use crate::refusals::sentence;

/// What is counted on the page: the last day.
const DAY: i64 = 24 * 3600;
/// How many events that only catching up brought are told apart by absence.
const TOLD_APART: u32 = 2_000;

impl App {
    /// How the open account is connected, and how complete its ledger is.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn show_connection(&self) -> Result<ConnectionPage, IpcError> {
        let key = self.key_facts().await?;
        let shop = self.shop().await?;
        let line = shop.at_stripe().map(AtStripe::line);
        let status = shop.keeper().status().borrow().clone();
        let types = shop.delivered_types();
        let clock = self.clock(&shop);
        let door = shop.reception().counters().into();
        let counted = Arc::clone(shop.counted());
        let incident = shop.incident().map(Into::into);
        drop(shop);
        let now = SystemClock.now();
        self.read(move |ledger| {
            Ok(ConnectionPage {
                line,
                key,
                clock,
                door,
                ledger: chain::ledger(&counted, ledger)?,
                late: status.late.iter().map(Into::into).collect(),
                completeness: completeness(ledger, &counted, status, &types, now)?,
                incident,
            })
        })
        .await
    }

    /// The ways that Stripe could go to this computer, and which of their programs are there.
    ///
    /// # Errors
    /// When the practice store is open, which needs none, or the ledger cannot be read.
    pub async fn list_ways(&self) -> Result<Ways, IpcError> {
        let (mode, programs) = {
            let shop = self.shop().await?;
            let at_stripe = shop.at_stripe().ok_or_else(needs_none)?;
            (at_stripe.mode, at_stripe.programs.clone())
        };
        let mut offers = Vec::new();
        for kind in Kind::offered(mode) {
            offers.push(offer(kind, &programs).await);
        }
        let chosen = self.read(|ledger| Ok(ledger.setting(WAY)?)).await?;
        Ok(Ways {
            offers,
            chosen: Choice::read(chosen.as_deref()).into(),
        })
    }

    /// Goes this way from now on.
    ///
    /// # Errors
    /// When the choice cannot be meant, with the field at fault, or cannot be kept.
    pub async fn choose_way(&self, choose: ChooseWay) -> Result<ConnectionPage, IpcError> {
        let choice = Choice::from(choose.choice);
        let token = self.token_for(&choice, choose.token).await?;
        let shop = self.shop().await?;
        let at_stripe = shop.at_stripe().ok_or_else(needs_none)?;
        at_stripe
            .choose(&choice, token.clone())
            .await
            .map_err(|error| wrong_choice(&error))?;
        shop.ledger().set_setting(WAY, &choice.write()).await?;
        let account = at_stripe.account.clone();
        drop(shop);
        self.keep_token(&account, token).await?;
        self.show_connection().await
    }

    /// Opens the way anew, at once.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn reopen_way(&self) -> Result<ConnectionPage, IpcError> {
        if let Some(at_stripe) = self.shop().await?.at_stripe() {
            at_stripe.connection.reopen();
        }
        self.show_connection().await
    }

    /// Gets a new webhook secret from Stripe.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn renew_webhook_secret(&self) -> Result<ConnectionPage, IpcError> {
        if let Some(at_stripe) = self.shop().await?.at_stripe() {
            at_stripe.connection.renew_secret();
        }
        self.show_connection().await
    }

    /// Catches up now; from a time on once more, where one is given.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn catch_up(&self, wanted: CatchUpFrom) -> Result<ConnectionPage, IpcError> {
        let from = wanted.from.map(|it| Wanted::From(UnixSeconds(it)));
        let asked = Trigger::Asked(from.unwrap_or(Wanted::Onwards));
        self.shop().await?.keeper().trigger(asked);
        self.show_connection().await
    }

    /// The window is seen, or is not: where no webhook comes, that decides how often is caught up.
    ///
    /// # Errors
    /// When no account is open.
    pub async fn pay_attention(&self, paid: AttentionPaid) -> Result<AppState, IpcError> {
        let attention = match paid.is_seen {
            true => Attention::Here,
            false => Attention::Elsewhere,
        };
        self.shop()
            .await?
            .keeper()
            .trigger(Trigger::Attention(attention));
        self.app_state().await
    }
}

async fn offer(kind: Kind, programs: &Programs) -> WayOffer {
    let program = match kind.program() {
        None => None,
        Some(program) => Some(match programs.look_for(program).await {
            Installed::Yes { version, .. } => WayProgram {
                name: program.name.to_owned(),
                is_installed: true,
                version,
                how_to_get: None,
            },
            Installed::No { how_to_get } => WayProgram {
                name: program.name.to_owned(),
                is_installed: false,
                version: None,
                how_to_get: Some(how_to_get.to_owned()),
            },
        }),
    };
    WayOffer {
        way: kind.into(),
        sentence: kind.sentence().to_owned(),
        purpose: match kind.purpose() {
            Purpose::Development => WayPurpose::Development,
            Purpose::Business => WayPurpose::Business,
        },
        program,
    }
}

fn completeness(
    ledger: &Ledger,
    counted: &Counted,
    status: Status,
    types: &Types,
    now: UnixSeconds,
) -> Result<Completeness, IpcError> {
    let day = [UnixSeconds(now.0 - DAY), UnixSeconds(now.0 + 1)];
    let tally = counted.last_day(ledger, types, day)?;
    let absences = ledger.absences(day)?;
    // They are only told apart by absence.
    let undelivered = match absences.is_empty() {
        true => Vec::new(),
        false => ledger.undelivered(types, day, TOLD_APART)?,
    };
    let absences = absences.into_iter().map(|it| AbsenceSpan {
        from: it.from.0,
        to: it.to.0,
        why: it.why.into(),
        caught_up: undelivered
            .iter()
            .filter(|event| (it.from..it.to).contains(&event.created))
            .count() as u64,
    });
    let proof = status.proof;
    Ok(Completeness {
        complete_through: proof.complete_through.map(|it| it.created.0),
        since: proof.since.map(|it| it.0),
        read_at: proof.read_at.map(|it| it.0),
        doing: doing(status.doing),
        by_webhook: tally.by_webhook,
        by_catch_up: tally.by_catch_up,
        missing: proof.missing,
        unlisted: tally.unlisted,
        absences: absences.collect(),
        gaps: proof
            .gaps
            .iter()
            .map(|gap| TimeSpan {
                from: gap.from.0,
                to: gap.to.0,
            })
            .collect(),
    })
}

fn doing(doing: Doing) -> CatchingUp {
    match doing {
        Doing::Resting => CatchingUp::Resting,
        Doing::Reading(progress) => {
            let times = progress.from.zip(progress.at).zip(progress.to);
            let part = times.and_then(|((from, at), to)| {
                let whole = to.0 - from.0;
                (whole > 0).then(|| ((at.0 - from.0) as f64 / whole as f64).clamp(0.0, 1.0))
            });
            CatchingUp::Reading {
                fetched: progress.fetched,
                fresh: progress.new,
                part,
            }
        }
        Doing::Failing {
            why,
            kind,
            next_try,
        } => CatchingUp::Failing {
            why,
            is_key: kind == Failure::Key,
            next_try: next_try.0,
        },
    }
}

fn needs_none() -> IpcError {
    IpcError::new(
        IpcErrorCode::InvalidInput,
        "The practice store is on this computer and needs no tunnel.",
    )
}

fn wrong_choice(error: &ChoiceError) -> IpcError {
    let field = match error {
        ChoiceError::ForTestOnly | ChoiceError::Key(_) => "way",
        ChoiceError::Url(_) => "url",
        ChoiceError::Destination(_) => "destination",
        ChoiceError::TunnelName(_) | ChoiceError::NoTunnel => "name",
    };
    IpcError::new(IpcErrorCode::InvalidInput, sentence(error)).with("field", field)
}
