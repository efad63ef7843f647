//! Certificates: whom the client believes to be the API.

use std::sync::Arc;

use countertop_stripe_client::{ApiBase, ApiError, Client, NetworkFailure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::stub::{KEY, config};

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_gets_no_key() {
    let (base, server, _) = serve().await;
    let mut config = config(ApiBase::parse(&base).unwrap());
    config.retry.tries = 1;
    let error = Client::new(config)
        .unwrap()
        .retrieve_account()
        .await
        .unwrap_err();
    let ApiError::Network { failure, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(*failure, NetworkFailure::Certificate, "{error}");
    assert_eq!(server.await.unwrap(), None, "the handshake went through");
}

/// The system's roots are what the client trusts. On Linux a variable names them, so a process of
/// its own can be given the server's certificate as one.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_certificate_that_the_system_trusts_gets_the_key() {
    let (base, server, pem) = serve().await;
    let folder = tempfile::tempdir().unwrap();
    let roots = folder.path().join("roots.pem");
    std::fs::write(&roots, pem).unwrap();
    let this = std::env::current_exe().unwrap();
    let mut child = std::process::Command::new(this);
    child
        .args(["--exact", "certificates::one_call_over_tls", "--ignored"])
        .env("SSL_CERT_FILE", roots)
        .env_remove("SSL_CERT_DIR")
        .env(BASE, base);
    let output = tokio::task::spawn_blocking(move || child.output());
    let output = output.await.unwrap().unwrap();
    assert!(output.status.success(), "{output:?}");
    let head = server.await.unwrap().unwrap();
    assert!(head.contains(&format!("authorization: Bearer {KEY}\r\n")));
}

/// Names the server to the process below.
const BASE: &str = "COUNTERTOP_TEST_TLS_BASE";

#[tokio::test]
#[ignore = "the test above starts it in a process of its own"]
async fn one_call_over_tls() {
    let Ok(base) = std::env::var(BASE) else {
        return;
    };
    let config = config(ApiBase::parse(&base).unwrap());
    Client::new(config)
        .unwrap()
        .retrieve_account()
        .await
        .unwrap();
}

/// A TLS server for one request: its address, the head that it got where the handshake went
/// through, and its certificate.
async fn serve() -> (String, tokio::task::JoinHandle<Option<String>>, String) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
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
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (socket, _) = listener.accept().await.unwrap();
        let mut socket = acceptor.accept(socket).await.ok()?;
        let mut buffer = [0; 4096];
        let read = socket.read(&mut buffer).await.unwrap();
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
        socket.write_all(answer).await.unwrap();
        Some(String::from_utf8_lossy(&buffer[..read]).into_owned())
    });
    (format!("https://localhost:{port}"), server, made.cert.pem())
}
