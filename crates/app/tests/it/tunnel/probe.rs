//! A way, proven end to end: through a real sshd, straight, and where it leads somewhere else.

use countertop_app::probe::probe;
use countertop_receiver::{Clock, SystemClock};
use countertop_tunnel::{FarEnd, Obstacle, Proof, PublicUrl};

use super::ssh;
use super::sshd::{Sshd, free_port};
use super::stage::{Stage, is_up, until};

async fn prove(stage: &Stage, url: &str) -> Result<Proof, Obstacle> {
    let url = PublicUrl::parse(url).unwrap();
    let sent = probe(stage.reception.expecter(), &url, SystemClock.now()).await;
    sent.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tunnel_over_ssh_is_proven_while_it_is_there() {
    let Some(server) = Sshd::start().await else {
        return;
    };
    let stage = Stage::open().await;
    let far_port = free_port();
    let url = format!("http://127.0.0.1:{far_port}/webhook");
    let before = prove(&stage, &url).await;
    assert!(
        matches!(before, Err(Obstacle::Unreachable(_))),
        "{before:?}"
    );
    let tunnel = ssh::open(&stage, server.way(FarEnd::Port(far_port), &url));
    until(&mut tunnel.state(), "up", is_up).await;
    let proof = prove(&stage, &url).await.unwrap();
    assert!(proof.round_trip < std::time::Duration::from_secs(10));
    tunnel.stop().await;
    let after = prove(&stage, &url).await;
    assert!(matches!(after, Err(Obstacle::Unreachable(_))), "{after:?}");
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_that_leads_elsewhere_is_not_proven_and_leaves_no_trace() {
    let (stage, other) = (Stage::open().await, Stage::open().await);
    assert!(prove(&stage, &stage.reception.url()).await.is_ok());
    let elsewhere = prove(&stage, &other.reception.url()).await;
    assert_eq!(elsewhere, Err(Obstacle::OtherBody));
    let store = format!("{}/webhook", stage.sandbox.base_url());
    let store = prove(&stage, &store).await;
    assert_eq!(store, Err(Obstacle::FarEnd(404)));
    let refused = |stage: &Stage| -> u64 {
        let counters = stage.reception.counters();
        counters.refused.iter().map(|it| it.count).sum()
    };
    assert_eq!((refused(&stage), refused(&other)), (0, 1));
    stage.close().await;
    other.close().await;
}
