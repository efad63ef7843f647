//! The `Stripe-Signature` header of what is delivered.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::signature;
use secrecy::SecretString;
use sha2::{Digest, Sha256};

/// Signs a body with each secret, and adds a signature of the scheme `v0` that is none: Stripe does
/// so in test mode, to see that nobody goes by it.
pub(crate) fn header(secrets: &[SecretString], time: UnixSeconds, body: &str) -> String {
    let mut header = signature::sign_with(secrets, time, body.as_bytes());
    header.push_str(",v0=");
    for byte in Sha256::digest(&header) {
        header.push_str(&format!("{byte:02x}"));
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;
    use countertop_stripe_wire::signature::{Header, Verifier};

    #[test]
    fn each_secret_signs_and_the_fake_is_ignored() {
        let secrets = [SecretString::from("whsec_a"), SecretString::from("whsec_b")];
        let text = header(&secrets, UnixSeconds(1_790_000_000), "{}");
        assert_eq!(text.matches(",v1=").count(), 2);
        assert_eq!(text.split(",v0=").nth(1).map(str::len), Some(64));
        let read = Header::parse(text.as_bytes()).unwrap();
        for secret in &secrets {
            assert!(Verifier::new([secret]).verify(&read, b"{}").is_ok());
        }
    }
}
