//! The app tells through when it is complete, and that is shown, not hoped.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use countertop_app::ipc::Announcement;
use tokio::time::timeout;

use crate::{LONG, cake, open, pay};

#[tokio::test(flavor = "multi_thread")]
async fn the_app_is_complete_through_what_the_api_lists() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let mut announcements = app.announcements();
    let link = app.create_link(cake("a")).await.unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let newest = i64::try_from(now.as_secs()).ok();
    pay(&app, &link.id, "4242424242424242").await;
    let told = async {
        while app.app_state().await.unwrap().complete_through < newest {
            while announcements.recv().await.unwrap() != Announcement::State {}
        }
    };
    timeout(LONG, told).await.unwrap();
    let shown = app.show_connection().await.unwrap().completeness;
    assert_eq!((shown.missing, shown.unlisted, shown.gaps.len()), (0, 0, 0));
    assert!(shown.by_webhook > 0, "{shown:?}");
    app.shutdown().await;
    // What was proven stays so, also before the first round of the next run.
    let again = open(&home).await;
    let known = async {
        while again.app_state().await.unwrap().complete_through < newest {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(LONG, known).await.unwrap();
    again.shutdown().await;
}
