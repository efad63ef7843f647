//! The load: keep-alive connections that each send their requests one after the other.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Barrier;

/// What came of a load.
pub struct Outcome {
    /// Answers a second.
    pub rate: f64,
    /// Time for an answer: half were as fast as the first, 99 of 100 as fast as the second.
    pub p50: Duration,
    pub p99: Duration,
    /// The slowest one.
    pub slowest: Duration,
}

/// Whether making the connections is part of what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connecting {
    /// They are there before the clock starts.
    Before,
    /// They are made while it runs.
    Measured,
}

/// Sends every request once over so many connections.
pub async fn send(
    address: SocketAddr,
    requests: &Arc<Vec<Vec<u8>>>,
    connections: usize,
    connecting: Connecting,
) -> Result<Outcome> {
    let start = Arc::new(Barrier::new(connections + 1));
    let mut tasks = Vec::new();
    for at in 0..connections {
        let (requests, start) = (Arc::clone(requests), Arc::clone(&start));
        tasks.push(tokio::spawn(async move {
            let stream = match connecting {
                Connecting::Before => Some(connect(address).await?),
                Connecting::Measured => None,
            };
            start.wait().await;
            let stream = match stream {
                Some(stream) => stream,
                None => connect(address).await?,
            };
            one_connection(stream, requests.iter().skip(at).step_by(connections)).await
        }));
    }
    start.wait().await;
    let began = Instant::now();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    let seconds = began.elapsed().as_secs_f64();
    times.sort();
    let place = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    Ok(Outcome {
        rate: times.len() as f64 / seconds,
        p50: place(0.5),
        p99: place(0.99),
        slowest: place(1.0),
    })
}

async fn connect(address: SocketAddr) -> Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

async fn one_connection(
    mut stream: TcpStream,
    requests: impl Iterator<Item = &Vec<u8>>,
) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    let mut answer = vec![0; 4096];
    for request in requests {
        let began = Instant::now();
        stream.write_all(request).await?;
        let mut length = 0;
        loop {
            let read = stream.read(&mut answer[length..]).await?;
            ensure!(read > 0, "the server closed a connection");
            length += read;
            if answer[..length].ends_with(b"{\"received\":true}") {
                break;
            }
            let head = std::str::from_utf8(&answer[..length]).context("an answer is no text")?;
            ensure!(
                head.starts_with("HTTP/1.1 200"),
                "an event was refused: {head}"
            );
        }
        times.push(began.elapsed());
    }
    Ok(times)
}
