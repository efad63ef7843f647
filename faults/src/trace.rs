//! What strace recorded, read into calls in the order in which they began.
//!
//! A thread stands still at the beginning and at the end of a call until strace has seen it. So a line
//! that comes before another one tells of something that happened before it.

use std::collections::HashMap;

/// A system call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its name.
    pub name: String,
    /// What it was given, as strace writes it.
    pub args: String,
    /// What it gave back; none when that was not seen.
    pub result: Option<i64>,
    /// The line at which it began.
    pub began: usize,
    /// The line at which it ended; none when that was not seen.
    pub ended: Option<usize>,
}

impl Call {
    /// The file that its first argument stands for, as `-y` shows it: `5</folder/file>`.
    pub fn file(&self) -> Option<&str> {
        let from = self.args.find("</")? + 1;
        let rest = self.args.get(from..)?;
        rest.get(..rest.find('>')?)
    }

    /// Its first argument, a file descriptor.
    pub fn descriptor(&self) -> Option<u32> {
        let digits = self.args.find(|it: char| !it.is_ascii_digit())?;
        self.args.get(..digits)?.parse().ok()
    }

    /// The bytes that it was given, as text between quotation marks.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let from = self.args.find('"')? + 1;
        unescaped(self.args.get(from..)?)
    }

    /// The last of its arguments, a number.
    pub fn last_number(&self) -> Option<usize> {
        self.args.rsplit(", ").next()?.parse().ok()
    }

    /// Whether it ended well.
    pub fn succeeded(&self) -> bool {
        self.result.is_some_and(|result| result >= 0)
    }
}

/// Reads the log of `strace -f -o`.
pub fn calls(log: &str) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    let mut unfinished: HashMap<&str, usize> = HashMap::new();
    for (at, line) in log.lines().enumerate() {
        let Some((thread, rest)) = line.split_once(' ') else {
            continue;
        };
        let rest = rest.trim_start();
        if let Some(rest) = rest.strip_prefix("<... ") {
            let Some(began) = unfinished.remove(thread) else {
                continue;
            };
            let rest = rest.split_once(" resumed>").map_or("", |it| it.1);
            let (args, result) = split_result(rest);
            calls[began].args.push_str(args);
            calls[began].result = result;
            calls[began].ended = Some(at);
        } else if let Some((name, rest)) = rest.split_once('(') {
            let call = |args: &str, result, ended| Call {
                name: name.to_owned(),
                args: args.to_owned(),
                result,
                began: at,
                ended,
            };
            match rest.strip_suffix(" <unfinished ...>") {
                Some(args) => {
                    unfinished.insert(thread, calls.len());
                    calls.push(call(args, None, None));
                }
                None => {
                    let (args, result) = split_result(rest);
                    calls.push(call(args, result, Some(at)));
                }
            }
        }
    }
    calls
}

/// The bytes up to the closing quotation mark, written as in C.
fn unescaped(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes().peekable();
    loop {
        match rest.next()? {
            b'"' => return Some(bytes),
            b'\\' => {}
            plain => {
                bytes.push(plain);
                continue;
            }
        }
        bytes.push(match rest.next()? {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'v' => 0x0b,
            b'f' => 0x0c,
            first @ b'0'..=b'7' => {
                let mut value = u32::from(first - b'0');
                for _ in 0..2 {
                    let Some(next) = rest.next_if(|it| (b'0'..=b'7').contains(it)) else {
                        break;
                    };
                    value = value * 8 + u32::from(next - b'0');
                }
                u8::try_from(value).ok()?
            }
            other => other,
        });
    }
}

/// Arguments and result of `ARGS) = RESULT …`.
fn split_result(rest: &str) -> (&str, Option<i64>) {
    let Some((args, result)) = rest.rsplit_once(" = ") else {
        return (rest, None);
    };
    // A file that was opened is shown with its path: `3</folder/file>`.
    let number = result.split([' ', '<']).next().unwrap_or_default();
    let args = args.trim_end();
    (args.strip_suffix(')').unwrap_or(args), number.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_read_from_its_line() {
        let call = &calls("12 fdatasync(9</a b/ledger.sqlite-wal>) = 0\n")[0];
        assert_eq!(call.name, "fdatasync");
        assert_eq!(call.file(), Some("/a b/ledger.sqlite-wal"));
        assert_eq!(call.descriptor(), Some(9));
        assert!(call.succeeded());
        let failed = "12 fdatasync(9</x>) = -1 EIO (Input/output error) (INJECTED)\n";
        assert!(!calls(failed)[0].succeeded());
    }

    #[test]
    fn bytes_are_written_as_in_c() {
        for (args, expected) in [
            (r#"9</w>, "plain", 5, 0"#, b"plain".to_vec()),
            (r#"9</w>, "\0\1\377\0001", 5, 0"#, vec![0, 1, 255, 0, b'1']),
            (
                r#"9</w>, "\n\t\r\v\f\"\\", 7, 0"#,
                b"\n\t\r\x0b\x0c\"\\".to_vec(),
            ),
        ] {
            let call = &calls(&format!("1 pwrite64({args}) = 5"))[0];
            assert_eq!(call.bytes(), Some(expected), "{args}");
            assert_eq!(call.last_number(), Some(0));
        }
    }

    #[test]
    fn a_call_that_others_interrupt_is_put_together() {
        let log = "1 pwrite64(9</w>, \"a = b\", 5, 0 <unfinished ...>\n\
                   2 fdatasync(8</d>) = 0\n\
                   1 <... pwrite64 resumed>) = 5\n\
                   3 writev(7<socket:[1]>, [{iov_base=\"HTTP\", iov_len=4}], 1 <unfinished ...>\n";
        let calls = calls(log);
        let spans: Vec<_> = calls
            .iter()
            .map(|it| (it.name.as_str(), it.began, it.ended, it.result))
            .collect();
        assert_eq!(
            spans,
            [
                ("pwrite64", 0, Some(2), Some(5)),
                ("fdatasync", 1, Some(1), Some(0)),
                ("writev", 3, None, None),
            ]
        );
        assert_eq!(calls[0].args, "9</w>, \"a = b\", 5, 0");
    }
}
