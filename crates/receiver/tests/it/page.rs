//! A page for programs on this computer: who may ask for it.

use countertop_receiver::{Page, PageConfig, ReceiverError};

use crate::caller::{Answer, Caller};

async fn open(listen: &str) -> Result<Page, ReceiverError> {
    Page::show(PageConfig {
        listen: listen.parse().unwrap(),
        path: "/metrics",
        content_type: "text/plain; version=0.0.4",
        text: Box::new(|| "numbers 1\n".to_owned()),
    })
    .await
}

/// The address of a page, without its path.
fn address(page: &Page) -> String {
    let url = page.url();
    let rest = url.strip_prefix("http://").unwrap();
    rest.strip_suffix("/metrics").unwrap().to_owned()
}

async fn ask(page: &Page, line: &str, headers: &str) -> Answer {
    let mut caller = Caller::connect(address(page).parse().unwrap()).await;
    caller
        .send(format!("{line} HTTP/1.1\r\n{headers}\r\n").as_bytes())
        .await;
    caller.answer().await.unwrap()
}

#[tokio::test]
async fn only_who_names_our_address_and_no_other_page_gets_the_text() {
    for listen in ["127.0.0.1:0", "[::1]:0"] {
        let page = open(listen).await.unwrap();
        let own = address(&page);
        let port = own.rsplit(':').next().unwrap();
        let get = "GET /metrics";
        for (case, line, headers, status) in [
            ("as printed", get, format!("Host: {own}\r\n"), 200),
            ("a query", "GET /metrics?x", format!("Host: {own}\r\n"), 200),
            (
                "our own page",
                get,
                format!("Host: {own}\r\nOrigin: http://{own}\r\n"),
                200,
            ),
            ("no host", get, String::new(), 403),
            (
                "two hosts",
                get,
                format!("Host: {own}\r\nHost: {own}\r\n"),
                403,
            ),
            (
                "another name",
                get,
                format!("Host: localhost:{port}\r\n"),
                403,
            ),
            (
                "a name that was bound to us",
                get,
                format!("Host: evil.example:{port}\r\n"),
                403,
            ),
            (
                "without the port",
                get,
                "Host: 127.0.0.1\r\n".to_owned(),
                403,
            ),
            (
                "a foreign page",
                get,
                format!("Host: {own}\r\nOrigin: http://evil.example\r\n"),
                403,
            ),
            (
                "a page from a file",
                get,
                format!("Host: {own}\r\nOrigin: null\r\n"),
                403,
            ),
            (
                "secure, so not ours",
                get,
                format!("Host: {own}\r\nOrigin: https://{own}\r\n"),
                403,
            ),
            ("another path", "GET /", format!("Host: {own}\r\n"), 404),
            (
                "another method",
                "POST /metrics",
                format!("Host: {own}\r\n"),
                405,
            ),
        ] {
            let answer = ask(&page, line, &headers).await;
            assert_eq!(answer.status, status, "{case}: {answer:?}");
            assert_eq!(
                answer.body == "numbers 1\n",
                status == 200,
                "{case}: {answer:?}"
            );
            assert!(!answer.head.contains("access-control"), "{case}");
        }
        let answer = ask(&page, get, &format!("Host: {own}\r\n")).await;
        let content_type = "content-type: text/plain; version=0.0.4\r\n";
        assert!(answer.head.contains(content_type), "{answer:?}");
        page.stop().await;
        assert!(std::net::TcpStream::connect(&own).is_err());
    }
}

#[tokio::test]
async fn a_page_for_others_is_not_shown() {
    let refused = open("0.0.0.0:0").await.err();
    assert!(matches!(refused, Some(ReceiverError::NotLoopback(_))));
}
