//! A process that is stopped and goes on, and a network that comes and goes: both real, in a process of
//! its own.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant, UNIX_EPOCH};

use countertop_app::wake::{
    Happened, Look, Network, NetworkChange, Senses, SkewVerdict, SystemSenses, Thresholds, Wake,
};
use countertop_domain::UnixSeconds;
use rustix::process::{Pid, Signal, kill_process};

use crate::LONG;

/// How long the process is stopped: longer than it takes to be noticed.
const STOPPED: Duration = Duration::from_millis(1500);
/// What the other process is told to watch.
const TOLD: &str = "COUNTERTOP_TEST_WAKE";

fn quick() -> Thresholds {
    Thresholds {
        period: Duration::from_millis(50),
        late: Duration::from_secs(1),
        ..Thresholds::default()
    }
}

/// The app, as a process of its own: it says what happens, a line each.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it is run by the tests below"]
async fn app_that_watches() {
    if std::env::var_os(TOLD).is_none() {
        return;
    }
    let wake = Wake::begin(SystemSenses::new(), quick());
    let mut happens = wake.listen();
    let mut said = std::io::stdout();
    writeln!(said, "\nwatching").unwrap();
    loop {
        let happened = happens.recv().await.unwrap();
        writeln!(said, "happened {happened:?}").unwrap();
    }
}

struct Watching {
    process: Child,
    lines: mpsc::Receiver<String>,
}

impl Watching {
    /// Starts it, under another program where one is named.
    fn start(under: &[&str]) -> Self {
        let this = std::env::current_exe().unwrap();
        let test = [
            "--exact",
            "wake::app_that_watches",
            "--ignored",
            "--nocapture",
        ];
        let mut command = match under {
            [] => Command::new(this),
            [program, words @ ..] => {
                let mut command = Command::new(program);
                command.args(words).arg(this);
                command
            }
        };
        let mut process = command
            .args(test)
            .env(TOLD, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stdout.take().unwrap());
        let (send, lines) = mpsc::channel();
        std::thread::spawn(move || {
            // At the test's end nobody listens any more.
            said.lines().try_for_each(|line| send.send(line.unwrap()))
        });
        let watching = Self { process, lines };
        watching.line("watching");
        watching
    }

    /// The next line that begins so; the rest of it.
    fn line(&self, beginning: &str) -> String {
        let until = Instant::now() + LONG;
        loop {
            let line = self
                .lines
                .recv_timeout(until.saturating_duration_since(Instant::now()));
            let line = line.unwrap_or_else(|_| panic!("it did not say: {beginning}"));
            if let Some(rest) = line.strip_prefix(beginning) {
                return rest.to_owned();
            }
        }
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.process), signal).unwrap();
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_process_that_was_stopped_knows_how_long_it_was_away() {
    let watching = Watching::start(&[]);
    let began = Instant::now();
    watching.signal(Signal::STOP);
    while began.elapsed() < STOPPED {
        std::thread::park_timeout(STOPPED - began.elapsed());
    }
    watching.signal(Signal::CONT);
    let said = watching.line("happened Woke { away: ");
    let seconds: f64 = said.trim_end_matches("s }").parse().unwrap();
    assert!((1.5..15.0).contains(&seconds), "{said}");
}

/// In a network of its own, in which nothing but what the test does happens.
#[test]
fn a_network_that_comes_and_goes_is_told() {
    let own = ["unshare", "--map-root-user", "--net"];
    let may = Command::new(own[0]).args(&own[1..]).arg("true").status();
    if !may.is_ok_and(|status| status.success()) {
        assert!(
            std::env::var_os("COUNTERTOP_TEST_EVERYTHING").is_none(),
            "this system gives no process a network of its own"
        );
        return;
    }
    let watching = Watching::start(&own);
    let within = watching.process.id().to_string();
    let ip = |words: &str| {
        let mut command = Command::new("nsenter");
        command.args([
            "--preserve-credentials",
            "--user",
            "--net",
            "--target",
            &within,
            "ip",
        ]);
        let status = command.args(words.split(' ')).status();
        assert!(status.unwrap().success(), "ip {words}");
    };
    ip("link add till type veth peer name far");
    ip("link set far up");
    ip("addr add 10.9.0.7/24 dev till");
    ip("link set till up");
    ip("route add default via 10.9.0.1 dev till");
    assert_eq!(watching.line("happened Network"), "(Returned)");
    ip("addr add 10.9.1.7/24 dev till");
    ip("route replace default via 10.9.1.1 dev till");
    assert_eq!(watching.line("happened Network"), "(Other)");
    ip("link set till down");
    assert_eq!(watching.line("happened Network(Lost)"), "");
}

/// Clocks that do as they are told.
struct Faked(std::vec::IntoIter<Look>);

impl Senses for Faked {
    fn look(&mut self) -> Look {
        self.0.next().unwrap_or_default()
    }
}

fn look(wall: u64, running: u64, passed: u64, address: Option<[u8; 4]>) -> Look {
    Look {
        wall: Duration::from_secs(1_790_000_000 + wall),
        running: Duration::from_secs(running),
        passed: Some(Duration::from_secs(passed)),
        network: Network {
            addresses: address.into_iter().map(Into::into).collect(),
            ..Network::default()
        },
    }
}

#[tokio::test(start_paused = true)]
async fn a_night_with_the_lid_closed_is_told_in_order() {
    let (home, shop) = (Some([192, 168, 0, 7]), Some([10, 0, 0, 7]));
    let looks = vec![
        look(0, 0, 0, home),
        look(2, 2, 2, home),
        look(28_802, 4, 28_802, None),
        look(28_804, 6, 28_804, shop),
        look(32_404, 8, 28_806, shop),
    ];
    let wake = Wake::begin(Faked(looks.into_iter()), Thresholds::default());
    let mut happens = wake.listen();
    for expected in [
        Happened::Woke {
            away: Duration::from_secs(28_800),
        },
        Happened::Network(NetworkChange::Lost),
        Happened::Network(NetworkChange::Returned),
        Happened::ClockSet { by_seconds: 3598 },
    ] {
        assert_eq!(happens.recv().await.unwrap(), expected);
    }
}

#[tokio::test]
async fn a_wrong_clock_is_told_when_it_becomes_wrong_and_when_it_is_right_again() {
    let wake = Wake::begin(SystemSenses::new(), Thresholds::default());
    let mut happens = wake.listen();
    assert_eq!(wake.skew(), None);
    let heard = |ahead: i64| {
        let now = UNIX_EPOCH.elapsed().unwrap();
        let seconds = i64::try_from(now.as_secs()).unwrap();
        wake.heard(
            UnixSeconds(seconds - ahead),
            now,
            now + Duration::from_millis(80),
        );
    };
    for (ahead, verdict) in [
        (0, None),
        (60, Some(SkewVerdict::Off)),
        (61, None),
        (-4000, Some(SkewVerdict::Harmful)),
        (0, Some(SkewVerdict::Fine)),
    ] {
        heard(ahead);
        let told = happens.try_recv().ok();
        let told = told.map(|happened| match happened {
            Happened::Clock(skew) => skew.verdict(),
            other => panic!("{other:?}"),
        });
        assert_eq!(told, verdict, "{ahead}");
        assert!((wake.skew().unwrap().seconds() - ahead).abs() <= 1);
    }
}
