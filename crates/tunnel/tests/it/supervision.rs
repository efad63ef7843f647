//! A program that is kept running: by stand-ins that say what cloudflared is documented to say.

use std::fs;
use std::time::Duration;

use countertop_tunnel::{
    CatchUpOnly, CloudflaredNamed, CloudflaredQuick, FixedUrl, Kind, Pauses, PublicUrl, State,
    Trouble, Tunnel,
};
use secrecy::SecretString;

use crate::stand_in::{NOW, StandIn, eventually, is_gone, is_running, kill, setup, until, url};

/// Opens a tunnel under a name that counts its starts, and stays.
const OPENS: &str = r#"
N=$(wc -l < $HERE/starts)
echo "INF |  https://name-$N.trycloudflare.com  |" >&2
echo "INF Registered tunnel connection connIndex=0 location=ams01" >&2
sleep 1000 & wait"#;

fn named(token: &str) -> CloudflaredNamed {
    CloudflaredNamed::ByToken {
        token: SecretString::from(token),
        url: PublicUrl::parse("https://shop.example").unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quick_tunnel_has_a_new_name_each_time() {
    let program = StandIn::new("cloudflared", OPENS);
    let tunnel = Tunnel::for_test(CloudflaredQuick, program.setup());
    assert_eq!(tunnel.kind(), Kind::CloudflaredQuick);
    let mut state = tunnel.state();
    let up = until(&mut state, "up", |state| state.reach().is_some()).await;
    assert_eq!(url(&up), "https://name-1.trycloudflare.com/webhook");
    assert!(matches!(up, State::Up { since, .. } if since == NOW));

    kill(program.starts()[0]);
    until(&mut state, "down", |state| state.trouble().is_some()).await;
    let up = until(&mut state, "healed", |state| state.reach().is_some()).await;
    assert_eq!(url(&up), "https://name-2.trycloudflare.com/webhook");

    tunnel.restart();
    until(&mut state, "opened anew", |state| {
        url(state).contains("name-3")
    })
    .await;
    let said: Vec<String> = tunnel.output().into_iter().map(|line| line.text).collect();
    assert_eq!(said.len(), 6, "{said:?}");
    assert!(said[4].contains("name-3.trycloudflare.com"), "{said:?}");

    tunnel.stop().await;
    assert!(matches!(*state.borrow(), State::Off));
    assert_eq!(program.starts().len(), 3);
    for pid in program.starts() {
        assert!(is_gone(pid), "{pid}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tunnel_that_is_dropped_ends_its_program() {
    let program = StandIn::new("cloudflared", OPENS);
    let tunnel = Tunnel::for_test(CloudflaredQuick, program.setup());
    until(&mut tunnel.state(), "up", |state| state.reach().is_some()).await;
    drop(tunnel);
    let pid = program.starts()[0];
    eventually("it ends", || !is_running(pid)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_ends_is_started_again_and_says_why() {
    let program = StandIn::new("cloudflared", "echo 'ERR no luck whsec_abc' >&2; exit 3");
    let mut setup = program.setup();
    setup.pauses.longest = Duration::from_secs(7);
    setup.pauses.first = setup.pauses.longest;
    let tunnel = Tunnel::for_test(CloudflaredQuick, setup);
    let mut state = tunnel.state();
    let down = until(&mut state, "down", |state| state.trouble().is_some()).await;
    let State::Down { why, next_try, .. } = down else {
        panic!("{down:?}");
    };
    assert_eq!(next_try.map(|at| at.0 - NOW.0), Some(7));
    assert_eq!(
        why.to_string(),
        "cloudflared ended with exit code 3. It said last: ERR no luck [REDACTED]"
    );
    // An order does not wait for the next try.
    tunnel.restart();
    eventually("tried again", || program.starts().len() == 2).await;
    tunnel.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_told_as_such() {
    let program = StandIn::new(
        "cloudflared",
        "echo 'Provided Tunnel token is not valid.' >&2; exit 1",
    );
    let tunnel = Tunnel::for_live(named("abc"), program.setup());
    let mut state = tunnel.state();
    let down = until(&mut state, "down", |state| state.trouble().is_some()).await;
    let why = down.trouble().unwrap();
    assert!(matches!(why, Trouble::Refused { .. }), "{why:?}");
    assert!(why.to_string().contains("Copy the token again"), "{why}");
    tunnel.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_installed_is_found_once_it_is() {
    let program = StandIn::absent("cloudflared");
    let tunnel = Tunnel::for_live(named("abc"), program.setup());
    let mut state = tunnel.state();
    let down = until(&mut state, "down", |state| state.trouble().is_some()).await;
    let why = down.trouble().unwrap().to_string();
    assert!(
        why.starts_with("cloudflared is not installed. Install "),
        "{why}"
    );
    program.install(OPENS);
    let up = until(&mut state, "up", |state| state.reach().is_some()).await;
    assert_eq!(url(&up), "https://shop.example/webhook");
    tunnel.stop().await;
}

#[tokio::test]
async fn a_program_that_hangs_is_given_up_with_all_that_it_started() {
    let program = StandIn::new(
        "cloudflared",
        "trap '' TERM; sleep 1000 & echo $! > $HERE/within; wait",
    );
    let tunnel = Tunnel::for_test(CloudflaredQuick, program.setup());
    let within = || program.note("within").trim().parse::<i32>();
    eventually("it runs", || within().is_ok()).await;
    let (pid, within) = (program.starts()[0], within().unwrap());
    assert!(is_running(pid) && is_running(within));
    // From here on time jumps from one deadline to the next.
    tokio::time::pause();
    let mut state = tunnel.state();
    let down = state.wait_for(|state| state.trouble().is_some()).await;
    let why = down.unwrap().trouble().unwrap().to_string();
    assert!(
        why.starts_with("cloudflared did not connect within 60 seconds"),
        "{why}"
    );
    assert!(is_gone(pid) && is_gone(within), "{pid} {within}");
    tunnel.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_is_lost_and_comes_back_is_told() {
    let program = StandIn::new(
        "cloudflared",
        r#"
echo "INF Registered tunnel connection connIndex=0 location=ams01" >&2
while [ ! -e $HERE/lose ]; do sleep 0.02; done
echo "INF Lost connection with the edge connIndex=0" >&2
while [ ! -e $HERE/find ]; do sleep 0.02; done
echo "INF Registered tunnel connection connIndex=0 location=ams01" >&2
sleep 1000"#,
    );
    let tunnel = Tunnel::for_live(named("abc"), program.setup());
    let mut state = tunnel.state();
    until(&mut state, "up", |state| state.reach().is_some()).await;
    fs::write(program.path("lose"), "").unwrap();
    let down = until(&mut state, "lost", |state| state.trouble().is_some()).await;
    assert!(
        matches!(
            &down,
            State::Down {
                why: Trouble::Lost { .. },
                next_try: None,
                ..
            }
        ),
        "{down:?}"
    );
    fs::write(program.path("find"), "").unwrap();
    until(&mut state, "found", |state| state.reach().is_some()).await;
    assert_eq!(program.starts().len(), 1);
    tunnel.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_goes_by_the_environment_alone_and_ours_stays_here() {
    let program = StandIn::new(
        "cloudflared",
        r#"
env > $HERE/env; echo "$@" > $HERE/args
echo "ERR token eyJhIjoiMSJ9 is fine" >&2
echo "INF Registered tunnel connection connIndex=0" >&2
sleep 1000"#,
    );
    let tunnel = Tunnel::for_live(named("eyJhIjoiMSJ9"), program.setup());
    until(&mut tunnel.state(), "up", |state| state.reach().is_some()).await;
    let environment = program.note("env");
    assert!(
        environment
            .lines()
            .any(|line| line == "TUNNEL_TOKEN=eyJhIjoiMSJ9")
    );
    // Cargo sets it for tests.
    assert!(std::env::var_os("CARGO_MANIFEST_DIR").is_some());
    assert!(!environment.contains("CARGO_MANIFEST_DIR"), "{environment}");
    assert_eq!(
        program.note("args"),
        "tunnel --no-autoupdate --grace-period 2s run\n"
    );
    assert_eq!(tunnel.output()[0].text, "ERR token [REDACTED] is fine");
    assert!(!format!("{tunnel:?}").contains("eyJhIjoiMSJ9"));
    tunnel.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ways_without_a_program_have_nothing_to_keep_running() {
    let programs = countertop_tunnel::Programs::in_folders(Vec::new());
    let fixed = FixedUrl(PublicUrl::parse("https://shop.example/hooks").unwrap());
    let tunnel = Tunnel::for_live(fixed, setup(programs.clone()));
    let up = until(&mut tunnel.state(), "up", |state| state.reach().is_some()).await;
    assert_eq!(url(&up), "https://shop.example/hooks");
    tunnel.stop().await;

    let tunnel = Tunnel::for_live(CatchUpOnly, setup(programs));
    until(&mut tunnel.state(), "off", |state| {
        matches!(state, State::Off)
    })
    .await;
    tunnel.stop().await;
}

/// The pauses before the second and the third try of a program that comes up and dies at once, when so
/// long has to be stayed up for to be steady.
async fn two_pauses(steady: Duration) -> [i64; 2] {
    let program = StandIn::new(
        "cloudflared",
        "echo 'INF Registered tunnel connection connIndex=0' >&2; exit 1",
    );
    let mut setup = program.setup();
    setup.pauses = Pauses {
        first: Duration::from_secs(1),
        longest: Duration::from_secs(100),
        steady,
    };
    let tunnel = Tunnel::for_live(named("abc"), setup);
    let mut state = tunnel.state();
    let mut pauses = [0; 2];
    for (index, pause) in pauses.iter_mut().enumerate() {
        eventually("started", || program.starts().len() == index + 1).await;
        let down = until(&mut state, "down", |state| state.trouble().is_some()).await;
        let State::Down { next_try, .. } = down else {
            panic!("{down:?}");
        };
        *pause = next_try.unwrap().0 - NOW.0;
    }
    tunnel.stop().await;
    pauses
}

#[tokio::test(flavor = "multi_thread")]
async fn pauses_grow_until_a_tunnel_has_stayed_up() {
    let (steady, unsteady) = tokio::join!(
        two_pauses(Duration::ZERO),
        two_pauses(Duration::from_secs(3600))
    );
    assert_eq!((steady, unsteady), ([1, 1], [1, 2]));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_on_talking_does_not_hide_the_end() {
    let program = StandIn::new(
        "cloudflared",
        "(while :; do echo still here; done) & echo 'INF Registered tunnel connection connIndex=0'; exit 4",
    );
    let tunnel = Tunnel::for_live(named("abc"), program.setup());
    let mut state = tunnel.state();
    let down = until(&mut state, "down", |state| {
        matches!(state.trouble(), Some(Trouble::Ended { .. }))
    });
    let why = down.await.trouble().unwrap().to_string();
    assert!(
        why.starts_with("cloudflared ended with exit code 4."),
        "{why}"
    );
    tunnel.stop().await;
}
