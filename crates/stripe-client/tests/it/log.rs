//! All that is logged while the tests run, at the finest level.
//!
//! One log for the whole process: tracing remembers for each line of code whether anyone listens,
//! and a listener that comes late or for one thread alone may be forgotten.

use std::io::Write;
use std::sync::{LazyLock, Mutex};

use tracing_subscriber::fmt::MakeWriter;

static BYTES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

static LISTENING: LazyLock<()> = LazyLock::new(|| {
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(Log)
        .init();
});

/// Begins to listen, once; before the first call of any test.
pub fn listen() {
    LazyLock::force(&LISTENING);
}

pub fn text() -> String {
    String::from_utf8(BYTES.lock().unwrap().clone()).unwrap()
}

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        BYTES.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}
