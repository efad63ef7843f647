//! An ngrok agent that is running already, played by a socket that answers as its documentation says.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use countertop_tunnel::{Ngrok, Tunnel};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::stand_in::{StandIn, until, url};

const TUNNEL: &str = r#"{"name":"shop","public_url":"https://shop.ngrok.app","proto":"https","config":{"addr":"http://localhost:4242"}}"#;

/// Answers while it is open; afterwards it has no tunnel.
async fn agent(is_open: Arc<AtomicBool>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = [0; 1024];
            let length = stream.read(&mut asked).await.unwrap();
            assert!(asked[..length].starts_with(b"GET /api/tunnels HTTP/1.0\r\n"));
            let tunnels = if is_open.load(Ordering::Relaxed) {
                TUNNEL
            } else {
                ""
            };
            let answer = format!("HTTP/1.0 200 OK\r\n\r\n{{\"tunnels\":[{tunnels}]}}");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_agent_is_joined_and_replaced_when_it_is_gone() {
    let is_open = Arc::new(AtomicBool::new(true));
    let program = StandIn::new(
        "ngrok",
        r#"echo "$@" > $HERE/args
echo 't=2026 lvl=info msg="started tunnel" obj=tunnels addr=http://127.0.0.1:4242 url=https://own.ngrok.app'
sleep 1000"#,
    );
    let way = Ngrok {
        agent: agent(Arc::clone(&is_open)).await,
        ..Ngrok::default()
    };
    let tunnel = Tunnel::for_live(way, program.setup());
    let mut state = tunnel.state();
    let up = until(&mut state, "joined", |state| state.reach().is_some()).await;
    assert_eq!(url(&up), "https://shop.ngrok.app/webhook");
    assert_eq!(program.starts().len(), 0);

    is_open.store(false, Ordering::Relaxed);
    until(&mut state, "gone", |state| state.trouble().is_some()).await;
    let up = until(&mut state, "replaced", |state| state.reach().is_some()).await;
    assert_eq!(url(&up), "https://own.ngrok.app/webhook");
    assert_eq!(
        program.note("args"),
        "http http://127.0.0.1:4242 --log stdout --log-format logfmt --inspect=false\n"
    );
    tunnel.stop().await;
}
