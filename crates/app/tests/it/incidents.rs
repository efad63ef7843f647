//! What happens around the computer, from the first notice to the end of it: the way opens anew, what was
//! missed is caught up, and the window is told in plain words. The clock is faked in one test and a
//! process is really stopped in the other.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use countertop_app::ipc::{
    AbsenceReason, AddAccount, AppState, CheckKey, ChooseWay, Confirmation, Incident,
    IncidentEvent, IncidentStage, TunnelState, WayChoice,
};
use countertop_app::wake::{Look, Network, Senses, SystemSenses, Thresholds, Wake};
use countertop_app::{App, AppConfig, Programs};
use reqwest::Method;
use rustix::process::{Pid, Signal, kill_process};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tokio::time::timeout;

use crate::LONG;
use crate::account::Account;
use crate::tunnel::{found, processes};

fn quick() -> Thresholds {
    Thresholds {
        period: Duration::from_millis(50),
        late: Duration::from_secs(2),
        ..Thresholds::default()
    }
}

/// The clocks of this computer, but for the one on the wall, which goes ahead by so many seconds.
struct Ahead {
    began: Instant,
    by: Arc<AtomicU64>,
}

impl Senses for Ahead {
    fn look(&mut self) -> Look {
        let running = self.began.elapsed();
        let wall = 1_790_000_000 + self.by.load(Ordering::Relaxed);
        Look {
            wall: running + Duration::from_secs(wall),
            running,
            passed: None,
            network: Network::default(),
        }
    }
}

/// An app with an account at Stripe.
async fn open(wake: Wake, config: AppConfig, key: &SecretString) -> App {
    let app = App::start_with(config, wake).await.unwrap();
    let key = key.clone();
    let report = app.check_key(CheckKey { key }).await.unwrap();
    let added = app.add_account(AddAccount {
        check: report.check,
        confirmation: Confirmation::Test,
    });
    assert!(added.await.unwrap().problem.is_none());
    app
}

/// The state as soon as it is so.
async fn until(app: &App, what: &str, holds: impl Fn(&AppState) -> bool) -> AppState {
    let mut announcements = app.announcements();
    let coming = async {
        loop {
            let state = app.app_state().await.unwrap();
            if holds(&state) {
                return state;
            }
            announcements.recv().await.unwrap();
        }
    };
    let come = timeout(LONG, coming).await;
    come.unwrap_or_else(|_| panic!("{what}"))
}

fn stage_of(state: &AppState) -> Option<&IncidentStage> {
    state.incident.as_ref().map(|it| &it.stage)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_is_a_sleep_that_is_made_up_for() {
    let stripe = Account::open().await;
    let product = json!({"name": "Flour"});
    stripe.api(Method::POST, "products", product).await;
    let home = tempfile::tempdir().unwrap();
    let by = Arc::new(AtomicU64::new(0));
    let senses = Ahead {
        began: Instant::now(),
        by: Arc::clone(&by),
    };
    let config = AppConfig::new(home.path().to_owned(), "till")
        .with_api_base(&stripe.sandbox.base_url())
        .unwrap();
    let wake = Wake::begin(senses, quick());
    let app = open(wake, config, stripe.sandbox.api_key()).await;
    let first = until(&app, "compared", |it| it.complete_through.is_some()).await;
    assert_eq!(first.incident, None);

    let product = json!({"name": "Bread"});
    stripe.api(Method::POST, "products", product).await;
    by.store(3600, Ordering::Relaxed);
    let over = |it: &AppState| matches!(stage_of(it), Some(IncidentStage::Done { .. }));
    let told = until(&app, "it is told to its end", over).await.incident;
    let told = told.unwrap();
    let IncidentEvent::Woke { away_seconds } = told.event else {
        panic!("{told:?}");
    };
    assert!((3600..3700).contains(&away_seconds), "{told:?}");
    assert_eq!(told.stage, IncidentStage::Done { missed: 1 });

    let page = app.show_connection().await.unwrap();
    let slept = page.completeness.absences.first().unwrap();
    assert_eq!(slept.why, AbsenceReason::Asleep);
    assert!((3600..3700).contains(&(slept.to - slept.from)), "{slept:?}");
    app.shutdown().await;
}

const TOLD: &str = "COUNTERTOP_TEST_INCIDENTS";

/// The app as a process of its own, with the genuine Stripe CLI before it: it says each state of its way
/// and of its incident, a line each.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it is run by the test below"]
async fn app_that_is_stopped() {
    let Ok(told) = std::env::var(TOLD) else {
        return;
    };
    let mut told = told.split(' ');
    let (home, base) = (told.next().unwrap(), told.next().unwrap());
    let key = SecretString::from(std::env::var("COUNTERTOP_API_KEY").unwrap());
    let program = found::stripe_cli().unwrap();
    let mut config = AppConfig::new(home.into(), "till")
        .with_api_base(base)
        .unwrap();
    config.programs = Programs::in_folders(vec![program.parent().unwrap().to_owned()]);
    let wake = Wake::begin(SystemSenses::new(), quick());
    let app = open(wake, config, &key).await;
    let way = ChooseWay {
        choice: WayChoice::StripeCli,
        token: None,
    };
    app.choose_way(way).await.unwrap();
    let mut announcements = app.announcements();
    let mut said = String::new();
    loop {
        let state = app.app_state().await.unwrap();
        let now = match (state.line.unwrap().tunnel, state.incident) {
            (TunnelState::Up { .. }, None) => "up".to_owned(),
            (_, Some(incident)) => serde_json::to_string(&incident_line(&incident)).unwrap(),
            (_, None) => "opening".to_owned(),
        };
        if now != said {
            writeln!(std::io::stdout(), "\nsaid {now}").unwrap();
            said = now;
        }
        announcements.recv().await.unwrap();
    }
}

fn incident_line(incident: &Incident) -> serde_json::Value {
    serde_json::to_value(incident).unwrap()
}

/// That process.
struct Stopped {
    process: Child,
    lines: mpsc::Receiver<String>,
}

impl Stopped {
    fn start(stripe: &Account, home: &std::path::Path) -> Self {
        let test = ["--exact", "incidents::app_that_is_stopped"];
        let told = format!("{} {}", home.display(), stripe.sandbox.base_url());
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(test)
            .args(["--ignored", "--nocapture"])
            .env(TOLD, told)
            .env(
                "COUNTERTOP_API_KEY",
                stripe.sandbox.api_key().expose_secret(),
            )
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stdout.take().unwrap());
        let (send, lines) = mpsc::channel();
        std::thread::spawn(move || {
            // At the test's end nobody listens any more.
            said.lines().try_for_each(|line| send.send(line.unwrap()))
        });
        Self { process, lines }
    }

    /// All that it says until it says this.
    fn until(&self, word: &str) -> Vec<String> {
        let deadline = Instant::now() + LONG;
        let mut said = Vec::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left);
            let line = line.unwrap_or_else(|_| panic!("it did not say {word}: {said:?}"));
            if let Some(line) = line.strip_prefix("said ") {
                said.push(line.to_owned());
                if line.contains(word) {
                    return said;
                }
            }
        }
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.process), signal).unwrap();
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The CLI that listens at this practice store.
fn listening(stripe: &Account) -> Option<processes::Process> {
    processes::find("stripe", &stripe.sandbox.base_url())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_stopped_opens_its_tunnel_anew_and_misses_nothing() {
    if found::stripe_cli().is_none() {
        return;
    }
    let stripe = Account::open().await;
    let home = tempfile::tempdir().unwrap();
    let app = Stopped::start(&stripe, home.path());
    app.until("up");
    // As the computer sleeps, the program stands still and the tunnel's connection breaks.
    app.signal(Signal::STOP);
    let before = listening(&stripe).unwrap();
    before.kill();
    let began = Instant::now();
    for name in ["Bread", "Roll", "Cake"] {
        let product = json!({ "name": name });
        stripe.api(Method::POST, "products", product).await;
    }
    tokio::time::sleep(Duration::from_secs(4).saturating_sub(began.elapsed())).await;
    app.signal(Signal::CONT);

    let said = app.until(r#""done""#);
    let all = said.join("\n");
    let last: serde_json::Value = serde_json::from_str(said.last().unwrap()).unwrap();
    assert_eq!(last["event"]["kind"], "woke", "{all}");
    assert!(last["event"]["awaySeconds"].as_u64() >= Some(4), "{all}");
    assert_eq!(last["stage"], json!({"kind": "done", "missed": 3}), "{all}");
    assert!(all.contains(r#""opening""#), "{all}");
    let after = listening(&stripe).unwrap();
    assert_ne!(after.pid, before.pid);
}
