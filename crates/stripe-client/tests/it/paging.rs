//! Lists: single pages, walks over all of them, and lists that lead nowhere.

use countertop_domain::UnixSeconds;
use countertop_stripe_client::{ApiError, Created, Cursor, EventFilter, LinkFilter, Paging};
use serde_json::json;

use crate::stub::{Canned, Stub};

fn page(ids: &[&str], has_more: bool) -> Canned {
    let data: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
    Canned::new(
        200,
        json!({"object": "list", "data": data, "has_more": has_more}).to_string(),
    )
}

#[tokio::test]
async fn all_pages_are_walked_by_the_last_id() {
    let stub = Stub::start([
        page(&["plink_9", "plink_8"], true),
        page(&["plink_7"], true),
        page(&["plink_6"], false),
    ])
    .await;
    let filter = LinkFilter { active: Some(true) };
    let links = stub.client().payment_links(filter).all().await.unwrap();
    let ids: Vec<_> = links
        .iter()
        .map(|link| link.id.as_deref().unwrap())
        .collect();
    assert_eq!(ids, ["plink_9", "plink_8", "plink_7", "plink_6"]);
    let queries: Vec<_> = stub.seen().into_iter().map(|seen| seen.query).collect();
    assert_eq!(
        queries,
        [
            "active=true&expand[0]=data.line_items&limit=100",
            "active=true&expand[0]=data.line_items&limit=100&starting_after=plink_8",
            "active=true&expand[0]=data.line_items&limit=100&starting_after=plink_7",
        ]
    );
}

#[tokio::test]
async fn a_walk_towards_newer_ones_goes_by_the_first_id() {
    let stub = Stub::start([page(&["evt_3", "evt_2"], true), page(&["evt_4"], false)]).await;
    let mut pages = stub
        .client()
        .events(EventFilter::default())
        .beginning(Paging {
            limit: 2,
            cursor: Cursor::Before("evt_1".into()),
        });
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await.unwrap() {
        sizes.push(page.objects.len());
    }
    assert_eq!(sizes, [2, 1]);
    assert!(pages.next().await.unwrap().is_none());
    let queries: Vec<_> = stub.seen().into_iter().map(|seen| seen.query).collect();
    assert_eq!(
        queries,
        ["ending_before=evt_1&limit=2", "ending_before=evt_3&limit=2"]
    );
}

#[tokio::test]
async fn an_object_of_a_list_keeps_its_exact_bytes() {
    let first = "{ \"id\" : \"evt_2\",\n   \"n\": 1.50, \"text\": \"\\u00e9\" }";
    let second = "{\"id\":7,\"n\":1e400}";
    let body =
        format!("{{\"object\":\"list\",\"data\":[ {first} ,{second}],\"url\":\"/v1/events\"}}");
    let stub = Stub::start([Canned::new(200, body)
        .header("request-id", "req_5")
        .header("date", "Thu, 01 Jan 1970 00:00:09 GMT")])
    .await;
    let page = stub
        .client()
        .list_events(&EventFilter::default(), &Paging::default())
        .await
        .unwrap();
    assert_eq!(page.objects[0].json.get(), first);
    assert_eq!(page.objects[0].id.as_deref(), Some("evt_2"));
    assert_eq!(page.objects[0].value().unwrap()["text"], "\u{e9}");
    assert_eq!(page.objects[1].json.get(), second);
    assert_eq!(page.objects[1].id, None);
    assert!(!page.has_more, "absent means that there is no more");
    assert_eq!(page.request_id.as_deref(), Some("req_5"));
    assert_eq!(page.date, Some(UnixSeconds(9)));
}

#[tokio::test]
async fn a_list_that_leads_nowhere_ends_in_an_error_not_in_a_loop() {
    let endless = || page(&["evt_1"], true);
    for (requests, script) in [
        (1, vec![page(&[], true)]),
        (
            1,
            vec![Canned::new(200, "{\"data\":[{}],\"has_more\":true}")],
        ),
        (2, vec![endless(), endless(), endless()]),
        (1, vec![Canned::new(200, "{\"object\":\"event\"}")]),
        (1, vec![Canned::new(200, "[]")]),
    ] {
        let stub = Stub::start(script).await;
        let error = stub
            .client()
            .events(EventFilter::default())
            .all()
            .await
            .unwrap_err();
        assert!(matches!(error, ApiError::Unreadable { .. }), "{error}");
        assert_eq!(stub.seen().len(), requests);
    }
}

#[tokio::test]
async fn after_an_error_the_walk_goes_on_where_it_was() {
    let stub = Stub::start([
        page(&["evt_3"], true),
        Canned::error(400, json!({"message": "No."})),
        page(&["evt_2"], false),
    ])
    .await;
    let mut pages = stub.client().events(EventFilter::default());
    pages.next().await.unwrap();
    pages.next().await.unwrap_err();
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(page.objects[0].id.as_deref(), Some("evt_2"));
    let seen = stub.seen();
    assert_eq!(seen[1].query, seen[2].query);
}

#[tokio::test]
async fn a_page_has_1_to_100_objects_of_a_span_of_time() {
    for (limit, sent) in [(0, 1), (1, 1), (100, 100), (255, 100)] {
        let stub = Stub::start([page(&[], false)]).await;
        let filter = EventFilter {
            types: vec!["charge.succeeded".into(), "payout.paid".into()],
            created: Created {
                from: Some(UnixSeconds(10)),
                to: Some(UnixSeconds(20)),
            },
        };
        let paging = Paging {
            limit,
            cursor: Cursor::After("evt_1".into()),
        };
        stub.client().list_events(&filter, &paging).await.unwrap();
        assert_eq!(
            stub.only().query,
            format!(
                "created[gte]=10&created[lt]=20&limit={sent}&starting_after=evt_1\
                 &types[0]=charge.succeeded&types[1]=payout.paid"
            )
        );
    }
}
