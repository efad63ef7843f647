//! Bytes as they are stored: an lz4 block, compressed with a dictionary of what Stripe's events look
//! like, since each of them alone is too short to repeat itself.
//!
//! The first byte says which dictionary; the length follows in four bytes, the least significant
//! first. A dictionary that was released is never edited: what was stored with it needs it for ever.

use lz4_flex::block::{
    compress_into_with_dict, decompress_into_with_dict, get_maximum_output_size,
};
use sha2::{Digest, Sha256};

/// The dictionary that new bytes are stored with.
const NEWEST: u8 = 1;
/// The mark and the length before the block.
const HEAD: usize = 5;
/// No input is longer: the door and the importer bound it. It keeps a damaged length from asking for
/// all memory.
const LONGEST: usize = 256 << 20;

fn dictionary(mark: u8) -> Option<&'static [u8]> {
    match mark {
        1 => Some(include_bytes!("dictionary/1.txt")),
        _ => None,
    }
}

/// The bytes as they are stored.
pub(crate) fn compress(bytes: &[u8]) -> Vec<u8> {
    let dictionary = dictionary(NEWEST).unwrap_or_default();
    let mut stored = vec![0; HEAD + get_maximum_output_size(bytes.len())];
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    stored[0] = NEWEST;
    stored[1..HEAD].copy_from_slice(&length.to_le_bytes());
    // The room is lz4's own bound, so the block always fits.
    let block = compress_into_with_dict(bytes, &mut stored[HEAD..], dictionary).unwrap_or(0);
    stored.truncate(HEAD + block);
    stored.shrink_to_fit();
    stored
}

/// The bytes as they were told; none when their digest says that they are not.
pub(crate) fn intact(stored: &[u8], digest: &[u8]) -> Option<Vec<u8>> {
    let bytes = decompress(stored)?;
    (Sha256::digest(&bytes).as_slice() == digest).then_some(bytes)
}

fn decompress(stored: &[u8]) -> Option<Vec<u8>> {
    let (head, block) = stored.split_first_chunk::<HEAD>()?;
    let [mark, length @ ..] = *head;
    let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
    if length > LONGEST {
        return None;
    }
    let mut bytes = vec![0; length];
    let written = decompress_into_with_dict(block, &mut bytes, dictionary(mark)?).ok()?;
    (written == length).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8]) {
        let stored = compress(bytes);
        let digest = Sha256::digest(bytes);
        assert_eq!(intact(&stored, &digest).as_deref(), Some(bytes));
        for at in 0..stored.len().min(200) {
            let mut damaged = stored.clone();
            damaged[at] ^= 4;
            if let Some(same) = intact(&damaged, &digest) {
                assert_eq!(same, bytes, "byte {at}");
            }
        }
    }

    #[test]
    fn bytes_come_back_exactly_and_damage_is_noticed() {
        check(b"");
        check(b"x");
        check(&[0xff; 70_000]);
        check(b"{\n  \"id\": \"evt_1\",\n  \"object\": \"event\"\n}");
        let noise: Vec<u8> = (0..100_000_u32)
            .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        check(&noise);
    }

    #[test]
    fn what_is_no_stored_block_is_none() {
        for stored in [
            &b""[..],
            b"\x01",
            b"\x01\xff\xff\xff\xff",
            b"\x09\x01\0\0\0a",
        ] {
            assert_eq!(decompress(stored), None, "{stored:?}");
        }
    }

    #[test]
    fn an_event_takes_far_less_than_half() {
        let sample = include_str!("dictionary/1.txt");
        let event = sample
            .rsplit("}{")
            .next()
            .unwrap_or_default()
            .replace("1790000000", "1791234567");
        let share = compress(event.as_bytes()).len() as f64 / event.len() as f64;
        assert!(share < 0.2, "{share}");
    }
}
