//! Who is let in.

use countertop_app::AppConfig;
use countertop_devserver::{DevServer, DevServerConfig, DevServerError, Token};

use crate::client::{Running, start};

/// Sends a command with one line of the head changed, left out, or added.
async fn check(running: &Running, name: &'static str, values: &[&str], status: u16) {
    let mut head = running.good_head();
    head.retain(|(other, _)| *other != name);
    head.extend(values.iter().map(|value| (name, (*value).to_owned())));
    let answer = running.send("POST", "/ipc/app_state", &head, "null").await;
    assert_eq!(answer.status, status, "{name}: {values:?}: {}", answer.body);
}

#[tokio::test]
async fn a_wrong_host_is_refused() {
    let running = start().await;
    let own = running.server.address().to_string();
    let port = running.server.address().port();
    check(&running, "Host", &[&own], 200).await;
    for host in [
        format!("localhost:{port}"),
        format!("evil.example:{port}"),
        format!("{own}.evil.example"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", port ^ 1),
        String::new(),
    ] {
        check(&running, "Host", &[&host], 403).await;
    }
    running.server.shutdown().await;
}

#[tokio::test]
async fn another_pages_origin_is_refused() {
    let running = start().await;
    let own = format!("http://{}", running.server.address());
    let foreign = "https://evil.example";
    check(&running, "Origin", &[], 200).await;
    check(&running, "Origin", &[&own], 200).await;
    for origins in [
        &[foreign][..],
        &["null"],
        &[""],
        &["http://127.0.0.1"],
        &["http://127.0.0.1:1"],
        &[&own.replace("http:", "https:")],
        &[&own, foreign],
        &[foreign, &own],
    ] {
        check(&running, "Origin", origins, 403).await;
    }
    running.server.shutdown().await;
}

#[tokio::test]
async fn a_wrong_token_is_refused() {
    let running = start().await;
    let good = running.token.clone();
    let name = "X-Countertop-Token";
    check(&running, name, &[&good], 200).await;
    for tokens in [
        &[][..],
        &[""],
        &[&good[..63]],
        &[&format!("{good}0")],
        &[&good.replace(&good[..1], if good.starts_with('a') { "b" } else { "a" })],
        &[&good, "x"],
    ] {
        check(&running, name, tokens, 401).await;
    }
    running.server.shutdown().await;
}

#[tokio::test]
async fn what_a_form_can_send_is_refused() {
    let running = start().await;
    for kind in ["text/plain", "application/x-www-form-urlencoded"] {
        check(&running, "Content-Type", &[kind], 415).await;
    }
    check(&running, "Content-Type", &[], 415).await;
    check(
        &running,
        "Content-Type",
        &["application/json; charset=utf-8"],
        200,
    )
    .await;
    running.server.shutdown().await;
}

#[tokio::test]
async fn it_listens_on_loopback_alone_and_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let start = async |listen: &str| {
        let config = DevServerConfig {
            app: AppConfig::new(folder.path().join("home"), "till"),
            listen: listen.parse().unwrap(),
            ui: folder.path().to_owned(),
            token: Token::random().unwrap(),
        };
        DevServer::start(config).await.map(|_| ()).unwrap_err()
    };
    assert!(matches!(
        start("0.0.0.0:0").await,
        DevServerError::NotLoopback(_)
    ));
    assert!(matches!(
        start("127.0.0.1:0").await,
        DevServerError::NoPage(_)
    ));
    std::fs::write(folder.path().join("index.html"), "").unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let error = start(&address).await;
    assert!(matches!(error, DevServerError::Listen { .. }), "{error}");
    assert!(!folder.path().join("home").exists(), "nothing was started");
}
