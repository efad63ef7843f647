//! A probe sent to a socket that answers as a test says.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use countertop_domain::UnixSeconds;
use countertop_tunnel::{Obstacle, Probe, Proof, PublicUrl};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const NOW: UnixSeconds = UnixSeconds(1_790_000_000);
const REFUSED: &str = "HTTP/1.1 400 Bad Request\r\nContent-Length: 70\r\n\r\nWebhook Error: No signature matches the body for this endpoint's secret";

/// Reads a request whole: head and body.
async fn read(stream: &mut TcpStream) -> (String, Vec<u8>) {
    let mut come = Vec::new();
    loop {
        let mut part = [0; 4096];
        let length = stream.read(&mut part).await.unwrap();
        assert!(length > 0, "the request broke off");
        come.extend_from_slice(&part[..length]);
        let text = String::from_utf8_lossy(&come).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let head = head.to_ascii_lowercase();
        let announced = head.split("content-length: ").nth(1).unwrap();
        let announced: usize = announced.lines().next().unwrap().parse().unwrap();
        if body.len() == announced {
            return (head, body.as_bytes().to_vec());
        }
    }
}

/// Sends a probe to somebody who answers so, and who tells the receiver of the body or does not.
async fn send(answer: &'static str, tells: bool) -> Result<Proof, Obstacle> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let probe = Probe::new([7; 32]);
    let (digest, has_come) = (probe.digest(), Arc::new(AtomicBool::new(false)));
    let come = Arc::clone(&has_come);
    let far_end = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let (head, body) = read(&mut stream).await;
        assert!(head.starts_with("post /webhook http/1.1"), "{head}");
        assert!(head.contains("content-type: application/json"), "{head}");
        let signature = format!("stripe-signature: t={NOW},v1={}", "0".repeat(64));
        assert!(head.contains(&signature), "{head}");
        let same = <[u8; 32]>::from(Sha256::digest(&body)) == digest;
        come.store(tells && same, Ordering::Relaxed);
        stream.write_all(answer.as_bytes()).await.unwrap();
    });
    let url = PublicUrl::parse(&format!("http://{address}/webhook")).unwrap();
    let sent = probe
        .send(&url, NOW, || has_come.load(Ordering::Relaxed))
        .await;
    far_end.await.unwrap();
    sent.unwrap()
}

#[tokio::test]
async fn what_comes_back_is_a_proof_or_says_what_is_in_the_way() {
    let proof = send(REFUSED, true).await.unwrap();
    assert!(proof.round_trip > std::time::Duration::ZERO);
    for (answer, tells, obstacle) in [
        (REFUSED, false, Obstacle::OtherBody),
        (
            "HTTP/1.1 302 Found\r\nLocation: https://shop.example/\r\nContent-Length: 0\r\n\r\n",
            false,
            Obstacle::Redirect(302),
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            true,
            Obstacle::OtherAnswer(200),
        ),
    ] {
        assert_eq!(send(answer, tells).await, Err(obstacle), "{answer}");
    }
    let broken = send("HTT", false).await;
    assert!(
        matches!(broken, Err(Obstacle::Unreachable(_))),
        "{broken:?}"
    );
}

#[tokio::test]
async fn nobody_there_is_told_as_such() {
    for url in [
        "http://127.0.0.1:9/webhook",
        "https://no-such-name.invalid/webhook",
    ] {
        let url = PublicUrl::parse(url).unwrap();
        let sent = Probe::new([7; 32]).send(&url, NOW, || false).await.unwrap();
        let obstacle = sent.unwrap_err();
        let expected = if url.as_str().starts_with("https") {
            obstacle == Obstacle::UnknownHost
        } else {
            matches!(obstacle, Obstacle::Unreachable(_))
        };
        assert!(expected, "{obstacle:?}");
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_told_as_such() {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/webhook", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        acceptor.accept(stream).await.is_err()
    });
    let url = PublicUrl::parse(&url).unwrap();
    let sent = Probe::new([7; 32]).send(&url, NOW, || false).await.unwrap();
    assert!(matches!(sent, Err(Obstacle::Certificate(_))), "{sent:?}");
    assert!(server.await.unwrap(), "the handshake went through");
}
