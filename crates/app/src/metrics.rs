//! Our numbers in the text format of Prometheus, for whoever watches over a server.

use std::fmt::{Display, Write as _};
use std::net::SocketAddr;
use std::sync::Arc;

use countertop_receiver::{Counters, PageConfig, RefusedCount};
use countertop_store::{Ledger, WriterHealth};

/// The path that is asked for.
const PATH: &str = "/metrics";
/// The format's own type.
const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The page of the numbers.
pub(crate) fn page(
    listen: SocketAddr,
    counters: impl Fn() -> Counters + Send + Sync + 'static,
    ledger: Arc<Ledger>,
) -> PageConfig {
    PageConfig {
        listen,
        path: PATH,
        content_type: CONTENT_TYPE,
        text: Box::new(move || text(&counters(), &ledger.health())),
    }
}

/// All numbers at one moment.
fn text(counters: &Counters, health: &WriterHealth) -> String {
    let mut page = Written::default();
    page.door(counters);
    page.ledger(health);
    page.text
}

/// The page as far as it is written. Writing to a string cannot fail.
#[derive(Default)]
struct Written {
    text: String,
}

impl Written {
    fn door(&mut self, it: &Counters) {
        let accepted = "deliveries_accepted_total";
        self.counter(accepted, "Requests answered with 200.", it.accepted);
        let refused = "deliveries_refused_total";
        self.begin(
            refused,
            "counter",
            "Requests refused, by status and reason.",
        );
        for RefusedCount {
            status,
            code,
            count,
        } in &it.refused
        {
            let code = code.unwrap_or_default();
            let labels = format!("{{status=\"{status}\",code=\"{code}\"}}");
            self.sample(refused, &labels, count);
        }
        let redelivered = "events_redelivered_total";
        self.counter(redelivered, "Events that were known.", it.redelivered);
        let aside = "events_kept_aside_total";
        self.counter(aside, "Events kept aside.", it.kept_aside);
        self.gauge("connections", "Open connections.", it.connections);
        let bytes = "bodies_in_flight_bytes";
        self.gauge(bytes, "Bodies in flight.", it.bodies_in_flight_bytes);
        if let Some(lag) = it.last_lag_seconds {
            let about = "From when the last accepted event happened until its answer.";
            self.gauge("last_event_lag_seconds", about, lag);
        }
    }

    fn ledger(&mut self, it: &WriterHealth) {
        self.gauge("ledger_queue", "Inputs that wait for a commit.", it.queue);
        let commits = "ledger_commits_total";
        self.counter(commits, "Transactions committed.", it.commits);
        self.counter("ledger_inputs_total", "Inputs in these.", it.inputs);
        let largest = "ledger_largest_commit";
        self.gauge(largest, "Inputs in the largest.", it.largest_commit);
        let syncing = it.syncing.as_secs_f64();
        let about = "Time that commits took, for the most part on the disk.";
        self.counter("ledger_sync_seconds_total", about, syncing);
        let slowest = it.slowest_sync.as_secs_f64();
        let about = "Time that the slowest commit took.";
        self.gauge("ledger_slowest_sync_seconds", about, slowest);
    }

    /// A number that only grows, and begins at 0 with the process.
    fn counter(&mut self, name: &str, about: &str, value: impl Display) {
        self.begin(name, "counter", about);
        self.sample(name, "", value);
    }

    /// A number that goes up and down.
    fn gauge(&mut self, name: &str, about: &str, value: impl Display) {
        self.begin(name, "gauge", about);
        self.sample(name, "", value);
    }

    fn begin(&mut self, name: &str, kind: &str, about: &str) {
        let _ = writeln!(self.text, "# HELP countertop_{name} {about}");
        let _ = writeln!(self.text, "# TYPE countertop_{name} {kind}");
    }

    fn sample(&mut self, name: &str, labels: &str, value: impl Display) {
        let _ = writeln!(self.text, "countertop_{name}{labels} {value}");
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::Duration;

    use super::*;

    /// Reads the format strictly: each name is announced once, with help and type, right before its
    /// samples, and each sample is a number of its own.
    fn read(text: &str) -> BTreeMap<String, f64> {
        let mut samples = BTreeMap::new();
        let mut announced = Vec::new();
        let mut lines = text.lines();
        assert!(text.ends_with('\n'));
        while let Some(line) = lines.next() {
            if let Some(help) = line.strip_prefix("# HELP ") {
                let (name, about) = help.split_once(' ').unwrap();
                assert!(
                    !announced.contains(&name) && !about.contains('\\'),
                    "{name}"
                );
                let kind = lines.next().unwrap().strip_prefix("# TYPE ").unwrap();
                let (same, kind) = kind.split_once(' ').unwrap();
                assert_eq!(same, name);
                assert_eq!(kind == "counter", name.ends_with("_total"), "{name}");
                announced.push(name);
                continue;
            }
            let (sample, value) = line.rsplit_once(' ').unwrap();
            let name = sample.split('{').next().unwrap();
            assert_eq!(announced.last(), Some(&name));
            let plain = name.bytes().all(|it| it.is_ascii_lowercase() || it == b'_');
            assert!(plain, "{name}");
            let before = samples.insert(sample.to_owned(), value.parse().unwrap());
            assert_eq!(before, None, "{sample}");
        }
        samples
    }

    fn counters() -> Counters {
        let refused = |status, code, count| RefusedCount {
            status,
            code,
            count,
        };
        Counters {
            accepted: 7,
            redelivered: 2,
            kept_aside: 1,
            refused: vec![
                refused(404, None, 3),
                refused(400, Some("signature_mismatch"), 4),
            ],
            connections: 5,
            bodies_in_flight_bytes: 1024,
            last_lag_seconds: Some(-2),
        }
    }

    #[test]
    fn every_number_is_on_the_page() {
        let health = WriterHealth {
            queue: 1,
            commits: 2,
            inputs: 9,
            largest_commit: 6,
            syncing: Duration::from_micros(1500),
            slowest_sync: Duration::from_millis(1),
        };
        let samples = read(&text(&counters(), &health));
        let expected = [
            ("bodies_in_flight_bytes", 1024.0),
            ("connections", 5.0),
            ("deliveries_accepted_total", 7.0),
            (
                "deliveries_refused_total{status=\"400\",code=\"signature_mismatch\"}",
                4.0,
            ),
            ("deliveries_refused_total{status=\"404\",code=\"\"}", 3.0),
            ("events_kept_aside_total", 1.0),
            ("events_redelivered_total", 2.0),
            ("last_event_lag_seconds", -2.0),
            ("ledger_commits_total", 2.0),
            ("ledger_inputs_total", 9.0),
            ("ledger_largest_commit", 6.0),
            ("ledger_queue", 1.0),
            ("ledger_slowest_sync_seconds", 0.001),
            ("ledger_sync_seconds_total", 0.0015),
        ];
        let expected = expected.map(|(name, value)| (format!("countertop_{name}"), value));
        assert_eq!(samples, BTreeMap::from(expected));
    }

    #[test]
    fn before_the_first_event_there_is_no_lag() {
        let none = Counters {
            last_lag_seconds: None,
            ..counters()
        };
        assert!(!text(&none, &WriterHealth::default()).contains("lag"));
    }
}
