//! The limit of what can be durable: a preallocated file to which bodies are appended, synced in
//! groups. What is waiting becomes one write and one sync, then all are answered.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use countertop_receiver::{Delivery, Receipt, Recorder, Unavailable};
use countertop_stripe_wire::RecordedEvent;
use tokio::sync::{mpsc, oneshot};

use crate::servers::NEW;

const QUEUE: usize = 4096;
const GROUP: usize = 1024;
/// Written full of zeros first: a sync of bytes that lie in the file already need not change its
/// length.
const PREALLOCATED: usize = 96 << 20;

struct Entry {
    event: RecordedEvent,
    answer: oneshot::Sender<()>,
}

/// The way to the thread that appends.
pub struct Log(mpsc::Sender<Entry>);

impl Log {
    pub fn start(path: &Path) -> Result<Self> {
        let mut file = File::create(path)?;
        let zeros = vec![0; 1 << 20];
        for _ in 0..PREALLOCATED >> 20 {
            file.write_all(&zeros)?;
        }
        file.sync_all()?;
        drop(file);
        let file = File::options().write(true).open(path)?;
        let (sender, receiver) = mpsc::channel(QUEUE);
        std::thread::Builder::new().spawn(move || append(file, receiver))?;
        Ok(Self(sender))
    }
}

fn append(mut file: File, mut inbox: mpsc::Receiver<Entry>) {
    let mut group = Vec::with_capacity(GROUP);
    let mut bytes = Vec::new();
    while inbox.blocking_recv_many(&mut group, GROUP) > 0 {
        bytes.clear();
        for entry in &group {
            let body = entry.event.body();
            bytes.extend_from_slice(&(body.len() as u32).to_le_bytes());
            bytes.extend_from_slice(body);
        }
        // Without a durable write nobody is answered, and the load ends with an error.
        if file
            .write_all(&bytes)
            .and_then(|()| file.sync_data())
            .is_err()
        {
            return;
        }
        for entry in group.drain(..) {
            let _ = entry.answer.send(());
        }
    }
}

impl Recorder for Log {
    async fn record(&self, event: RecordedEvent) -> Result<Receipt, Unavailable> {
        let (answer, synced) = oneshot::channel();
        let entry = Entry { event, answer };
        self.0.send(entry).await.map_err(|_| Unavailable)?;
        synced.await.map(|()| NEW).map_err(|_| Unavailable)
    }

    fn note(&self, _: Delivery) {}
}
