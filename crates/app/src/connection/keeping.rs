//! Keeping a connection: one loop that hears the tunnel, the clock and orders, and acts upon them.

use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_stripe_client::{ApiError, EndpointStatus};
use countertop_tunnel::{Kind, PublicUrl, Reach, State as TunnelState, Tunnel, WebhookSecret};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep_until, timeout};

use super::{
    Choice, ChoiceError, ConnectionConfig, ConnectionState, Credentials, EndpointState, Missed,
};
use crate::endpoint::{EndpointError, Renewal, Seen, Settled, Way};

/// What is asked of a connection.
pub(super) enum Order {
    /// Go another way.
    Choose(
        Box<(Choice, Credentials)>,
        oneshot::Sender<Result<(), ChoiceError>>,
    ),
    /// Open the way anew.
    Reopen,
    /// Get a new webhook secret.
    RenewSecret,
}

/// What is to be done about our endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Duty {
    /// Nothing before the way changes.
    Nothing,
    /// Bring it to where the way ends.
    Settle(Renewal),
    /// See whether it is at work.
    Look,
    /// Delete what is left of ours.
    SwitchOff,
}

pub(super) struct Keeping {
    config: ConnectionConfig,
    orders: mpsc::Receiver<Order>,
    tell: watch::Sender<ConnectionState>,
    tunnel: Tunnel,
    heard: watch::Receiver<TunnelState>,
    /// Where the way ended when that was last acted upon.
    url: Option<PublicUrl>,
    duty: Duty,
    /// When it is to be done.
    due: Instant,
    /// How often it failed in a row.
    failures: usize,
}

impl Keeping {
    pub(super) fn new(
        config: ConnectionConfig,
        orders: mpsc::Receiver<Order>,
    ) -> Result<(Self, watch::Receiver<ConnectionState>), ChoiceError> {
        let tunnel = config
            .choice
            .open(config.mode, &config.credentials, config.setup.clone())?;
        let heard = tunnel.state();
        let first = ConnectionState {
            kind: tunnel.kind(),
            tunnel: heard.borrow().clone(),
            endpoint: EndpointState::Waiting,
            elsewhere: Vec::new(),
        };
        let (tell, state) = watch::channel(first);
        let mut keeping = Self {
            config,
            orders,
            tell,
            tunnel,
            heard,
            url: None,
            duty: Duty::Nothing,
            due: Instant::now(),
            failures: 0,
        };
        keeping.begin();
        Ok((keeping, state))
    }

    /// Goes on until nobody can order anything any more.
    pub(super) async fn run(mut self) {
        self.take_kept_secrets().await;
        loop {
            tokio::select! {
                order = self.orders.recv() => match order {
                    Some(order) => self.obey(order).await,
                    None => break,
                },
                changed = self.heard.changed() => match changed {
                    Ok(()) => self.hear(),
                    Err(_) => break,
                },
                () = sleep_until(self.due), if self.duty != Duty::Nothing => self.act().await,
            }
        }
        self.end().await;
    }

    /// What was signed before we were away is still on its way.
    async fn take_kept_secrets(&self) {
        match self.config.endpoint.secrets().await {
            Ok(secrets) => self.config.signers.of_endpoint(&secrets),
            Err(error) => tracing::warn!(%error, "The webhook secrets could not be read."),
        }
    }

    async fn obey(&mut self, order: Order) {
        match order {
            Order::Choose(chosen, answer) => {
                let (choice, credentials) = *chosen;
                // Whoever asked may have gone.
                let _ = answer.send(self.choose(choice, credentials).await);
            }
            Order::Reopen => self.tunnel.restart(),
            Order::RenewSecret if self.url.is_some() => {
                self.duty = Duty::Settle(Renewal::NewSecret);
                self.due = Instant::now();
            }
            // It is registered with a new secret when the way opens.
            Order::RenewSecret => {}
        }
    }

    async fn choose(
        &mut self,
        choice: Choice,
        credentials: Credentials,
    ) -> Result<(), ChoiceError> {
        let setup = self.config.setup.clone();
        let tunnel = choice.open(self.config.mode, &credentials, setup)?;
        let old = std::mem::replace(&mut self.tunnel, tunnel);
        old.stop().await;
        self.config.choice = choice;
        self.config.credentials = credentials;
        self.heard = self.tunnel.state();
        self.config.signers.of_way(None);
        self.begin();
        self.hear();
        Ok(())
    }

    /// A way is new: what is left of the one before it goes, unless it is moved to the new end.
    fn begin(&mut self) {
        self.url = None;
        self.failures = 0;
        self.due = Instant::now();
        let (duty, endpoint) = match self.tunnel.kind().webhook_secret() {
            WebhookSecret::OfAnEndpoint => (Duty::Nothing, EndpointState::Waiting),
            WebhookSecret::OfTheWay | WebhookSecret::None => {
                (Duty::SwitchOff, EndpointState::NotNeeded)
            }
        };
        self.duty = duty;
        let (kind, tunnel) = (self.tunnel.kind(), self.heard.borrow().clone());
        self.tell.send_modify(|state| {
            state.kind = kind;
            state.tunnel = tunnel;
            state.endpoint = endpoint;
        });
    }

    /// The tunnel told something.
    fn hear(&mut self) {
        let state = self.heard.borrow_and_update().clone();
        let was_open = self.tell.borrow().tunnel.reach().is_some();
        self.tell.send_modify(|it| it.tunnel = state.clone());
        let Some(reach) = state.reach() else { return };
        if !was_open {
            (self.config.catch_up)(Missed::Opened);
        }
        self.reached(reach);
    }

    /// The way is open, perhaps elsewhere than before.
    fn reached(&mut self, reach: &Reach) {
        if reach.secret.is_some() {
            self.config.signers.of_way(reach.secret.clone());
        }
        let Some(url) = &reach.url else { return };
        if self.url.as_ref() == Some(url) && self.duty == Duty::Look {
            // It was away and came back to where it was: what became of our endpoint meanwhile?
            self.due = Instant::now();
            return;
        }
        self.url = Some(url.clone());
        self.duty = Duty::Settle(Renewal::Keep);
        self.failures = 0;
        self.due = Instant::now();
    }

    /// Does what is due.
    async fn act(&mut self) {
        let done = match self.duty {
            Duty::Nothing => return,
            Duty::Settle(renewal) => self.settle(renewal).await,
            Duty::Look => self.look().await,
            Duty::SwitchOff => self.switch_off().await,
        };
        match done {
            Ok(()) => self.failures = 0,
            Err(error) => self.failed(&error),
        }
    }

    async fn settle(&mut self, renewal: Renewal) -> Result<(), EndpointError> {
        let Some(url) = self.url.clone() else {
            self.duty = Duty::Nothing;
            return Ok(());
        };
        let settled = self.config.endpoint.settle(&url, renewal).await?;
        self.next(Duty::Look, self.config.pace.look);
        if settled.way != Way::Kept || settled.was != settled.status {
            (self.config.catch_up)(Missed::Registered);
        }
        let endpoint = self.told(&url, &settled);
        self.tell.send_modify(|state| {
            state.endpoint = endpoint;
            state.elsewhere = settled.elsewhere;
        });
        Ok(())
    }

    fn told(&self, url: &PublicUrl, settled: &Settled) -> EndpointState {
        if settled.status != EndpointStatus::Enabled {
            return switched_off();
        }
        EndpointState::AtWork {
            url: url.as_str().to_owned(),
            since: self.config.clock.now(),
            note: settled.unkept.as_ref().map(ToString::to_string),
        }
    }

    async fn look(&mut self) -> Result<(), EndpointError> {
        if self.heard.borrow().reach().is_none() {
            // It is looked after while the way to us is known to work.
            self.next(Duty::Look, self.config.pace.look);
            return Ok(());
        }
        let seen = self.config.endpoint.look().await?;
        self.next(Duty::Look, self.config.pace.look);
        match seen {
            Seen::AtWork => self.at_work(None),
            Seen::EnabledAgain => {
                (self.config.catch_up)(Missed::Registered);
                self.at_work(seen.sentence());
            }
            Seen::SwitchedOff => self
                .tell
                .send_modify(|state| state.endpoint = switched_off()),
            Seen::Gone => self.next(Duty::Settle(Renewal::Keep), Duration::ZERO),
        }
        Ok(())
    }

    fn at_work(&self, note: Option<&'static str>) {
        let Some(url) = self.url.as_ref().map(|url| url.as_str().to_owned()) else {
            return;
        };
        let now = self.config.clock.now();
        self.tell.send_if_modified(|state| {
            let is_news = note.is_some() || !matches!(state.endpoint, EndpointState::AtWork { .. });
            if is_news {
                state.endpoint = EndpointState::AtWork {
                    url,
                    since: now,
                    note: note.map(str::to_owned),
                };
            }
            is_news
        });
    }

    async fn switch_off(&mut self) -> Result<(), EndpointError> {
        match self.config.endpoint.switch_off().await {
            // Who may not see endpoints made none, and has no more to do.
            Err(EndpointError::Api(ApiError::MissingPermission { .. })) | Ok(_) => {}
            Err(error) => return Err(error),
        }
        self.duty = Duty::Nothing;
        self.tell
            .send_modify(|state| state.endpoint = EndpointState::NotNeeded);
        Ok(())
    }

    fn next(&mut self, duty: Duty, after: Duration) {
        self.duty = duty;
        self.due = Instant::now() + after;
    }

    /// It is tried again, and said meanwhile.
    fn failed(&mut self, error: &EndpointError) {
        let retries = &self.config.pace.retries;
        let at = self.failures.min(retries.len().saturating_sub(1));
        let pause = retries.get(at).copied().unwrap_or(self.config.pace.look);
        self.failures += 1;
        self.due = Instant::now() + pause;
        tracing::warn!(%error, ?pause, "Our webhook endpoint is not as it should be.");
        let seconds = i64::try_from(pause.as_secs()).unwrap_or(i64::MAX);
        let next_try = UnixSeconds(self.config.clock.now().0.saturating_add(seconds));
        self.tell.send_modify(|state| {
            state.endpoint = EndpointState::Failing {
                sentence: error.to_string(),
                next_try,
            };
        });
    }

    /// The name of a quick tunnel is somebody else's tomorrow, so nothing may be left that sends to it.
    async fn end(self) {
        if self.tunnel.kind() == Kind::CloudflaredQuick && self.url.is_some() {
            let gone = timeout(self.config.pace.goodbye, self.config.endpoint.switch_off());
            if !matches!(gone.await, Ok(Ok(_))) {
                tracing::warn!("Our webhook endpoint is left to the next start to delete.");
            }
        }
        self.tunnel.stop().await;
    }
}

fn switched_off() -> EndpointState {
    EndpointState::SwitchedOff {
        sentence: Seen::SwitchedOff.sentence().unwrap_or_default().to_owned(),
    }
}
