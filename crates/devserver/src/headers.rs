//! The headers of every answer: the page may load and ask what it may in the window, no more.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::door::Door;

const ALWAYS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

pub(crate) async fn add(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(&door.host)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The window's policy, where the way to the app is this server instead of Tauri's IPC.
fn content_security_policy(host: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
         img-src 'self' data:; connect-src 'self' ws://{host}; frame-src 'none'; \
         object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn without_the_way_to_the_app(policy: &str) -> BTreeSet<String> {
        let directives = policy
            .split(';')
            .map(|directive| directive.trim().to_owned());
        directives
            .filter(|it| !it.starts_with("connect-src") && !it.starts_with("frame-ancestors"))
            .collect()
    }

    #[test]
    fn the_policy_is_the_windows() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../../../tauri.conf.json")).unwrap();
        let windows = config
            .pointer("/app/security/csp")
            .unwrap()
            .as_str()
            .unwrap();
        let ours = content_security_policy("127.0.0.1:1");
        assert_eq!(
            without_the_way_to_the_app(&ours),
            without_the_way_to_the_app(windows)
        );
    }
}
