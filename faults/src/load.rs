//! Many senders at once, and what they were answered.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};

use crate::client::{Answer, Sender};
use crate::events;

/// What became of the events that were sent, by their numbers.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Answered with success.
    pub acknowledged: Vec<usize>,
    /// Answered with something else.
    pub refused: Vec<Refused>,
    /// Sent, or perhaps sent, and not answered.
    pub unanswered: Vec<usize>,
}

/// An event that was answered with something else than success.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Which event.
    pub number: usize,
    /// What was answered.
    pub answer: Answer,
    /// How long that took.
    pub took: Duration,
}

impl Refused {
    /// Whether it was told to try again later.
    pub fn is_for_later(&self) -> bool {
        self.answer.status == 503 && self.answer.retry_after.is_some()
    }
}

impl Answers {
    /// What Stripe would send again.
    pub fn to_send_again(&self) -> Vec<usize> {
        let refused = self.refused.iter().map(|it| it.number);
        refused.chain(self.unanswered.iter().copied()).collect()
    }
}

/// Senders that go on until they are told to stop or there is no receiver any more.
pub struct Load {
    stop: Arc<AtomicBool>,
    next: Arc<AtomicUsize>,
    answers: Arc<Mutex<Answers>>,
    senders: Vec<JoinHandle<()>>,
}

impl Load {
    /// Starts so many senders; the first event has this number.
    pub fn start(address: SocketAddr, senders: usize, first: usize) -> Self {
        let mut load = Self {
            stop: Arc::default(),
            next: Arc::new(AtomicUsize::new(first)),
            answers: Arc::default(),
            senders: Vec::new(),
        };
        for _ in 0..senders {
            let (stop, next) = (Arc::clone(&load.stop), Arc::clone(&load.next));
            let answers = Arc::clone(&load.answers);
            load.senders.push(std::thread::spawn(move || {
                send_on(address, &stop, &next, &answers);
            }));
        }
        load
    }

    /// How many were acknowledged so far.
    pub fn acknowledged(&self) -> usize {
        self.locked().acknowledged.len()
    }

    /// How many were refused so far.
    pub fn refused(&self) -> usize {
        self.locked().refused.len()
    }

    /// Stops, and gives back what was answered and the number that comes next.
    pub fn stop(self) -> Result<(Answers, usize)> {
        self.stop.store(true, Ordering::Relaxed);
        for sender in self.senders {
            sender.join().map_err(|_| anyhow!("a sender panicked"))?;
        }
        let answers =
            std::mem::take(&mut *self.answers.lock().unwrap_or_else(PoisonError::into_inner));
        Ok((answers, self.next.load(Ordering::Relaxed)))
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, Answers> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn send_on(address: SocketAddr, stop: &AtomicBool, next: &AtomicUsize, answers: &Mutex<Answers>) {
    let Ok(mut sender) = Sender::connect(address) else {
        return;
    };
    while !stop.load(Ordering::Relaxed) {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let asked = Instant::now();
        let answer = sender.send(&events::request(&events::body(number)));
        let took = asked.elapsed();
        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
        match answer {
            Ok(answer) if answer.is_success() => answers.acknowledged.push(number),
            Ok(answer) => answers.refused.push(Refused {
                number,
                answer,
                took,
            }),
            Err(_) => {
                answers.unanswered.push(number);
                drop(answers);
                // A connection has an end; without a receiver there is no other one.
                let Ok(another) = Sender::connect(address) else {
                    return;
                };
                sender = another;
            }
        }
    }
}

/// Sends these events one after the other on one connection; every one has to be acknowledged.
pub fn send_all(address: SocketAddr, numbers: &[usize]) -> Result<()> {
    let mut sender = Sender::connect(address).context("no connection")?;
    for number in numbers {
        let request = events::request(&events::body(*number));
        let answer = match sender.send(&request) {
            Ok(answer) => answer,
            // A connection has an end; the next one takes what it left.
            Err(_) => {
                sender = Sender::connect(address).context("no new connection")?;
                sender.send(&request).context("no answer")?
            }
        };
        if !answer.is_success() {
            return Err(anyhow!("event {number} was answered {answer:?}"));
        }
    }
    Ok(())
}

/// Sends these bodies in this order, shared out over so many senders; every one has to be acknowledged.
pub fn send_bodies(
    address: SocketAddr,
    bodies: &[Vec<u8>],
    order: &[usize],
    senders: usize,
) -> Result<()> {
    let next = AtomicUsize::new(0);
    let send = || -> Result<()> {
        let mut sender = Sender::connect(address)?;
        while let Some(at) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let request = events::request(&bodies[*at]);
            let answer = match sender.send(&request) {
                Ok(answer) => answer,
                Err(_) => {
                    sender = Sender::connect(address)?;
                    sender.send(&request)?
                }
            };
            ensure!(answer.is_success(), "an event was answered {answer:?}");
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let senders: Vec<_> = (0..senders).map(|_| scope.spawn(send)).collect();
        for sender in senders {
            sender.join().map_err(|_| anyhow!("a sender panicked"))??;
        }
        Ok(())
    })
}
