//! A forwarder of TCP connections that can be cut, as tunnels are.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

#[derive(Default)]
struct Ends {
    /// Where it leads; none while it is cut.
    to: Option<SocketAddr>,
    /// Where it would lead.
    wanted: Option<SocketAddr>,
    live: Vec<TcpStream>,
    cuts: u32,
}

pub struct Tunnel {
    address: SocketAddr,
    ends: Arc<Mutex<Ends>>,
}

impl Tunnel {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let ends = Arc::<Mutex<Ends>>::default();
        let shared = Arc::clone(&ends);
        std::thread::spawn(move || {
            for incoming in listener.incoming() {
                let Ok(incoming) = incoming else { return };
                forward(incoming, &shared);
            }
        });
        Self { address, ends }
    }

    pub fn url(&self) -> String {
        format!("http://{}/webhook", self.address)
    }

    /// Leads elsewhere from now on.
    pub fn lead_to(&self, address: SocketAddr) {
        let mut ends = self.ends.lock().unwrap();
        ends.wanted = Some(address);
        ends.to = ends.wanted;
    }

    /// Ends every connection in the middle, and takes no new one.
    pub fn cut(&self) {
        let mut ends = self.ends.lock().unwrap();
        ends.to = None;
        ends.cuts += 1;
        for stream in ends.live.drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    pub fn open(&self) {
        let mut ends = self.ends.lock().unwrap();
        ends.to = ends.wanted;
    }

    pub fn cuts(&self) -> u32 {
        self.ends.lock().unwrap().cuts
    }
}

/// Connects the two ends, or lets the one go.
fn forward(incoming: TcpStream, ends: &Mutex<Ends>) {
    let mut ends = ends.lock().unwrap();
    let Some(outgoing) = ends.to.and_then(|to| TcpStream::connect(to).ok()) else {
        return;
    };
    for stream in [&incoming, &outgoing] {
        ends.live.push(stream.try_clone().unwrap());
    }
    if ends.live.len() > 512 {
        ends.live.drain(..256);
    }
    let pairs = [
        (incoming.try_clone().unwrap(), outgoing.try_clone().unwrap()),
        (outgoing, incoming),
    ];
    for (from, to) in pairs {
        std::thread::spawn(move || copy(from, to));
    }
}

fn copy(mut from: TcpStream, mut to: TcpStream) {
    let mut buffer = [0; 8192];
    while let Ok(read) = from.read(&mut buffer) {
        if read == 0 || to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}
