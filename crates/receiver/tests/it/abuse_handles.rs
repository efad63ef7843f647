//! Abuse: the system has no handle left for a connection.

use std::fs::File;
use std::time::Duration;

use tokio::net::TcpSocket;
use tokio::time::Instant;

use crate::caller::Caller;
use crate::log::Lines;
use crate::shelf::Shelf;
use crate::{BODY, alone, eventually, open, signed};

#[test]
fn without_handles_the_door_backs_off_and_says_so_once_a_second() {
    alone("abuse_handles::back_off_alone");
}

#[test]
fn without_handles_idle_connections_give_way_to_a_signed_event() {
    alone("abuse_handles::give_way_alone");
}

const COMPLAINT: &str = "Connections cannot be taken";

/// Takes every handle that the process may have.
fn take_all_handles() -> Vec<File> {
    let mut taken = Vec::new();
    while let Ok(file) = File::open("/dev/null") {
        taken.push(file);
    }
    taken
}

/// How long this process has kept the processor busy: it counts in hundredths of a second.
#[cfg(target_os = "linux")]
fn used_processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields = stat.rsplit(')').next().unwrap().split_whitespace();
    let ticks = fields.skip(11).take(2);
    let ticks: u64 = ticks.map(|it| it.parse::<u64>().unwrap()).sum();
    Duration::from_millis(ticks * 10)
}

#[tokio::test]
#[ignore = "needs a process of its own"]
async fn back_off_alone() {
    let (lines, _guard) = Lines::start();
    let receiver = open(&Shelf::default()).await;
    let socket = TcpSocket::new_v4().unwrap();
    let taken = take_all_handles();
    let stream = socket.connect(receiver.address()).await.unwrap();
    eventually("it says so", || lines.count(COMPLAINT) == 1).await;
    let began = Instant::now();
    eventually("it says so again", || lines.count(COMPLAINT) == 2).await;
    drop(taken);
    // Trying without a pause would have used all of the second.
    #[cfg(target_os = "linux")]
    assert!(
        used_processor() < Duration::from_millis(500),
        "{:?}",
        used_processor()
    );
    assert!(
        began.elapsed() > Duration::from_millis(900),
        "{:?}",
        began.elapsed()
    );
    let mut caller = Caller::of(stream);
    caller.send(&signed(BODY)).await;
    assert_eq!(caller.status().await, 200, "it goes on by itself");
}

#[tokio::test]
#[ignore = "needs a process of its own"]
async fn give_way_alone() {
    let receiver = open(&Shelf::default()).await;
    let mut idle = Vec::new();
    for _ in 0..20 {
        idle.push(Caller::calls(&receiver, b"POST /webhook").await);
    }
    eventually("they are taken up", || {
        receiver.counters().connections == 20
    })
    .await;
    let sockets: Vec<TcpSocket> = (0..10).map(|_| TcpSocket::new_v4().unwrap()).collect();
    let _taken = take_all_handles();
    for socket in sockets {
        let began = Instant::now();
        let stream = socket.connect(receiver.address()).await.unwrap();
        let mut caller = Caller::of(stream);
        caller.send(&signed(BODY)).await;
        assert_eq!(caller.status().await, 200);
        assert!(
            began.elapsed() < Duration::from_millis(250),
            "{:?}",
            began.elapsed()
        );
    }
    let mut closed = 0;
    for caller in &mut idle {
        closed += usize::from(caller.is_closed());
    }
    assert!((1..20).contains(&closed), "no more than needed: {closed}");
}
