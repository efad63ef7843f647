//! Forms with a file in them, as uploads are sent: `multipart/form-data`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countertop_stripe_wire::form;
use serde_json::{Map, Value, json};

use super::error::ApiError;

/// Most parts of a form.
const MOST_PARTS: usize = 64;
/// Longest head of a part.
const LONGEST_HEAD: usize = 8 * 1024;

/// One part of a form.
struct Part<'a> {
    name: String,
    /// Where the part is a file: what it is called.
    filename: Option<String>,
    content: &'a [u8],
}

/// The boundary between parts, where a content type is that of such a form.
pub(super) fn boundary(content_type: &str) -> Option<String> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    parameter(parameters, "boundary").filter(|boundary| (1..=70).contains(&boundary.len()))
}

/// Reads a form. A file becomes its name and its content in Base64, as [`Shape::File`] takes it.
///
/// [`Shape::File`]: super::params::Shape::File
pub(super) fn read(body: &[u8], boundary: &str) -> Result<Map<String, Value>, ApiError> {
    let parts = parts(body, boundary).ok_or_else(|| {
        ApiError::invalid("Invalid request: the multipart body could not be read.")
    })?;
    let mut files = Map::new();
    let mut texts = url::form_urlencoded::Serializer::new(String::new());
    for part in parts {
        match part.filename {
            Some(filename) => {
                let content = STANDARD.encode(part.content);
                files.insert(
                    part.name,
                    json!({ "filename": filename, "content": content }),
                );
            }
            None => {
                texts.append_pair(&part.name, &String::from_utf8_lossy(part.content));
            }
        }
    }
    // Names with brackets nest as they do in other forms.
    let mut given = match form::decode(&texts.finish()) {
        Value::Object(given) => given,
        _ => Map::new(),
    };
    given.extend(files);
    Ok(given)
}

/// The parts between the boundaries; none when the body is not well formed.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Option<Vec<Part<'a>>> {
    let first = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut rest = body.strip_prefix(first.as_bytes())?;
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        rest = rest.strip_prefix(b"\r\n")?;
        let end = find(rest, between.as_bytes())?;
        parts.push(part(rest.get(..end)?)?);
        rest = rest.get(end + between.len()..)?;
        if parts.len() > MOST_PARTS {
            return None;
        }
    }
    Some(parts)
}

fn part(bytes: &[u8]) -> Option<Part<'_>> {
    let end = find(bytes, b"\r\n\r\n").filter(|end| *end <= LONGEST_HEAD)?;
    let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let disposition = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-disposition")
            .then_some(value)
    })?;
    let (_, parameters) = disposition.split_once(';')?;
    Some(Part {
        name: parameter(parameters, "name")?,
        filename: parameter(parameters, "filename"),
        content: bytes.get(end + 4..)?,
    })
}

/// The value of a parameter such as `name="file"`, with or without quotes.
fn parameter(parameters: &str, wanted: &str) -> Option<String> {
    let mut rest = parameters.trim_start();
    loop {
        let (name, after) = rest.split_once('=')?;
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted_text(quoted)?,
            None => {
                let (value, after) = after.split_once(';').unwrap_or((after, ""));
                (value.trim().to_owned(), after)
            }
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after.trim_start_matches([';', ' ']);
    }
}

/// A text up to its closing quote, and what follows. A quote in it is written `\"` or `%22`.
fn quoted_text(quoted: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((text.replace("%22", "\""), quoted.get(at + 1..)?)),
            '\\' => text.push(letters.next()?.1),
            letter => text.push(letter),
        }
    }
    None
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "--x\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n\
        dispute_evidence\r\n--x\r\ncontent-disposition: form-data; filename=\"a \\\"b\\\".png\"; \
        name=file\r\nContent-Type: image/png\r\n\r\n\r\n--y\r\n\r\n--x\r\n\
        Content-Disposition: form-data; name=\"file_link_data[create]\"\r\n\r\ntrue\r\n--x--\r\n";

    #[test]
    fn a_form_with_a_file_is_read() {
        let given = read(BODY.as_bytes(), "x").unwrap();
        let content = STANDARD.encode("\r\n--y\r\n");
        assert_eq!(
            Value::Object(given),
            json!({
                "file": { "content": content, "filename": "a \"b\".png" },
                "file_link_data": { "create": "true" },
                "purpose": "dispute_evidence",
            })
        );
    }

    #[test]
    fn what_is_cut_off_anywhere_is_refused() {
        let end = BODY.len() - "\r\n".len() - 2;
        for length in 0..end {
            assert!(read(&BODY.as_bytes()[..length], "x").is_err(), "{length}");
        }
        assert!(read(BODY.as_bytes(), "z").is_err());
    }

    #[test]
    fn a_boundary_is_found_in_the_content_type() {
        for (kind, found) in [
            ("multipart/form-data; boundary=abc", Some("abc")),
            (
                "Multipart/Form-Data;charset=utf-8; boundary=\"a b\"",
                Some("a b"),
            ),
            ("multipart/form-data", None),
            ("multipart/mixed; boundary=abc", None),
            ("multipart/form-data; boundary=", None),
        ] {
            assert_eq!(boundary(kind).as_deref(), found, "{kind}");
        }
    }
}
