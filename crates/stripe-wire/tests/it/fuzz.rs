//! The header's parser against hostile headers: the vectors' own, changed at random, and compared
//! with a second reading of the rules.
//!
//! A bounded run goes with every test; `COUNTERTOP_FUZZ_ROUNDS=10000000` makes it a long one.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::signature::{Header, LONGEST_HEADER, MOST_SIGNATURES, Refusal};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

/// How many headers are tried.
fn rounds() -> u32 {
    let asked = std::env::var("COUNTERTOP_FUZZ_ROUNDS");
    asked.map_or(20_000, |text| text.parse().unwrap())
}

/// Every header line of the vectors.
fn corpus() -> Vec<Vec<u8>> {
    let vectors: Value = serde_json::from_str(include_str!("../vectors/signatures.json")).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    let headers = cases
        .iter()
        .flat_map(|it| it["headers"].as_array().unwrap());
    headers
        .map(|line| line.as_str().unwrap().as_bytes().to_vec())
        .collect()
}

/// One way to change a header.
#[derive(Clone, Debug)]
enum Change {
    Put(Index, u8),
    Insert(Index, Vec<u8>),
    Cut(Index, Index),
    Repeat(Index, Index),
}

/// What headers are made of, and what looks like it.
const WORDS: [&[u8]; 14] = [
    b",",
    b"=",
    b"t=",
    b"v1=",
    b"v0=",
    b",t=",
    b",v1=",
    b" ",
    b"\t",
    b"t",
    b"v1",
    b"0",
    b"\xd9\xa1",
    b"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
];

fn change() -> impl Strategy<Value = Change> {
    let word = prop::sample::select(WORDS.to_vec()).prop_map(<[u8]>::to_vec);
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Put(at, byte)),
        (any::<Index>(), word).prop_map(|(at, word)| Change::Insert(at, word)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Change::Cut(from, to)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Change::Repeat(from, to)),
    ]
}

impl Change {
    fn apply(&self, header: &mut Vec<u8>) {
        let place = |at: &Index, header: &[u8]| at.index(header.len() + 1);
        match self {
            Self::Put(at, byte) => {
                let at = place(at, header);
                if let Some(old) = header.get_mut(at) {
                    *old = *byte;
                }
            }
            Self::Insert(at, word) => {
                let at = place(at, header);
                header.splice(at..at, word.iter().copied());
            }
            Self::Cut(from, to) => {
                let (from, to) = (place(from, header), place(to, header));
                header.drain(from.min(to)..from.max(to));
            }
            Self::Repeat(from, to) => {
                let (from, to) = (place(from, header), place(to, header));
                let part = header[from.min(to)..from.max(to)].to_vec();
                header.splice(to..to, part);
            }
        }
    }
}

/// The rules once more, read one after the other.
fn second_reading(header: &[u8]) -> Result<i64, Refusal> {
    if header.is_empty() {
        return Err(Refusal::MissingSignature);
    }
    let text = std::str::from_utf8(header).map_err(|_| Refusal::MalformedSignature)?;
    let items: Vec<&str> = text
        .split(',')
        .map(|it| it.trim_matches([' ', '\t']))
        .collect();
    let values =
        |key: &str| -> Vec<&str> { items.iter().filter_map(|it| it.strip_prefix(key)).collect() };
    let (times, signatures) = (values("t="), values("v1="));
    let time = match times[..] {
        [time] if (1..=12).contains(&time.len()) => time,
        _ => return Err(Refusal::MalformedSignature),
    };
    let bare = items.iter().any(|it| ["t", "v1"].contains(it));
    let digits = time.chars().all(|it| "0123456789".contains(it));
    if header.len() > LONGEST_HEADER || bare || !digits || signatures.len() > MOST_SIGNATURES {
        return Err(Refusal::MalformedSignature);
    }
    if signatures.is_empty() {
        return Err(Refusal::NoV1);
    }
    Ok(time.parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(rounds()) })]

    #[test]
    fn every_header_is_read_by_the_rules(
        seed in prop::sample::select(corpus()),
        changes in prop::collection::vec(change(), 0..6),
    ) {
        let mut header = seed;
        changes.iter().for_each(|it| it.apply(&mut header));
        let read = Header::parse(&header).map(|it| it.time());
        prop_assert_eq!(read, second_reading(&header).map(UnixSeconds));
    }

    #[test]
    fn no_bytes_make_the_parser_panic(header in prop::collection::vec(any::<u8>(), 0..200)) {
        let read = Header::parse(&header).map(|it| it.time());
        prop_assert_eq!(read, second_reading(&header).map(UnixSeconds));
    }
}
