//! What every road to the practice store does with a call: it carries it there, and the answer back.

use axum::body::Body;
use axum::extract::Request;
use axum::http::Response;

/// Carries a call to a store, as it came, and gives back the answer.
pub async fn forward(target: &str, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let path = head.uri.path_and_query().unwrap();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let mut call = countertop_sandbox::local_client()
        .unwrap()
        .request(head.method, format!("{target}{path}"))
        .body(body);
    for (name, value) in &head.headers {
        if name != "host" && name != "content-length" {
            call = call.header(name, value);
        }
    }
    let answer = call.send().await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    let mut response = Response::new(Body::from(answer.bytes().await.unwrap()));
    *response.status_mut() = status;
    for (name, value) in &headers {
        if name != "content-length" && name != "transfer-encoding" {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}
