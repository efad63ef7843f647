//! Tries a public URL end to end: what is sent there has to come to our own receiver.

use countertop_domain::UnixSeconds;
use countertop_receiver::Expected;
use countertop_tunnel::{Obstacle, Probe, ProbeError, Proof, PublicUrl};

use crate::randomness;

/// Sends one request to the URL and looks whether the receiver sees it come, as it was sent. Nothing
/// is stored, logged or counted of it.
///
/// # Errors
/// When the request could not even be made. What is in the way of a request that was made is the
/// answer.
pub async fn probe(
    expect: impl Fn([u8; 32]) -> Expected,
    url: &PublicUrl,
    now: UnixSeconds,
) -> Result<Result<Proof, Obstacle>, ProbeError> {
    let probe = Probe::new(randomness::nonce());
    let expected = expect(probe.digest());
    probe.send(url, now, || expected.has_come()).await
}
