//! The signature check against the bare HMAC of the same bytes: what the care around it costs.

use std::hint::black_box;
use std::time::Instant;

use anyhow::{Result, anyhow};
use countertop_domain::UnixSeconds;
use countertop_stripe_wire::signature::{Header, Verifier, sign};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::ExposeSecret;
use sha2::Sha256;

use crate::sales;
use crate::table::{heading, line, median};

const ROUNDS: usize = 7;
const CHECKS: u32 = 20_000;

pub fn run() -> Result<()> {
    let now = UnixSeconds(1_790_000_000);
    let body = sales::event(1, now);
    let secret = sales::secret();
    let header = sign(&secret, now, &body);
    let verifier = Verifier::new([&secret]);
    let key = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
        .map_err(|error| anyhow!("{error}"))?;
    let (mut bare, mut checked) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(nanoseconds(|| {
            let mut mac = key.clone();
            mac.update(black_box(&body));
            black_box(mac.finalize().into_bytes());
        }));
        checked.push(nanoseconds(|| {
            let header = Header::parse(black_box(header.as_bytes()));
            let verdict = header.and_then(|header| verifier.verify(&header, &body));
            assert!(black_box(verdict).is_ok());
        }));
    }
    let (bare, checked) = (median(bare), median(checked));
    heading(&format!(
        "Signature check of {} bytes, time for one (ratio to the HMAC)",
        body.len()
    ))?;
    line("HMAC-SHA256 of the body", &format!("{bare:.0} ns"))?;
    let ratio = checked / bare;
    let checked = format!("{checked:.0} ns ({ratio:.2})");
    line("header parsed, signature checked", &checked)
}

fn nanoseconds(mut once: impl FnMut()) -> f64 {
    let began = Instant::now();
    for _ in 0..CHECKS {
        once();
    }
    began.elapsed().as_secs_f64() * 1e9 / f64::from(CHECKS)
}
