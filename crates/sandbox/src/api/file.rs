//! Files: what merchants upload as evidence.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Method, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::error::ApiError;
use super::gate::Gate;
use super::params::{Param, Shape, clearable, optional, required};
use super::route::{Call, Route, get, list as list_route, post};
use super::{auth, file_link, list, refuse};
use crate::state::{Kind, State, Work};

/// The largest piece of evidence, in bytes: Stripe's 5 MB.
const LARGEST_EVIDENCE: usize = 5 * 1024 * 1024;
/// How long evidence is kept, in seconds: about a year and a half.
const KEPT: i64 = 548 * 24 * 3600;

const CREATED_BY_MERCHANTS: Shape = Shape::Choice(&[
    "account_requirement",
    "additional_verification",
    "business_icon",
    "business_logo",
    "customer_signature",
    "dispute_evidence",
    "identity_document",
    "issuing_regulatory_reporting",
    "pci_document",
    "platform_terms_of_service",
    "tax_document_user_upload",
    "terminal_android_apk",
    "terminal_reader_splashscreen",
    "terminal_wifi_certificate",
    "terminal_wifi_private_key",
]);

const CREATE: &[Param] = &[
    required("file", Shape::File),
    optional(
        "file_link_data",
        Shape::Object(&[
            required("create", Shape::Boolean),
            optional("expires_at", Shape::Integer(0, i64::MAX)),
            clearable("metadata", Shape::Metadata),
        ]),
    ),
    required("purpose", CREATED_BY_MERCHANTS),
];

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("purpose", Shape::Text(100)),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/files", CREATE, create),
    list_route("/v1/files", LIST, list_all),
    get("/v1/files/{}", retrieve),
];

/// What a file is, by its first bytes, and how its content is served.
const FORMATS: [(&str, &[u8], &str); 4] = [
    ("png", b"\x89PNG\r\n\x1a\n", "image/png"),
    ("jpg", b"\xff\xd8\xff", "image/jpeg"),
    ("pdf", b"%PDF-", "application/pdf"),
    ("gif", b"GIF8", "image/gif"),
];

/// The format of a content, and its type, where its first bytes tell.
fn known(content: &[u8]) -> Option<(&'static str, &'static str)> {
    let known = FORMATS
        .iter()
        .find(|(_, start, _)| content.starts_with(start));
    known.map(|(name, _, kind)| (*name, *kind))
}

/// The format of a file and the type of its content: by its first bytes, else by its name.
fn format(content: &[u8], filename: &str) -> (String, &'static str) {
    match known(content) {
        Some((name, kind)) => (name.to_owned(), kind),
        None => {
            let extension = filename.rsplit_once('.').map(|(_, extension)| extension);
            let extension = extension.unwrap_or("txt").to_lowercase();
            (extension, "application/octet-stream")
        }
    }
}

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let given = &call.params["file"];
    let content = given["content"].as_str().unwrap_or_default();
    let content = STANDARD
        .decode(content)
        .map_err(|_| ApiError::invalid("Invalid file").param("file"))?;
    let filename = given["filename"].as_str().unwrap_or_default();
    let purpose = call.text("purpose").unwrap_or_default();
    let (format, _) = format(&content, filename);
    check(&content, purpose)?;
    let id = work.new_id(Kind::File);
    let now = work.now();
    let expires = (purpose == "dispute_evidence").then_some(UnixSeconds(now.0 + KEPT));
    let file = json!({
        "id": id,
        "object": "file",
        "created": now,
        "expires_at": expires,
        "filename": filename,
        "links": null,
        "purpose": purpose,
        "size": content.len(),
        "title": null,
        "type": format,
        "url": format!("/v1/files/{id}/contents"),
    });
    work.keep_content(&id, &content)?;
    work.insert(Kind::File, &file)?;
    if let Some(link) = call.params.get("file_link_data")
        && link["create"] == true
    {
        file_link::make(work, &id, link["expires_at"].as_i64(), link.get("metadata"))?;
    }
    let file = with_links(work, file)?;
    work.announce("file.created", &file)?;
    Ok(file)
}

fn check(content: &[u8], purpose: &str) -> Result<(), ApiError> {
    let refused = |message: String| Err(ApiError::invalid(message).param("file"));
    if content.is_empty() {
        return refused("The file you uploaded is empty.".to_owned());
    }
    if purpose != "dispute_evidence" {
        return Ok(());
    }
    if !known(content).is_some_and(|(format, _)| ["jpg", "pdf", "png"].contains(&format)) {
        let message =
            "The file you uploaded is of another type: evidence must be a JPEG, PDF or PNG.";
        return refused(message.to_owned());
    }
    if content.len() > LARGEST_EVIDENCE {
        return refused("File is too large. Dispute evidence may have up to 5 MB.".to_owned());
    }
    Ok(())
}

/// A file with the links to it.
fn with_links(work: &Work<'_>, mut file: Value) -> Result<Value, ApiError> {
    let id = file["id"].as_str().unwrap_or_default();
    file["links"] = work.render(&file_link::included(work, id)?)?;
    Ok(file)
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut page = list::answer(work, &call.query(Kind::File, &["purpose"]), "/v1/files")?;
    for file in page["data"].as_array_mut().into_iter().flatten() {
        *file = with_links(work, file.take())?;
    }
    Ok(page)
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    let file = work
        .find(Kind::File, id)?
        .ok_or_else(|| ApiError::no_such(Kind::File, id))?;
    with_links(work, file)
}

/// Answers a request for the content of a file.
pub(crate) async fn contents(
    state: &State,
    gate: &Gate,
    headers: &HeaderMap,
    id: String,
) -> Response<Body> {
    let path = format!("/v1/files/{id}/contents");
    let route = "/v1/files/{}/contents";
    let read = async {
        auth::caller(state, gate, headers, &Method::GET, &path, route).await?;
        state
            .read(move |work: &mut Work<'_>| content(work, &id))
            .await
    };
    read.await
        .map_or_else(|error| refuse(headers, &error), Content::response)
}

/// Answers a request for the file behind a link; none when there is no such link.
pub(crate) async fn linked(state: &State, token: String) -> Option<Response<Body>> {
    let read = move |work: &mut Work<'_>| match file_link::file_of(work, &token)? {
        Some(file) => content(work, &file).map(Some),
        None => Ok(None),
    };
    let content: Result<_, ApiError> = state.read(read).await;
    content.ok()?.map(Content::response)
}

/// What is sent of a file.
struct Content {
    filename: String,
    kind: &'static str,
    bytes: Vec<u8>,
}

/// The content of a file.
fn content(work: &Work<'_>, id: &str) -> Result<Content, ApiError> {
    let file = work.find(Kind::File, id)?;
    let (Some(file), Some(bytes)) = (file, work.content(id)?) else {
        return Err(ApiError::no_such(Kind::File, id));
    };
    let filename = file["filename"].as_str().unwrap_or_default().to_owned();
    let (_, kind) = format(&bytes, &filename);
    Ok(Content {
        filename,
        kind,
        bytes,
    })
}

impl Content {
    /// The answer that sends it. It is never shown as a page of ours, whatever is in it.
    fn response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.bytes));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(
            "x-content-type-options",
            HeaderValue::from_static("nosniff"),
        );
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "._- ".contains(letter);
        let filename: String = self.filename.chars().filter(|it| plain(*it)).collect();
        let disposition = format!("attachment; filename=\"{filename}\"");
        if let Ok(disposition) = HeaderValue::from_str(&disposition) {
            headers.insert(CONTENT_DISPOSITION, disposition);
        }
        response
    }
}
