//! How an endpoint fares: one that fails for days is disabled.

use serde_json::{Value, json};

use super::{Kind, Outcome, StateError, Work};

/// Since when, in milliseconds, nothing that an endpoint got was taken. Kept on the endpoint.
pub(crate) const FAILING_SINCE: &str = "_failing_since";
/// After failing for so long an endpoint is disabled: "multiple days in a row", Stripe says.
const DISABLED_AFTER_MS: i64 = 7 * 24 * 3600 * 1000;

impl Work<'_> {
    /// Keeps how an endpoint fares after an attempt.
    pub(super) fn fared(&mut self, endpoint: &str, outcome: Outcome) -> Result<(), StateError> {
        let kind = Kind::of_id(endpoint).unwrap_or(Kind::WebhookEndpoint);
        let Some(mut object) = self.find(kind, endpoint)? else {
            return Ok(());
        };
        let since = object[FAILING_SINCE].as_i64();
        match (outcome, since) {
            (Outcome::Taken(_), None) | (Outcome::Elsewhere | Outcome::Lost, _) => return Ok(()),
            (Outcome::Taken(_), Some(_)) => object[FAILING_SINCE] = Value::Null,
            (Outcome::Refused(_) | Outcome::Unanswered, None) => {
                object[FAILING_SINCE] = json!(self.now_ms());
            }
            (Outcome::Refused(_) | Outcome::Unanswered, Some(since)) => {
                if self.now_ms() - since <= DISABLED_AFTER_MS || object["status"] != "enabled" {
                    return Ok(());
                }
                tracing::info!(%endpoint, "an endpoint that failed for days is disabled");
                object["status"] = json!("disabled");
                if kind == Kind::EventDestination {
                    let reason = json!({ "reason": "delivery_failures" });
                    object["status_details"] = json!({ "disabled": reason });
                }
                self.give_up_deliveries(endpoint)?;
            }
        }
        self.replace(kind, &object)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::Arc;

    use super::*;
    use crate::api;
    use crate::clock::Clock;
    use crate::state::{Cause, State};

    const HOUR: i64 = 3600;
    const DAY: i64 = 24 * HOUR;

    /// A store with one endpoint.
    struct Store {
        state: State,
        clock: Arc<Clock>,
        start_ms: i64,
        _folder: tempfile::TempDir,
    }

    impl Store {
        async fn open() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let clock = Arc::new(Clock::default());
            let file = folder.path().join("sandbox.sqlite");
            let state = State::open(&file, Some(1), Arc::clone(&clock)).unwrap();
            let store = Self {
                state,
                start_ms: clock.now_ms(),
                clock,
                _folder: folder,
            };
            store
                .write(|work| api::keep_own_endpoint(work, Some("http://127.0.0.1:9/x"), None))
                .await;
            store
        }

        async fn write<T: Send + 'static>(
            &self,
            work: impl FnOnce(&mut Work<'_>) -> Result<T, StateError> + Send + 'static,
        ) -> T {
            self.state.write(Cause::default(), work).await.unwrap()
        }

        async fn endpoint(&self) -> Value {
            self.write(|work| {
                let id = work.own_endpoint()?.unwrap();
                Ok(work.find(Kind::WebhookEndpoint, &id)?.unwrap())
            })
            .await
        }

        /// Moves the clock to so many seconds after the start.
        async fn go_to(&self, seconds: i64) {
            let hand = self.clock.hold().await;
            hand.move_to(self.start_ms + seconds * 1000);
        }

        /// Something happens.
        async fn happens(&self) {
            let product = json!({ "id": "prod_1", "object": "product" });
            self.write(move |work| work.announce("product.created", &product))
                .await;
        }

        /// All that is due is tried, and ends so; tells how many that were.
        async fn try_due(&self, outcome: Outcome) -> usize {
            self.write(move |work| {
                let id = work.own_endpoint()?.unwrap();
                let due = work.due(&id, &HashSet::new(), 100)?;
                for due in &due {
                    work.attempted(due.seq, outcome)?;
                }
                Ok(due.len())
            })
            .await
        }
    }

    #[tokio::test]
    async fn what_fails_is_tried_again_after_growing_pauses_for_three_days() {
        let store = Store::open().await;
        store.happens().await;
        let mut pauses = Vec::new();
        loop {
            assert_eq!(store.try_due(Outcome::Refused(500)).await, 1);
            let (_, next) = store.write(|work| work.waiting()).await;
            let Some(pause) = next else {
                break;
            };
            // In seconds: the clock runs a little while this is tried.
            pauses.push((pause + 500) / 1000);
            let due_ms = store.clock.now_ms() + pause;
            store.clock.hold().await.move_to(due_ms);
        }
        assert!(pauses.is_sorted(), "{pauses:?}");
        assert_eq!(pauses[0], 1, "{pauses:?}");
        assert_eq!(*pauses.last().unwrap(), 12 * HOUR, "{pauses:?}");
        let days = (store.clock.now_ms() - store.start_ms) / (DAY * 1000);
        assert_eq!(days, 2, "{pauses:?}");
        let counts = store.write(|work| work.delivery_counts()).await;
        assert_eq!(
            serde_json::to_value(counts).unwrap(),
            json!({ "made": 0, "pending": 0, "failed": 1 })
        );
    }

    #[tokio::test]
    async fn an_endpoint_that_fails_for_days_is_disabled() {
        let store = Store::open().await;
        for (day, outcome, status) in [
            (0, Outcome::Refused(500), "enabled"),
            (6, Outcome::Unanswered, "enabled"),
            (7, Outcome::Taken(200), "enabled"),
            (8, Outcome::Refused(302), "enabled"),
            (14, Outcome::Refused(500), "enabled"),
            (16, Outcome::Refused(500), "disabled"),
        ] {
            store.go_to(day * DAY).await;
            store.happens().await;
            assert!(store.try_due(outcome).await > 0, "day {day}");
            let endpoint = store.endpoint().await;
            assert_eq!(endpoint["status"], status, "day {day}");
        }
        store.go_to(17 * DAY).await;
        assert_eq!(
            store.try_due(Outcome::Taken(200)).await,
            0,
            "all is given up"
        );
        store.happens().await;
        assert_eq!(
            store.try_due(Outcome::Taken(200)).await,
            0,
            "nothing is queued"
        );
    }

    #[tokio::test]
    async fn an_endpoint_elsewhere_is_never_disabled() {
        let store = Store::open().await;
        for day in [0, 10, 20] {
            store.go_to(day * DAY).await;
            store.happens().await;
            assert_eq!(store.try_due(Outcome::Elsewhere).await, 1);
        }
        assert_eq!(store.endpoint().await["status"], "enabled");
    }
}
