//! The signals that ask the program to end.

use std::io;

/// The signals, heard from now on.
pub struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    /// Heard only so that it does not end the process: the write that was too long fails then, and
    /// its sender is told to come again.
    #[cfg(unix)]
    _too_long: tokio::signal::unix::Signal,
    #[cfg(windows)]
    console: windows::Console,
}

impl Signals {
    /// Begins to hear them; from here on they no longer end the process by themselves.
    ///
    /// # Errors
    /// When the system does not let us.
    pub fn hear() -> io::Result<Self> {
        #[cfg(unix)]
        {
            use rustix::process::Signal;
            use tokio::signal::unix::{SignalKind, signal};
            Ok(Self {
                terminate: signal(SignalKind::terminate())?,
                interrupt: signal(SignalKind::interrupt())?,
                _too_long: signal(SignalKind::from_raw(Signal::XFSZ.as_raw()))?,
            })
        }
        #[cfg(windows)]
        {
            Ok(Self {
                console: windows::Console::hear()?,
            })
        }
    }

    /// Resolves when one comes.
    pub async fn asked_to_end(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
        #[cfg(windows)]
        self.console.asked_to_end().await;
    }
}

#[cfg(windows)]
mod windows {
    use std::io;

    use tokio::signal::windows::{CtrlBreak, CtrlC, CtrlClose, CtrlShutdown};
    use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_shutdown};

    /// What a console tells: Ctrl-C, Ctrl-Break, its own closing, the system's end.
    pub struct Console {
        c: CtrlC,
        r#break: CtrlBreak,
        close: CtrlClose,
        shutdown: CtrlShutdown,
    }

    impl Console {
        pub fn hear() -> io::Result<Self> {
            Ok(Self {
                c: ctrl_c()?,
                r#break: ctrl_break()?,
                close: ctrl_close()?,
                shutdown: ctrl_shutdown()?,
            })
        }

        pub async fn asked_to_end(&mut self) {
            tokio::select! {
                _ = self.c.recv() => {}
                _ = self.r#break.recv() => {}
                _ = self.close.recv() => {}
                _ = self.shutdown.recv() => {}
            }
        }
    }
}
