//! What falls due with time: sessions that nobody paid expire.

use std::time::Duration;

use tokio::sync::watch;

use crate::checkout;
use crate::server::stopped;
use crate::state::{Cause, State, StateError, Work};

/// How often is looked for what fell due.
const EVERY: Duration = Duration::from_secs(30);
/// How much is done in one transaction, so that nobody waits long for it.
const BATCH: usize = 100;

/// Does what falls due until told to stop.
pub(crate) async fn run(state: State, mut stop: watch::Receiver<bool>) {
    loop {
        match expire(&state).await {
            Ok(BATCH) => continue,
            Ok(_) => {}
            Err(StateError::Closed) => return,
            Err(error) => tracing::error!(%error, "what fell due was not done"),
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stopped(&mut stop) => return,
        }
    }
}

/// Expires the sessions whose time is over; tells how many, up to a batch.
async fn expire(state: &State) -> Result<usize, StateError> {
    let over = |work: &mut Work<'_>| checkout::overdue_sessions(work, BATCH);
    let sessions = state.read(over).await?;
    let count = sessions.len();
    if count > 0 {
        let work = move |work: &mut Work<'_>| {
            sessions
                .into_iter()
                .try_for_each(|session| checkout::expire(work, session).map(drop))
        };
        state.write(Cause::default(), work).await?;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::api;
    use crate::checkout::{Refused, Visitor};
    use crate::clock::Clock;
    use crate::state::{Kind, PageQuery};

    fn open_link(work: &mut Work<'_>) -> Result<(), Refused> {
        let price = json!({
            "currency": "eur",
            "product_data": { "name": "Cake" },
            "unit_amount": 500,
        });
        let given = json!({ "line_items": [{ "price_data": price, "quantity": 1 }] });
        let link = api::make_link(work, given.as_object().unwrap()).unwrap();
        checkout::open_session(work, &link, &Visitor::default()).map(drop)
    }

    async fn statuses(state: &State) -> (Vec<String>, usize) {
        let read = |work: &mut Work<'_>| {
            let sessions = work.all(PageQuery::newest(Kind::CheckoutSession))?;
            let expired =
                work.all(PageQuery::newest(Kind::Event).with("type", "checkout.session.expired"))?;
            let status = |it: &serde_json::Value| it["status"].as_str().unwrap().to_owned();
            Ok::<_, StateError>((sessions.iter().map(status).collect(), expired.len()))
        };
        state.read(read).await.unwrap()
    }

    #[tokio::test]
    async fn a_session_is_open_for_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Clock::default());
        let file = folder.path().join("sandbox.sqlite");
        let state = State::open(&file, Some(1), Arc::clone(&clock)).unwrap();
        state.write(Cause::request(), open_link).await.unwrap();
        clock.set_ahead(24 * 3600 - 60);
        assert_eq!(expire(&state).await.unwrap(), 0);
        assert_eq!(statuses(&state).await, (vec!["open".to_owned()], 0));
        clock.set_ahead(24 * 3600 + 1);
        assert_eq!(expire(&state).await.unwrap(), 1);
        assert_eq!(expire(&state).await.unwrap(), 0);
        assert_eq!(statuses(&state).await, (vec!["expired".to_owned()], 1));
    }
}
