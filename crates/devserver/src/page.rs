//! The page's files, read anew each time so that a rebuilt page needs no restart.

use std::path::PathBuf;

use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::server::Shared;

/// The page itself.
pub(crate) const INDEX: &str = "index.html";

pub(crate) async fn file(State(shared): State<Shared>, uri: Uri) -> Response {
    let Some((file, kind)) = inside(uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match tokio::fs::read(shared.ui.join(file)).await {
        Ok(bytes) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The file below the page's folder that a path means, and its type. Names are those that a build
/// gives, so nothing leads out of the folder.
fn inside(path: &str) -> Option<(PathBuf, &'static str)> {
    let path = path.strip_prefix('/')?;
    let path = if path.is_empty() { INDEX } else { path };
    let is_name = |name: &str| {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        !name.is_empty() && !name.starts_with('.') && name.chars().all(is_letter)
    };
    let (_, ending) = path.rsplit_once('.')?;
    let kind = match ending {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "json" | "map" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    };
    path.split('/')
        .all(is_name)
        .then(|| (path.split('/').collect(), kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside_the_folder() {
        for (path, expected) in [
            ("/", Some("index.html")),
            (
                "/assets/index-BqXMbbV_.js",
                Some("assets/index-BqXMbbV_.js"),
            ),
            ("/favicon.svg", Some("favicon.svg")),
            ("/../Cargo.toml", None),
            ("/assets/../../secret.json", None),
            ("/assets/..%2f..%2fsecret.json", None),
            ("//etc/passwd.txt", None),
            ("/.env.json", None),
            ("/a\\b.js", None),
            ("/C:/x.js", None),
            ("/assets", None),
            ("", None),
        ] {
            let found = inside(path).map(|(file, _)| file);
            assert_eq!(found, expected.map(PathBuf::from), "{path}");
        }
    }
}
