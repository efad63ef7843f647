//! `ssh -R` through a real sshd to a receiver.

use std::path::PathBuf;

use countertop_tunnel::{FarEnd, Ssh, Tunnel};
use secrecy::SecretString;

use super::processes;
use super::sshd::{Sshd, free_port};
use super::stage::{Stage, eventually, is_down, is_up, until};

pub fn open(stage: &Stage, way: Ssh) -> Tunnel {
    let folders = ["/usr/bin", "/usr/local/bin"].map(PathBuf::from);
    Tunnel::for_live(way, stage.setup(folders.to_vec()))
}

/// Registers an endpoint at a public URL, as its owner does.
async fn register(stage: &Stage, url: &str) {
    let url = url.replace(':', "%3A").replace('/', "%2F");
    let form = format!("url={url}&enabled_events[]=product.created");
    let endpoint = stage.post("/v1/webhook_endpoints", form).await;
    let secret = endpoint["secret"].as_str().unwrap().to_owned();
    stage.take(&[SecretString::from(secret)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn events_go_through_and_a_kill_and_a_dead_server_are_healed() {
    let Some(mut server) = Sshd::start().await else {
        return;
    };
    let stage = Stage::open().await;
    let far_port = free_port();
    let url = format!("http://127.0.0.1:{far_port}/webhook");
    register(&stage, &url).await;
    let tunnel = open(&stage, server.way(FarEnd::Port(far_port), &url));
    let mut state = tunnel.state();
    let up = until(&mut state, "up", is_up).await;
    assert_eq!(up.reach().unwrap().url.as_ref().unwrap().as_str(), url);
    let bread = stage.happen("Bread").await;
    eventually("the event is recorded", || stage.knows(&bread)).await;

    let forward = format!("127.0.0.1:{far_port}:{}", stage.reception.address());
    processes::find("ssh", &forward).unwrap().kill();
    until(&mut state, "the kill is noticed", is_down).await;
    until(&mut state, "it is healed", is_up).await;
    let roll = stage.happen("Roll").await;
    eventually("another event is recorded", || stage.knows(&roll)).await;

    server.stop();
    until(&mut state, "the server's end is noticed", is_down).await;
    server.run().await;
    until(&mut state, "it is healed, too", is_up).await;
    let cake = stage.happen("Cake").await;
    eventually("a third event is recorded", || stage.knows(&cake)).await;

    tunnel.stop().await;
    assert!(processes::find("ssh", &forward).is_none());
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_the_server_picks_is_told() {
    let Some(server) = Sshd::start().await else {
        return;
    };
    let stage = Stage::open().await;
    let tunnel = open(&stage, server.way(FarEnd::Any, "https://shop.example"));
    let up = until(&mut tunnel.state(), "up", is_up).await;
    let reach = up.reach().unwrap();
    let url = reach.url.as_ref().unwrap().as_str();
    assert_eq!(url, "https://shop.example/webhook");
    let far = format!("http://127.0.0.1:{}/webhook", reach.far_port.unwrap());
    let client = countertop_sandbox::local_client().unwrap();
    let answer = client.post(far).body("{}").send().await.unwrap();
    assert_eq!(answer.status(), 400);
    let text = answer.text().await.unwrap();
    assert_eq!(text, "Webhook Error: No Stripe-Signature header was sent.");
    let said: Vec<String> = tunnel.output().into_iter().map(|line| line.text).collect();
    assert!(said.iter().all(|line| !line.contains("debug1")), "{said:?}");
    tunnel.stop().await;
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_way_is_named() {
    let Some(server) = Sshd::start().await else {
        return;
    };
    let stage = Stage::open().await;
    let way = || server.way(FarEnd::Any, "https://shop.example");
    let stranger = Ssh {
        config: Some(server.path("stranger")),
        ..way()
    };
    let not_let_in = Ssh {
        identity: Some(server.path("other_key")),
        ..way()
    };
    let taken = Ssh {
        far_end: FarEnd::Port(server.port),
        ..way()
    };
    let nobody_there = Ssh {
        port: Some(free_port()),
        ..way()
    };
    for (way, sentence) in [
        (stranger, "ssh does not know this server's key"),
        (not_let_in, "The server does not let us in."),
        (taken, "The server does not give the port."),
        (
            nobody_there,
            "ssh ended with exit code 255. It said last: ssh: connect to host 127.0.0.1",
        ),
    ] {
        let tunnel = open(&stage, way);
        let down = until(&mut tunnel.state(), sentence, is_down).await;
        let why = down.trouble().unwrap().to_string();
        assert!(why.starts_with(sentence), "{why}");
        tunnel.stop().await;
    }
    stage.close().await;
}
