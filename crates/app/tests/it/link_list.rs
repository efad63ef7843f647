//! The list of links and the page of one, with what was made and changed elsewhere.

use countertop_app::App;
use countertop_app::ipc::{
    IpcErrorCode, LinkDeed, LinkDetail, LinkOrigin, LinkPage, LinkPageQuery, LinkQuery, LinkSort,
    LinkState, SortDirection,
};
use countertop_terms::{CompletedSessions, Restrictions};
use tokio::time::timeout;

use crate::{LONG, one_item, open, pay};

async fn shop(home: &tempfile::TempDir) -> App {
    let app = open(home).await;
    app.open_practice_store().await.unwrap();
    app
}

async fn until(app: &App, holds: impl Fn(&LinkPage) -> bool) -> LinkPage {
    let waiting = async {
        loop {
            let page = app.list_links(LinkQuery::default()).await.unwrap();
            if holds(&page) {
                return page;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    timeout(LONG, waiting).await.unwrap()
}

async fn page_of(app: &App, id: &str) -> LinkDetail {
    let query = LinkPageQuery {
        id: id.to_owned(),
        days: None,
    };
    app.show_link(query).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_sold_out_after_as_many_checkouts_as_it_takes() {
    let home = tempfile::tempdir().unwrap();
    let app = shop(&home).await;
    let mut limited = one_item("Baking class", 8500, 1, "a");
    limited.terms.restrictions = Restrictions {
        completed_sessions: CompletedSessions { limit: Some(2) },
    };
    let link = app.create_link(limited).await.unwrap();
    for _ in 0..2 {
        let page = app.list_links(LinkQuery::default()).await.unwrap();
        assert_eq!(page.rows[0].state, LinkState::Open);
        pay(&app, &link.id, "4242424242424242").await;
    }
    let page = until(&app, |page| page.rows[0].paid == 2).await;
    let row = &page.rows[0];
    assert_eq!(row.state, LinkState::SoldOut);
    assert_eq!((row.completed, row.completed_limit), (2, Some(2)));
    assert_eq!((page.counts.sold_out, page.counts.open), (1, 0));
    let detail = page_of(&app, &link.id).await;
    assert_eq!(detail.row.revenues[0].gross, 17_000);
    let limit = detail.terms.iter().find(|it| it.topic == "Limit");
    assert_eq!(limit.unwrap().text, "Closes after 2 checkouts.");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_links_page_tells_what_was_done_to_it_and_from_where() {
    let home = tempfile::tempdir().unwrap();
    let app = shop(&home).await;
    let link = app
        .create_link(one_item("Bread", 480, 1, "a"))
        .await
        .unwrap();
    let history = async {
        loop {
            let history = page_of(&app, &link.id).await.history;
            if history.iter().any(|it| it.what == LinkDeed::Made) {
                return history;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    let history = timeout(LONG, history).await.unwrap();
    assert_eq!(history.len(), 1, "{history:?}");
    assert_eq!(history[0].origin, LinkOrigin::Here);

    let nowhere = LinkPageQuery {
        id: "plink_nowhere".to_owned(),
        days: None,
    };
    let error = app.show_link(nowhere).await.unwrap_err();
    assert_eq!(error.code, IpcErrorCode::NotFound);
    let read = app.refresh_links().await.unwrap();
    assert_eq!(read.trouble, None);
    assert!(read.as_of.is_some());
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_of_another_order_and_days_that_are_none_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let app = shop(&home).await;
    for name in ["Bread", "Cake"] {
        app.create_link(one_item(name, 480, 1, name)).await.unwrap();
    }
    let by_name = |after| LinkQuery {
        sort: Some(LinkSort::Name),
        direction: Some(SortDirection::Ascending),
        limit: Some(1),
        after,
        ..LinkQuery::default()
    };
    let first = app.list_links(by_name(None)).await.unwrap();
    let second = app.list_links(by_name(first.next.clone())).await.unwrap();
    let names = [&first, &second].map(|page| page.rows[0].name.clone().unwrap());
    assert_eq!(names, ["Bread", "Cake"]);
    assert_eq!(second.next, None);
    for query in [
        LinkQuery {
            after: first.next,
            ..LinkQuery::default()
        },
        LinkQuery {
            days: Some(vec![1800, 900]),
            ..LinkQuery::default()
        },
        LinkQuery {
            days: Some(vec![1]),
            ..LinkQuery::default()
        },
    ] {
        let error = app.list_links(query).await.unwrap_err();
        assert_eq!(error.code, IpcErrorCode::InvalidInput);
        assert!(error.message.ends_with('.'));
    }
    app.shutdown().await;
}
