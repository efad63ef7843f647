//! Whatever happens to the list, and wherever rounds break off.

use countertop_app::catchup::Wanted;
use proptest::prelude::*;

use super::rounds::{Desk, MINUTE, list};

/// What happens to a list: events enter, early or late, time passes, calls fail.
#[derive(Clone, Debug)]
enum Happening {
    Enters { seconds_ago: i64 },
    Passes { seconds: i64 },
    Read { failing: Vec<bool> },
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => (0..600_i64).prop_map(|seconds_ago| Happening::Enters { seconds_ago }),
        2 => (1..900_i64).prop_map(|seconds| Happening::Passes { seconds }),
        2 => prop::collection::vec(prop::bool::weighted(0.3), 1..12)
            .prop_map(|failing| Happening::Read { failing }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// However events enter within ten minutes, and wherever rounds break off: once the list is quiet for
    /// that long, one round that comes to its end leaves nothing out.
    #[test]
    fn nothing_is_left_out(happenings in prop::collection::vec(happening(), 1..60), crowd in 1..40_u32) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let desk = Desk::new(list(vec![])).await;
            let mut number = 0;
            for happening in happenings {
                match happening {
                    Happening::Enters { seconds_ago } => {
                        let mut listed = desk.list.open();
                        let created = listed.now - seconds_ago;
                        for _ in 0..crowd {
                            number += 1;
                            let place = listed.events.partition_point(|it| it.1 <= created);
                            listed.events.insert(place, (number, created));
                        }
                    }
                    Happening::Passes { seconds } => desk.list.open().now += seconds,
                    Happening::Read { failing } => {
                        desk.list.open().failing =
                            failing.into_iter().map(|fails| fails.then_some(500)).collect();
                        // It may be broken off.
                        let _ = desk.round(Wanted::Onwards).await;
                    }
                }
            }
            {
                let mut listed = desk.list.open();
                listed.failing.clear();
                listed.now += 10 * MINUTE;
            }
            // One that was broken off may be gone on with; the next reads again what was young then.
            desk.onwards().await;
            let caught = desk.onwards().await;
            assert_eq!(caught.proof.missing, 0);
            desk.has(&(1..=number).collect::<Vec<_>>());
        });
    }
}
