//! Work that blocks, on a thread of its own.

use std::time::Duration;

use tokio::sync::oneshot;

/// How long the work may take before who asked goes on without it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Patience {
    /// However long it takes: it waits for nobody.
    Unlimited,
    /// It may wait for a person.
    Until(Duration),
}

/// Nobody answered in time, or the work broke off.
#[derive(Debug)]
pub(crate) struct NoAnswer;

/// Runs the work on a thread of its own. A runtime's own threads for blocking work would not do: the
/// runtime waits for them when it ends, and a prompt may never be answered. Late work is finished all
/// the same, so that it leaves nothing half done.
pub(crate) async fn aside<T: Send + 'static>(
    patience: Patience,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, NoAnswer> {
    let (answer, answered) = oneshot::channel();
    std::thread::Builder::new()
        .name("vault".to_owned())
        .spawn(move || {
            // Who no longer waits has gone away.
            let _ = answer.send(work());
        })
        .map_err(|_| NoAnswer)?;
    match patience {
        Patience::Unlimited => answered.await.map_err(|_| NoAnswer),
        Patience::Until(patience) => match tokio::time::timeout(patience, answered).await {
            Ok(answered) => answered.map_err(|_| NoAnswer),
            Err(_) => Err(NoAnswer),
        },
    }
}
