//! A program's output as lines, however long they are and whatever bytes they hold.

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::sync::mpsc;

/// Longest line; the rest of a longer one is dropped.
const LONGEST: usize = 8 << 10;

/// Sends on each line until there are no more, or nobody wants them.
pub(crate) async fn read(mut from: impl AsyncRead + Unpin, lines: mpsc::Sender<String>) {
    let mut splitter = Splitter::default();
    let mut part = [0; 4096];
    // A pipe that breaks is at its end.
    while let Ok(length @ 1..) = from.read(&mut part).await {
        for line in splitter.split(&part[..length]) {
            if lines.send(line).await.is_err() {
                return;
            }
        }
    }
    if let Some(line) = splitter.rest() {
        // Nobody may want it any more.
        let _ = lines.send(line).await;
    }
}

#[derive(Default)]
struct Splitter {
    begun: Vec<u8>,
}

impl Splitter {
    /// The lines that end in these bytes. A spinner goes back to a line's beginning and writes over it:
    /// that ends a line, too.
    fn split(&mut self, bytes: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        for byte in bytes {
            match byte {
                b'\n' | b'\r' => lines.extend(self.rest()),
                byte if self.begun.len() < LONGEST => self.begun.push(*byte),
                _ => {}
            }
        }
        lines
    }

    fn rest(&mut self) -> Option<String> {
        let line = std::mem::take(&mut self.begun);
        (!line.is_empty()).then(|| String::from_utf8_lossy(&line).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_across_parts() {
        let mut splitter = Splitter::default();
        assert_eq!(splitter.split(b"Getting re"), Vec::<String>::new());
        assert_eq!(
            splitter.split(b"ady...\rReady!\r\n\n--> a"),
            ["Getting ready...", "Ready!"]
        );
        assert_eq!(splitter.split(b"\xff\n"), ["--> a\u{fffd}"]);
        assert_eq!(splitter.rest(), None);
        assert_eq!(splitter.split(&[b'x'; 3 * LONGEST]), Vec::<String>::new());
        assert_eq!(splitter.split(b"\nend"), ["x".repeat(LONGEST)]);
        assert_eq!(splitter.rest().as_deref(), Some("end"));
    }
}
