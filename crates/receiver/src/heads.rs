//! Looks at each head before the parser does, and refuses what the parser would let pass.
//!
//! A request whose end is doubtful (two lengths, a length and chunks) may be read in two ways by
//! two programs in a row. The parser picks one of them; the door picks none.

use bytes::{Buf, BytesMut};

use crate::limits::{HEAD_BYTES, REQUEST_LINE_BYTES};

/// What is wrong with a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Where the body ends is doubtful.
    Doubtful,
    /// The first line is too long.
    AddressTooLong,
    /// The head is too long.
    TooLong,
    /// Another protocol than HTTP/1: nothing that we could say would be understood.
    OtherProtocol,
}

/// How HTTP/2 begins.
const HTTP_2: &[u8] = b"PRI * HTTP/2.0\r\n";

/// Where in a connection's bytes we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// In a head, of which so many bytes hold no end.
    Head { scanned: usize },
    /// In a body of which so many bytes are to come.
    Body { left: u64 },
    /// In chunks, or behind a head that the parser will refuse: no other head is looked for.
    Rest,
    /// Behind a head that was refused: nothing is passed on.
    Refused,
}

/// What may be passed on to the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passage {
    /// So many bytes; none when more have to come first.
    Bytes(usize),
    /// A whole head of so many bytes.
    Head(usize),
    /// Nothing: this head is refused.
    Fault(Fault),
    /// Nothing any more.
    Nothing,
}

/// Follows the bytes of one connection.
#[derive(Debug)]
pub(crate) struct Heads {
    at: At,
}

impl Heads {
    pub(crate) fn new() -> Self {
        Self {
            at: At::Head { scanned: 0 },
        }
    }

    /// Whether a head is awaited or incomplete.
    pub(crate) fn awaits_head(&self) -> bool {
        matches!(self.at, At::Head { .. })
    }

    /// What of the bytes that have come may be passed on. What is counted here has to be passed on.
    pub(crate) fn next(&mut self, come: &mut BytesMut) -> Passage {
        match self.at {
            At::Head { scanned } => self.head(come, scanned),
            At::Body { left } => {
                let length = usize::try_from(left).unwrap_or(usize::MAX).min(come.len());
                self.pass_body(left, length);
                Passage::Bytes(length)
            }
            At::Rest => Passage::Bytes(come.len()),
            At::Refused => Passage::Nothing,
        }
    }

    fn pass_body(&mut self, left: u64, length: usize) {
        let left = left.saturating_sub(length as u64);
        self.at = match left {
            0 => At::Head { scanned: 0 },
            left => At::Body { left },
        };
    }

    fn head(&mut self, come: &mut BytesMut, scanned: usize) -> Passage {
        if scanned == 0 {
            // Empty lines before a head are to be ignored.
            let empty = come.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
            let empty = empty.count();
            come.advance(empty);
        }
        let end = end_of_head(come, scanned);
        let head = &come[..end.unwrap_or(come.len())];
        let first_line = head.iter().position(|byte| *byte == b'\n');
        let fault = if head.starts_with(HTTP_2) {
            Some(Fault::OtherProtocol)
        } else if first_line.unwrap_or(head.len()) > REQUEST_LINE_BYTES {
            Some(Fault::AddressTooLong)
        } else if head.len() > HEAD_BYTES || (end.is_none() && head.len() == HEAD_BYTES) {
            Some(Fault::TooLong)
        } else {
            None
        };
        if let Some(fault) = fault {
            self.at = At::Refused;
            return Passage::Fault(fault);
        }
        let Some(end) = end else {
            let scanned = come.len();
            self.at = At::Head { scanned };
            return Passage::Bytes(0);
        };
        match after(&come[..end]) {
            Some(at) => {
                self.at = at;
                Passage::Head(end)
            }
            None => {
                self.at = At::Refused;
                Passage::Fault(Fault::Doubtful)
            }
        }
    }
}

/// Where a head ends: behind its first empty line. Lines may end with a line feed alone, as the
/// parser takes them.
fn end_of_head(bytes: &[u8], scanned: usize) -> Option<usize> {
    let start = scanned.saturating_sub(2);
    let line_ends = (start..bytes.len()).filter(|at| bytes[*at] == b'\n');
    line_ends
        .filter_map(|at| match &bytes[at + 1..] {
            [b'\n', ..] => Some(at + 2),
            [b'\r', b'\n', ..] => Some(at + 3),
            _ => None,
        })
        .next()
}

/// What comes after a head; none when that is doubtful.
fn after(head: &[u8]) -> Option<At> {
    let (mut length, mut chunked) = (None, false);
    for line in head.split(|byte| *byte == b'\n').skip(1) {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            continue;
        };
        let (name, value) = (line[..colon].trim_ascii(), line[colon + 1..].trim_ascii());
        if name.eq_ignore_ascii_case(b"content-length") {
            if length.replace(value).is_some() {
                return None;
            }
        } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
            if chunked || !value.eq_ignore_ascii_case(b"chunked") {
                return None;
            }
            chunked = true;
        }
    }
    match (length, chunked) {
        (Some(_), true) => None,
        (None, true) => Some(At::Rest),
        (None, false) => Some(At::Head { scanned: 0 }),
        // A length that is no number is for the parser to refuse.
        (Some(length), false) => Some(number(length).map_or(At::Rest, |left| match left {
            0 => At::Head { scanned: 0 },
            left => At::Body { left },
        })),
    }
}

fn number(digits: &[u8]) -> Option<u64> {
    let plain = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    let text = std::str::from_utf8(digits).ok()?;
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LENGTH: &[u8] = b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
    const EMPTY: &[u8] = b"GET / HTTP/1.1\nHost: x\n\n";
    const CHUNKS: &[u8] =
        b"POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\na\r\n0\r\n\r\n";
    const DOUBT: &[u8] = b"POST / HTTP/1.1\r\nContent-Length: 3\r\ncontent-length:3\r\n\r\nabc";

    /// What is passed on when the bytes come in parts of these sizes: the bytes, where heads ended,
    /// and the fault.
    fn passed(bytes: &[u8], sizes: &[usize]) -> (Vec<u8>, Vec<usize>, Option<Fault>) {
        let (mut heads, mut come) = (Heads::new(), BytesMut::new());
        let (mut all, mut ends) = (Vec::new(), Vec::new());
        let mut rest = bytes;
        for size in sizes.iter().chain([&usize::MAX]) {
            let (part, later) = rest.split_at(rest.len().min(*size));
            rest = later;
            come.extend_from_slice(part);
            loop {
                let (length, is_head) = match heads.next(&mut come) {
                    Passage::Bytes(length) => (length, false),
                    Passage::Head(length) => (length, true),
                    Passage::Fault(fault) => return (all, ends, Some(fault)),
                    Passage::Nothing => (0, false),
                };
                if length == 0 {
                    break;
                }
                all.extend_from_slice(&come.split_to(length));
                if is_head {
                    ends.push(all.len());
                }
            }
        }
        (all, ends, None)
    }

    fn check(case: &str, bytes: &[u8], ends: &[usize], fault: Option<Fault>) {
        let (all, found, met) = passed(bytes, &[]);
        assert_eq!((found.as_slice(), met), (ends, fault), "{case}");
        assert!(fault.is_some() || all == bytes, "{case}");
    }

    #[test]
    fn heads_are_told_from_bodies() {
        let (length, empty) = (LENGTH.len(), EMPTY.len());
        check("a length", LENGTH, &[length - 3], None);
        check("no body", EMPTY, &[empty], None);
        let row = [LENGTH, EMPTY, LENGTH].concat();
        let ends = [length - 3, length + empty, 2 * length + empty - 3];
        check("in a row", &row, &ends, None);
        let chunks = [CHUNKS, DOUBT].concat();
        let end = CHUNKS.len() - 11;
        check("chunks, and no head behind", &chunks, &[end], None);
        let doubt = [LENGTH, DOUBT].concat();
        check("doubt", &doubt, &[length - 3], Some(Fault::Doubtful));
        let no_number = b"P / HTTP/1.1\r\nContent-Length: x\r\n\r\n";
        check("no number", no_number, &[no_number.len()], None);
        let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
        check("HTTP/2", preface, &[], Some(Fault::OtherProtocol));
    }

    #[test]
    fn heads_have_a_longest_size() {
        let of_line = |length| format!("GET /{}\r\n\r\n", "a".repeat(length - 6));
        let of_head = |length| format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "y".repeat(length - 23));
        let line = of_line(REQUEST_LINE_BYTES);
        check("the longest line", line.as_bytes(), &[line.len()], None);
        let line = of_line(REQUEST_LINE_BYTES + 1);
        check(
            "a longer line",
            line.as_bytes(),
            &[],
            Some(Fault::AddressTooLong),
        );
        let head = of_head(HEAD_BYTES);
        check("the longest head", head.as_bytes(), &[HEAD_BYTES], None);
        let head = of_head(HEAD_BYTES + 1);
        check("a longer head", head.as_bytes(), &[], Some(Fault::TooLong));
        let endless = &of_head(HEAD_BYTES + 9).into_bytes()[..HEAD_BYTES];
        check("one without an end", endless, &[], Some(Fault::TooLong));
    }

    fn without_line_ends(bytes: &[u8]) -> Vec<u8> {
        let kept = bytes.iter().filter(|byte| !matches!(byte, b'\r' | b'\n'));
        kept.copied().collect()
    }

    proptest! {
        #[test]
        fn it_does_not_matter_in_which_parts_bytes_come(
            order in prop::collection::vec(0_usize..4, 0..6),
            sizes in prop::collection::vec(0_usize..60, 0..40),
        ) {
            let parts = order.iter().map(|at| [LENGTH, EMPTY, CHUNKS, DOUBT][*at]);
            let bytes = parts.collect::<Vec<_>>().concat();
            prop_assert_eq!(passed(&bytes, &sizes), passed(&bytes, &[]));
        }

        #[test]
        fn nothing_is_lost_or_made_up(
            bytes in prop::collection::vec(prop::sample::select(b"\r\n:aT1".to_vec()), 0..300),
        ) {
            // Only empty lines before a head may be missing, and a head that is not whole.
            let (all, _, fault) = passed(&bytes, &[7, 1, 90]);
            prop_assert_eq!(fault, None);
            prop_assert!(without_line_ends(&bytes).starts_with(&without_line_ends(&all)));
        }
    }
}
