//! Abuse: many connections that hold what a signed event needs.

use std::net::SocketAddr;
use std::time::Duration;

use countertop_receiver::Receiver;
use countertop_receiver::limits::CONNECTIONS;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Instant, interval, timeout};

use crate::caller::{Caller, exchange};
use crate::shelf::Shelf;
use crate::{BODY, eventually, open, signed, signed_head};

/// How fast 99 of 100 signed events must be answered, whatever else goes on.
const PROMPT: Duration = Duration::from_millis(250);
/// How long the door may need for a hundred requests before it is held up by their sender.
const STUCK: Duration = Duration::from_secs(2);
/// How fast the slowest of them must be: no limit of time that holds an attacker's place is as short.
const STILL_PROMPT: Duration = Duration::from_secs(3);
/// All that is sent of a body that never becomes whole.
const ALMOST: usize = (1 << 20) - 1;

/// Lets this process hold enough connections for both sides of a test.
#[cfg(unix)]
fn raise_handles() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::Nofile).maximum;
    let wanted = Rlimit {
        current: maximum.or(Some(8192)),
        maximum,
    };
    setrlimit(Resource::Nofile, wanted).unwrap();
}

/// Elsewhere handles are not counted out.
#[cfg(not(unix))]
fn raise_handles() {}

/// Sends 100 signed events, each on a new connection, and compares what 99 of them took.
async fn signed_events_get_in(receiver: &Receiver) {
    let mut times = Vec::new();
    for _ in 0..100 {
        let began = Instant::now();
        let answer = exchange(receiver, &signed(BODY)).await;
        assert_eq!(answer.status, 200);
        times.push(began.elapsed());
    }
    times.sort();
    let (half, p99, slowest) = (times[49], times[98], times[99]);
    let quick = p99 < PROMPT && slowest < STILL_PROMPT;
    assert!(quick, "p50 {half:?}, p99 {p99:?}, slowest {slowest:?}");
}

/// Connections that have sent these bytes and go on with a byte now and then, for ever.
async fn crowd(address: SocketAddr, kinds: &[Vec<u8>], size: usize) -> JoinSet<()> {
    let mut callers = Vec::new();
    for at in 0..size {
        let mut caller = Caller::connect(address).await;
        caller.send(&kinds[at % kinds.len()]).await;
        callers.push(caller);
    }
    let mut trickle = JoinSet::new();
    trickle.spawn(async move {
        let mut beat = interval(Duration::from_millis(500));
        loop {
            beat.tick().await;
            for caller in &mut callers {
                caller.send(b"1").await;
            }
        }
    });
    trickle
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_idle_or_slow_connections_do_not_hold_up_a_signed_event() {
    raise_handles();
    let receiver = open(&Shelf::default()).await;
    let kinds = [
        Vec::new(),
        b"POST /webhook HTTP/1.1\r\nX: ".to_vec(),
        signed_head("Content-Length: 1000"),
        [
            signed_head("Transfer-Encoding: chunked"),
            b"1000\r\n".to_vec(),
        ]
        .concat(),
        signed(BODY),
    ];
    let _crowd = crowd(receiver.address(), &kinds, 2000).await;
    signed_events_get_in(&receiver).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whole_heads_with_trickling_bodies_hold_no_place() {
    raise_handles();
    let receiver = open(&Shelf::default()).await;
    let kinds = [[signed_head("Content-Length: 1000"), b"{".to_vec()].concat()];
    let _crowd = crowd(receiver.address(), &kinds, CONNECTIONS).await;
    signed_events_get_in(&receiver).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn announced_bodies_hold_no_memory_until_they_come() {
    let receiver = open(&Shelf::default()).await;
    let kinds = [
        signed_head("Transfer-Encoding: chunked"),
        signed_head("Content-Length: 1048576"),
    ];
    let _crowd = crowd(receiver.address(), &kinds, 200).await;
    signed_events_get_in(&receiver).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_that_stop_before_their_end_give_way_to_a_signed_event() {
    let receiver = open(&Shelf::default()).await;
    let almost = [
        signed_head("Content-Length: 1048576"),
        vec![b' '; ALMOST - 64],
    ]
    .concat();
    let _crowd = crowd(receiver.address(), &[almost], 40).await;
    signed_events_get_in(&receiver).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tunnel_keeps_its_connection_in_a_crowd() {
    raise_handles();
    let receiver = open(&Shelf::default()).await;
    let mut tunnel = Caller::calls(&receiver, &signed(BODY)).await;
    assert_eq!(tunnel.status().await, 200);
    let _crowd = crowd(receiver.address(), &[Vec::new()], CONNECTIONS + 100).await;
    tunnel.send(&signed(BODY)).await;
    assert_eq!(tunnel.status().await, 200, "though it is the oldest");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_who_waits_for_a_commit_is_sent_away() {
    raise_handles();
    let shelf = Shelf::held();
    let receiver = open(&shelf).await;
    let mut callers = Vec::new();
    for _ in 0..CONNECTIONS {
        callers.push(Caller::calls(&receiver, &signed(BODY)).await);
    }
    eventually("all wait for their commit", || {
        shelf.waiting() == CONNECTIONS
    })
    .await;
    let one_more = exchange(&receiver, &signed(BODY)).await;
    assert_eq!(
        one_more.status, 0,
        "there is no place, and the sender sees it"
    );
    shelf.open();
    for caller in &mut callers {
        assert_eq!(caller.status().await, 200);
    }
    assert_eq!(
        shelf.ids().len(),
        CONNECTIONS,
        "each answer has its commit and the reverse"
    );
    assert_eq!(exchange(&receiver, &signed(BODY)).await.status, 200);
}

/// A sender who never reads what it is told, and sends until the door cannot tell it more.
async fn deaf_caller(address: SocketAddr, request: &[u8]) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stream = socket.connect(address).await.unwrap();
    let requests = request.repeat(100);
    while let Ok(written) = timeout(STUCK, stream.write_all(&requests)).await {
        written.unwrap();
    }
    stream
}

/// Who never reads the answers to this request gives its place to one more event.
async fn the_deaf_give_way(request: &[u8]) {
    raise_handles();
    let shelf = Shelf::default();
    let receiver = open(&shelf).await;
    let _deaf = deaf_caller(receiver.address(), request).await;
    shelf.hold();
    let mut callers = Vec::new();
    for _ in 1..CONNECTIONS {
        callers.push(Caller::calls(&receiver, &signed(BODY)).await);
    }
    eventually("all other places are taken", || {
        shelf.waiting() == CONNECTIONS - 1
    })
    .await;
    let _one_more = Caller::calls(&receiver, &signed(BODY)).await;
    eventually("it took the place of who does not read", || {
        shelf.waiting() == CONNECTIONS
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_never_reads_its_refusals_holds_no_place() {
    the_deaf_give_way(b"POST /webhook HTTP/1.1\r\nContent-Length: 0\r\n\r\n").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_never_reads_its_acknowledgements_holds_no_place() {
    the_deaf_give_way(&signed(BODY)).await;
}

#[tokio::test]
async fn a_burst_of_connections_waits_in_the_system() {
    raise_handles();
    let receiver = open(&Shelf::default()).await;
    // Nothing is awaited in between, so nothing is accepted meanwhile.
    let burst: Vec<_> = (0..1000)
        .map(|_| std::net::TcpStream::connect_timeout(&receiver.address(), PROMPT).unwrap())
        .collect();
    assert_eq!(exchange(&receiver, &signed(BODY)).await.status, 200);
    drop(burst);
}
