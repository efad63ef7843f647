//! Keeps a way open: starts its program, reads it, and starts it again when it is gone.

use std::sync::Arc;

use countertop_domain::UnixSeconds;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until};

use crate::child::{Child, Word};
use crate::launch::Launch;
use crate::output::Output;
use crate::way::{Sign, Task};
use crate::ways::ngrok_agent::Agent;
use crate::{Program, Reach, Setup, State, Trouble, Way};

/// What is asked of a tunnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Begin anew, at once.
    Restart,
    /// End.
    Stop,
}

/// Why a try is over.
enum Over {
    /// Somebody wants it so.
    Ordered(Order),
    /// It failed.
    Failed(Trouble),
}

pub(crate) struct Supervision {
    way: Box<dyn Way>,
    setup: Setup,
    tell: watch::Sender<State>,
    output: Arc<Output>,
    orders: mpsc::Receiver<Order>,
    /// Since when it has been up.
    up: Option<Instant>,
}

impl Supervision {
    pub(crate) fn new(
        way: Box<dyn Way>,
        setup: Setup,
        tell: watch::Sender<State>,
        output: Arc<Output>,
        orders: mpsc::Receiver<Order>,
    ) -> Self {
        Self {
            way,
            setup,
            tell,
            output,
            orders,
            up: None,
        }
    }

    /// Goes on until it is stopped.
    pub(crate) async fn run(mut self) {
        let mut failures = 0_u32;
        loop {
            let since = (self.setup.now)();
            self.tell.send_replace(State::Starting { since });
            self.up = None;
            let order = match self.try_once().await {
                Over::Ordered(order) => order,
                Over::Failed(why) => {
                    let was_steady = self
                        .up
                        .is_some_and(|up| up.elapsed() >= self.setup.pauses.steady);
                    failures = if was_steady {
                        1
                    } else {
                        failures.saturating_add(1)
                    };
                    match self.pause(failures, why).await {
                        Some(order) => order,
                        None => continue,
                    }
                }
            };
            match order {
                Order::Restart => failures = 0,
                Order::Stop => break,
            }
        }
        self.tell.send_replace(State::Off);
    }

    /// Waits for the next try, unless an order comes first.
    async fn pause(&mut self, failures: u32, why: Trouble) -> Option<Order> {
        let pause = self.setup.pauses.after(failures, (self.setup.chance)());
        let since = (self.setup.now)();
        let seconds = i64::try_from(pause.as_secs()).unwrap_or(i64::MAX);
        let next_try = Some(UnixSeconds(since.0.saturating_add(seconds)));
        tracing::warn!(way = ?self.way.kind(), pause = ?pause, "The tunnel is down. {why}");
        self.tell.send_replace(State::Down {
            since,
            why,
            next_try,
        });
        tokio::select! {
            order = next(&mut self.orders) => Some(order),
            () = sleep(pause) => None,
        }
    }

    async fn try_once(&mut self) -> Over {
        match self.way.task(&self.setup.door) {
            Task::Nothing => {
                self.tell.send_replace(State::Off);
                Over::Ordered(next(&mut self.orders).await)
            }
            Task::Trust(reach) => {
                self.is_up(reach);
                Over::Ordered(next(&mut self.orders).await)
            }
            Task::Run(launch) => self.start(launch).await,
            Task::Join(agent, launch) => match agent.reach().await {
                Some(reach) => self.follow(&agent, reach).await,
                None => self.start(launch).await,
            },
        }
    }

    /// Starts a program and stays with it; afterwards nothing of it is left.
    async fn start(&mut self, launch: Launch) -> Over {
        let program = launch.program;
        let Some(path) = self.setup.programs.find(program) else {
            return Over::Failed(Trouble::NotInstalled {
                program: program.name,
                how_to_get: program.how_to_get,
            });
        };
        self.output.hide(launch.known_secrets());
        let mut child = match Child::start(launch.command(&path)) {
            Ok(child) => child,
            Err(error) => {
                return Over::Failed(Trouble::NotStarted {
                    program: program.name,
                    reason: error.to_string(),
                });
            }
        };
        let over = self.stay(launch, &mut child).await;
        child.end().await;
        over
    }

    async fn stay(&mut self, mut launch: Launch, child: &mut Child) -> Over {
        let program = launch.program;
        let mut last_said = None;
        let mut deadline = Some(Instant::now() + launch.patience);
        loop {
            let word = tokio::select! {
                order = next(&mut self.orders) => return Over::Ordered(order),
                word = child.next() => word,
                () = at(deadline) => return Over::Failed(late(&launch)),
            };
            let line = match word {
                Word::Line(line) => line,
                Word::End(ending) => return Over::Failed(ended(&launch, ending, last_said)),
            };
            if launch.signs.is_for_people(&line) {
                last_said = self.output.keep((self.setup.now)(), &line).or(last_said);
            }
            match launch.signs.read(&line) {
                Some(Sign::Up(reach)) => {
                    deadline = None;
                    self.is_up(reach);
                }
                Some(Sign::Lost) => {
                    deadline.get_or_insert(Instant::now() + launch.patience);
                    self.is_lost(program);
                }
                None => {}
            }
        }
    }

    /// Looks from time to time whether somebody else's agent still leads here.
    async fn follow(&mut self, agent: &Agent, reach: Reach) -> Over {
        self.is_up(reach);
        loop {
            tokio::select! {
                order = next(&mut self.orders) => return Over::Ordered(order),
                () = sleep(Agent::LOOK) => {}
            }
            if agent.reach().await.is_none() {
                return Over::Failed(agent.gone());
            }
        }
    }

    fn is_up(&mut self, reach: Reach) {
        self.up.get_or_insert_with(Instant::now);
        let since = (self.setup.now)();
        tracing::info!(way = ?self.way.kind(), url = reach.url.as_ref().map(tracing::field::display), "The tunnel is up.");
        self.tell.send_replace(State::Up { since, reach });
    }

    fn is_lost(&mut self, program: Program) {
        let since = (self.setup.now)();
        let why = Trouble::Lost {
            program: program.name,
        };
        // It may lose several connections, one after the other.
        self.tell.send_if_modified(|state| {
            let is_news = state.reach().is_some();
            if is_news {
                *state = State::Down {
                    since,
                    why,
                    next_try: None,
                };
            }
            is_news
        });
    }
}

/// The next order; the end of them is one, too.
async fn next(orders: &mut mpsc::Receiver<Order>) -> Order {
    orders.recv().await.unwrap_or(Order::Stop)
}

async fn at(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}

fn late(launch: &Launch) -> Trouble {
    let program = launch.program.name;
    match launch.signs.verdict() {
        Some(sentence) => Trouble::Refused { program, sentence },
        None => Trouble::Hung {
            program,
            within: launch.patience,
        },
    }
}

fn ended(launch: &Launch, ending: String, said: Option<String>) -> Trouble {
    let program = launch.program.name;
    match launch.signs.verdict() {
        Some(sentence) => Trouble::Refused { program, sentence },
        None => Trouble::Ended {
            program,
            ending,
            said,
        },
    }
}
