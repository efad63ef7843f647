//! Files: uploaded as evidence, read back, linked.

use axum::http::StatusCode;
use reqwest::{Method, RequestBuilder};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::support::{DAY, MONDAY, Store, expect};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nthe rest of a picture\r\n--not the boundary\r\n";

/// A form of parts: texts, and one file.
fn upload(store: &Store, texts: &[(&str, &str)], filename: &str, content: &[u8]) -> RequestBuilder {
    let mut body = Vec::new();
    for (name, value) in texts {
        let part = format!(
            "--b0undary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.as_bytes());
    }
    let head = format!(
        "--b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{filename}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    body.extend(head.as_bytes());
    body.extend(content);
    body.extend(b"\r\n--b0undary--\r\n");
    store
        .client
        .post(store.url("/v1/files"))
        .bearer_auth(store.sandbox.api_key().expose_secret())
        .header("Content-Type", "multipart/form-data; boundary=b0undary")
        .body(body)
}

const EVIDENCE: (&str, &str) = ("purpose", "dispute_evidence");

pub async fn uploaded(store: &Store) -> Value {
    expect(
        StatusCode::OK,
        upload(store, &[EVIDENCE], "receipt.png", PNG),
    )
    .await
}

#[tokio::test]
async fn a_file_is_uploaded_read_and_listed() {
    let store = Store::open_on_monday().await;
    let file = uploaded(&store).await;
    for (field, value) in [
        ("object", json!("file")),
        ("filename", json!("receipt.png")),
        ("purpose", json!("dispute_evidence")),
        ("size", json!(PNG.len())),
        ("type", json!("png")),
        ("title", Value::Null),
    ] {
        assert_eq!(file[field], value, "{field}");
    }
    assert!(file["expires_at"].as_i64().unwrap() > MONDAY + 365 * DAY);
    let id = file["id"].as_str().unwrap();
    let links = json!({
        "object": "list",
        "data": [],
        "has_more": false,
        "url": format!("/v1/file_links?file={id}"),
    });
    assert_eq!(file["links"], links);
    assert_eq!(
        store.newest_event("file.created").await["data"]["object"],
        file
    );
    let path = format!("/v1/files/{id}");
    assert_eq!(store.get(&path, json!({})).await, file);
    let listed = store
        .get("/v1/files", json!({ "purpose": "dispute_evidence" }))
        .await;
    assert_eq!(listed["data"][0], file);
    let others = store
        .get("/v1/files", json!({ "purpose": "business_logo" }))
        .await;
    assert_eq!(others["data"], json!([]));

    let contents = format!("{path}/contents");
    assert_eq!(file["url"], store.url(&contents));
    let answer = store
        .call(Method::GET, &contents, &json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()["content-type"], "image/png");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert_eq!(answer.bytes().await.unwrap(), PNG);
    let without_key = store.client.get(store.url(&contents));
    expect(StatusCode::UNAUTHORIZED, without_key).await;
    let missing = "/v1/files/file_x/contents";
    let refused = store
        .refused(Method::GET, missing, json!({}), StatusCode::NOT_FOUND)
        .await;
    assert_eq!(refused["message"], "No such file upload: 'file_x'");
}

#[tokio::test]
async fn only_files_that_banks_read_are_evidence() {
    let store = Store::open().await;
    let large = [PNG, &vec![0; 5 * 1024 * 1024]].concat();
    let huge = vec![0; 18 * 1024 * 1024];
    for (texts, content, status, param) in [
        (
            vec![EVIDENCE],
            b"MZ program".as_slice(),
            StatusCode::BAD_REQUEST,
            json!("file"),
        ),
        (
            vec![EVIDENCE],
            b"".as_slice(),
            StatusCode::BAD_REQUEST,
            json!("file"),
        ),
        (
            vec![EVIDENCE],
            large.as_slice(),
            StatusCode::BAD_REQUEST,
            json!("file"),
        ),
        (
            vec![EVIDENCE],
            huge.as_slice(),
            StatusCode::PAYLOAD_TOO_LARGE,
            Value::Null,
        ),
        (vec![], PNG, StatusCode::BAD_REQUEST, json!("purpose")),
        (
            vec![("purpose", "fun")],
            PNG,
            StatusCode::BAD_REQUEST,
            json!("purpose"),
        ),
        (
            vec![EVIDENCE, ("colour", "red")],
            PNG,
            StatusCode::BAD_REQUEST,
            json!("colour"),
        ),
    ] {
        let answer = expect(status, upload(&store, &texts, "a.png", content)).await;
        assert_eq!(answer["error"]["param"], param, "{answer}");
    }
    let form = json!({ "purpose": "dispute_evidence", "file": "data:text/plain;base64,QQ==" });
    let refused = store
        .refused(Method::POST, "/v1/files", form, StatusCode::BAD_REQUEST)
        .await;
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("multipart/form-data")
    );
    let logo = upload(
        &store,
        &[("purpose", "business_logo")],
        "logo.svg",
        b"<svg/>",
    );
    assert_eq!(expect(StatusCode::OK, logo).await["type"], "svg");
}

#[tokio::test]
async fn a_key_uploads_a_file_once() {
    let store = Store::open().await;
    let send = |content: &'static [u8]| {
        upload(&store, &[EVIDENCE], "a.png", content).header("Idempotency-Key", "upload")
    };
    let first = expect(StatusCode::OK, send(PNG)).await;
    assert_eq!(expect(StatusCode::OK, send(PNG)).await, first);
    expect(StatusCode::BAD_REQUEST, send(b"\x89PNG\r\n\x1a\nother")).await;
    assert_eq!(store.all("/v1/files", json!({})).await.len(), 1);
}

#[tokio::test]
async fn a_file_is_evidence_in_a_dispute() {
    let store = Store::open_on_monday().await;
    let intent = store
        .pay(&store.link(json!({})).await, "4242424242424242")
        .await;
    let (_, dispute) = store
        .practice("disputes", json!({ "payment_intent": intent }))
        .await;
    let path = format!("/v1/disputes/{}", dispute["id"].as_str().unwrap());
    let logo = upload(&store, &[("purpose", "business_logo")], "logo.png", PNG);
    let logo = expect(StatusCode::OK, logo).await["id"].clone();
    let given = json!({ "evidence": { "receipt": logo } });
    let refused = store
        .refused(Method::POST, &path, given, StatusCode::BAD_REQUEST)
        .await;
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("dispute_evidence")
    );
    let file = uploaded(&store).await;
    let given = json!({
        "evidence": { "receipt": file["id"] },
        "submit": false,
        "expand": ["evidence.receipt"],
    });
    let staged = store.post(&path, given).await;
    assert_eq!(staged["evidence"]["receipt"]["id"], file["id"]);
    assert_eq!(staged["status"], "needs_response");
    let submitted = store.post(&path, json!({ "submit": true })).await;
    assert_eq!(submitted["status"], "under_review");
    assert_eq!(submitted["evidence"]["receipt"], file["id"]);
}

#[tokio::test]
async fn a_link_leads_to_a_file_until_it_expires() {
    let store = Store::open_on_monday().await;
    let file = uploaded(&store).await;
    let given = json!({ "file": file["id"], "expires_at": MONDAY + DAY, "metadata": { "a": "b" } });
    let link = store.post("/v1/file_links", given).await;
    assert_eq!(link["object"], "file_link");
    assert_eq!(link["expired"], false);
    let address = link["url"].as_str().unwrap();
    assert!(address.starts_with(&store.url("/links/")), "{address}");
    let answer = store.client.get(address).send().await.unwrap();
    assert_eq!(answer.bytes().await.unwrap(), PNG);
    let path = format!("/v1/files/{}", file["id"].as_str().unwrap());
    let read = store.get(&path, json!({})).await;
    assert_eq!(read["links"]["data"][0], link);

    let path = format!("/v1/file_links/{}", link["id"].as_str().unwrap());
    let forever = json!({ "file": file["id"] });
    let second = store.post("/v1/file_links", forever).await;
    store.advance(2 * DAY).await;
    let expired = store.get(&path, json!({})).await;
    assert_eq!(expired["expired"], true);
    let gone = store.client.get(address).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NOT_FOUND);
    for (filter, id) in [(true, &link["id"]), (false, &second["id"])] {
        let found = store
            .get("/v1/file_links", json!({ "expired": filter }))
            .await;
        assert_eq!(found["data"].as_array().unwrap().len(), 1);
        assert_eq!(found["data"][0]["id"], *id);
    }
    store
        .refused(
            Method::POST,
            &path,
            json!({ "expires_at": "" }),
            StatusCode::BAD_REQUEST,
        )
        .await;
    let second_path = format!("/v1/file_links/{}", second["id"].as_str().unwrap());
    let ended = store
        .post(&second_path, json!({ "expires_at": "now" }))
        .await;
    assert_eq!(ended["expired"], true);
    for (given, param) in [
        (json!({ "file": "file_x" }), "file"),
        (
            json!({ "file": file["id"], "expires_at": MONDAY }),
            "expires_at",
        ),
        (json!({}), "file"),
    ] {
        let refused = store
            .refused(
                Method::POST,
                "/v1/file_links",
                given,
                StatusCode::BAD_REQUEST,
            )
            .await;
        assert_eq!(refused["param"], param);
    }
}

#[tokio::test]
async fn a_file_created_with_a_link_has_it() {
    let store = Store::open().await;
    let texts = [EVIDENCE, ("file_link_data[create]", "true")];
    let file = expect(StatusCode::OK, upload(&store, &texts, "a.png", PNG)).await;
    let links = file["links"]["data"].as_array().unwrap();
    assert_eq!(links.len(), 1);
    assert_eq!(links[0]["file"], file["id"]);
}
