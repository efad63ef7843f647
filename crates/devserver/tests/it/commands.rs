//! Commands and the page's files.

use crate::client::start;

#[tokio::test]
async fn a_command_answers_with_json() {
    let running = start().await;
    for arguments in ["", "null", "{}"] {
        let answer = running.call("app_state", arguments).await;
        assert_eq!(answer.status, 200, "{arguments:?}: {}", answer.body);
        assert_eq!(answer.json()["account"]["kind"], "practice");
    }
    running.server.shutdown().await;
}

#[tokio::test]
async fn a_command_that_fails_says_why() {
    let running = start().await;
    for (command, arguments, status, code) in [
        ("erase_everything", "null", 404, "unknown_command"),
        ("show_payment", r#"{"id":"pi_nowhere"}"#, 404, "not_found"),
        ("show_payment", r#"{"id":5}"#, 400, "invalid_input"),
        ("show_payment", "null", 400, "invalid_input"),
        ("show_payment", "{", 400, "invalid_input"),
        ("list_payments", r#"{"nonsense":1}"#, 400, "invalid_input"),
    ] {
        let answer = running.call(command, arguments).await;
        let case = format!("{command} {arguments}: {}", answer.body);
        assert_eq!(answer.status, status, "{case}");
        assert_eq!(answer.json()["code"], code, "{case}");
        assert!(
            answer.head.contains("content-type: application/json"),
            "{case}"
        );
    }
    running.server.shutdown().await;
}

#[tokio::test]
async fn the_page_comes_with_a_strict_policy() {
    let running = start().await;
    let host = [("Host", running.server.address().to_string())];
    let page = running.send("GET", "/", &host, "").await;
    assert_eq!((page.status, page.body.contains("Page")), (200, true));
    let port = running.server.address().port();
    for line in [
        "content-security-policy: default-src 'none'; script-src 'self';".to_owned(),
        format!("connect-src 'self' ws://127.0.0.1:{port};"),
        "x-content-type-options: nosniff".to_owned(),
        "referrer-policy: no-referrer".to_owned(),
        "cache-control: no-store".to_owned(),
    ] {
        assert!(page.head.contains(&line), "{line} is not in {}", page.head);
    }
    for (method, path, status) in [
        ("GET", "/nothing.js", 404),
        ("GET", "/../home/accounts", 404),
        ("POST", "/", 405),
        ("GET", "/ipc/app_state", 401),
    ] {
        let answer = running.send(method, path, &host, "").await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert!(
            answer.head.contains("content-security-policy"),
            "{method} {path}"
        );
    }
    running.server.shutdown().await;
}
