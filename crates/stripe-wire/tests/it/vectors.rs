//! The signature cases, from the file that other languages run, too.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countertop_domain::UnixSeconds;
use countertop_stripe_wire::signature::{Header, Refusal, Verifier};
use countertop_stripe_wire::{Aside, EventObject, UnverifiedEvent};
use secrecy::SecretString;
use serde::Deserialize;

const VECTORS: &str = include_str!("../vectors/signatures.json");

/// The numbers of the cases that are no question of a header and a body: each is a test of its own.
const ELSEWHERE: [u32; 8] = [35, 41, 42, 43, 44, 45, 46, 47];

#[derive(Deserialize)]
struct Vectors {
    cases: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    case: u32,
    name: String,
    secrets: Vec<SecretString>,
    headers: Vec<String>,
    body: Option<String>,
    body_base64: Option<String>,
    now: i64,
    expected: String,
    secret: Option<usize>,
    kept_as: Option<String>,
}

/// What is found of a vector, in the file's words.
#[derive(Debug, PartialEq, Eq)]
struct Verdict {
    told: &'static str,
    secret: Option<usize>,
    kept_as: Option<&'static str>,
}

impl Vector {
    fn body(&self) -> Vec<u8> {
        match (&self.body, &self.body_base64) {
            (Some(text), None) => text.clone().into_bytes(),
            (None, Some(base64)) => STANDARD.decode(base64).unwrap(),
            _ => panic!("{}: one body", self.name),
        }
    }

    fn verdict(&self) -> Result<Verdict, Refusal> {
        let header = Header::from_lines(self.headers.iter().map(String::as_bytes))?;
        let event = UnverifiedEvent::new(self.body());
        let verifier = Verifier::new(&self.secrets);
        let verified = event.verify(&verifier, &header, UnixSeconds(self.now));
        let (event, matched) = verified.map_err(|unaccepted| unaccepted.refusal)?;
        assert_eq!(event.body(), self.body(), "{}: byte for byte", self.name);
        Ok(Verdict {
            told: match event.aside() {
                None => "accepted",
                Some(Aside::Clock) => Refusal::TimestampOutOfTolerance.code(),
                Some(aside) => panic!("{}: {aside:?}", self.name),
            },
            secret: Some(matched.secret),
            kept_as: Some(match event.envelope().map(|it| it.object) {
                None => "raw",
                Some(EventObject::Snapshot) => "event",
                Some(EventObject::Thin) => "thin",
            }),
        })
    }
}

#[test]
fn every_vector_is_judged_as_written() {
    let vectors: Vectors = serde_json::from_str(VECTORS).unwrap();
    for vector in &vectors.cases {
        let name = format!("{} {}", vector.case, vector.name);
        let found = vector.verdict().unwrap_or_else(|refusal| Verdict {
            told: refusal.code(),
            secret: None,
            kept_as: None,
        });
        assert_eq!(found.told, vector.expected, "{name}");
        if vector.secret.is_some() {
            assert_eq!(found.secret, vector.secret, "{name}");
        }
        if vector.kept_as.is_some() {
            assert_eq!(found.kept_as, vector.kept_as.as_deref(), "{name}");
        }
    }
}

#[test]
fn every_case_is_a_vector_or_named_as_none() {
    let vectors: Vectors = serde_json::from_str(VECTORS).unwrap();
    let mut numbers: BTreeSet<u32> = vectors.cases.iter().map(|it| it.case).collect();
    for number in ELSEWHERE {
        assert!(numbers.insert(number), "{number} is a vector");
    }
    assert!(numbers.into_iter().eq(1..=47));
}
