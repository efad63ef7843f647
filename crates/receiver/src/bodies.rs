//! Reading bodies within limits of length, time and memory.

use http_body_util::BodyExt;
use hyper::body::Incoming;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout_at};

use crate::limits::{BODIES_IN_FLIGHT_BYTES, BODY_BYTES};
use crate::refused::Refused;
use crate::register::Place;

/// The memory that all bodies in flight share.
#[derive(Debug)]
pub(crate) struct Bodies {
    free: Semaphore,
}

/// A whole body; its memory is given back when it is dropped.
pub(crate) struct Whole<'a> {
    pub(crate) bytes: Vec<u8>,
    _taken: Option<SemaphorePermit<'a>>,
}

impl Bodies {
    pub(crate) fn new() -> Self {
        Self {
            free: Semaphore::new(BODIES_IN_FLIGHT_BYTES),
        }
    }

    /// How many bytes are in flight.
    pub(crate) fn in_flight(&self) -> usize {
        BODIES_IN_FLIGHT_BYTES.saturating_sub(self.free.available_permits())
    }

    /// Reads a body to its end. Memory is taken for bytes that have come, never for a length that
    /// was only announced.
    pub(crate) async fn read<'a>(
        &'a self,
        mut body: Incoming,
        place: &Place,
        until: Instant,
        read: &mut u64,
    ) -> Result<Whole<'a>, Refused> {
        let held = place.holds();
        let mut whole = Whole {
            bytes: Vec::new(),
            _taken: None,
        };
        loop {
            let frame = match timeout_at(until, body.frame()).await {
                Ok(Some(Ok(frame))) => frame,
                Ok(None) => return Ok(whole),
                // Too late, or the sender has gone before the end of what was announced.
                Ok(Some(Err(_))) | Err(_) => return Err(Refused::Late),
            };
            // Trailers say nothing to us.
            let Ok(part) = frame.into_data() else {
                continue;
            };
            *read += part.len() as u64;
            if whole.bytes.len() + part.len() > BODY_BYTES {
                return Err(Refused::TooLarge);
            }
            let taken = self.take(part.len(), place, until).await?;
            match &mut whole._taken {
                Some(before) => before.merge(taken),
                before @ None => *before = Some(taken),
            }
            held.more(part.len());
            whole.bytes.extend_from_slice(&part);
        }
    }

    /// Takes memory for a part of a body. When there is none, others whose bodies do not become
    /// whole have to go: a signed event must get in.
    async fn take(
        &self,
        bytes: usize,
        place: &Place,
        until: Instant,
    ) -> Result<SemaphorePermit<'_>, Refused> {
        let permits = u32::try_from(bytes).map_err(|_| Refused::TooLarge)?;
        if let Ok(taken) = self.free.try_acquire_many(permits) {
            return Ok(taken);
        }
        place.make_room(bytes);
        let waited = timeout_at(until, self.free.acquire_many(permits)).await;
        match waited {
            Ok(Ok(taken)) => Ok(taken),
            // All that is in flight waits for its commit.
            Ok(Err(_)) | Err(_) => Err(Refused::Unavailable),
        }
    }
}
