//! Parameters: what a call takes, and how what was sent is checked and given its types.
//!
//! A form has only text. [`check`] turns it into JSON with the types that each call declares, or
//! refuses it in Stripe's words.

use countertop_domain::Currency;
use serde_json::{Map, Value};

use super::error::ApiError;
use crate::state::Range;

/// One parameter of a call.
#[derive(Debug)]
pub(crate) struct Param {
    name: &'static str,
    shape: Shape,
    need: Need,
}

/// Whether a parameter has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
    /// An empty text unsets it, which is null after the check.
    Clearable,
}

/// What a parameter's value looks like.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Text of up to so many characters.
    Text(usize),
    /// A whole number between two bounds.
    Integer(i64, i64),
    /// A decimal number, kept as text.
    Decimal,
    Boolean,
    /// One of these words.
    Choice(&'static [&'static str]),
    Currency,
    /// An absolute http or https address.
    Address,
    Metadata,
    Object(&'static [Param]),
    /// One object for each of some currencies, by their codes.
    ByCurrency(&'static [Param]),
    /// So many of one shape.
    List(&'static Shape, usize),
    /// A time, or bounds for it: `created=1` or `created[gte]=1`.
    Range,
    /// A file that was uploaded: its name and its content in Base64.
    File,
}

pub(crate) const fn required(name: &'static str, shape: Shape) -> Param {
    Param {
        name,
        shape,
        need: Need::Required,
    }
}

pub(crate) const fn optional(name: &'static str, shape: Shape) -> Param {
    Param {
        name,
        shape,
        need: Need::Optional,
    }
}

pub(crate) const fn clearable(name: &'static str, shape: Shape) -> Param {
    Param {
        name,
        shape,
        need: Need::Clearable,
    }
}

impl Param {
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn shape(&self) -> &Shape {
        &self.shape
    }
}

/// Checks what was given at the top of a request.
pub(crate) fn check(
    params: &'static [Param],
    given: Map<String, Value>,
) -> Result<Map<String, Value>, ApiError> {
    fields(params, given, "")
}

fn fields(
    params: &'static [Param],
    mut given: Map<String, Value>,
    path: &str,
) -> Result<Map<String, Value>, ApiError> {
    // What Stripe does not know it says first: it may be what is missing, misspelt.
    let is_known = |name: &str| params.iter().any(|param| param.name == name);
    let unknown = given.keys().filter(|name| !is_known(name));
    let unknown: Vec<_> = unknown.map(|name| below(path, name)).collect();
    match unknown.as_slice() {
        [] => {}
        [one] => return Err(unknown_parameter(&format!("parameter: {one}"), one)),
        [first, ..] => {
            let all = format!("parameters: {}", unknown.join(", "));
            return Err(unknown_parameter(&all, first));
        }
    }
    let mut checked = Map::new();
    for param in params {
        let path = below(path, param.name);
        match given.remove(param.name) {
            None if param.need == Need::Required => return Err(ApiError::missing(&path)),
            None => {}
            Some(Value::String(text)) if text.is_empty() => {
                checked.insert(param.name.to_owned(), cleared(param, &path)?);
            }
            Some(value) => {
                checked.insert(param.name.to_owned(), param.shape.check(value, &path)?);
            }
        }
    }
    Ok(checked)
}

fn unknown_parameter(what: &str, first: &str) -> ApiError {
    ApiError::invalid(format!("Received unknown {what}"))
        .code("parameter_unknown")
        .param(first)
}

/// `a`, `a[b]`, `a[b][0]`.
pub(super) fn below(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}[{name}]")
    }
}

fn cleared(param: &Param, path: &str) -> Result<Value, ApiError> {
    if param.need == Need::Clearable {
        return Ok(Value::Null);
    }
    Err(ApiError::invalid(format!(
        "You passed an empty string for '{path}'. We assume empty values are an attempt to unset a \
         parameter; however '{path}' cannot be unset. You should remove '{path}' from your request \
         or supply a non-empty value."
    ))
    .code("parameter_invalid_empty")
    .param(path))
}

impl Shape {
    fn check(&'static self, value: Value, path: &str) -> Result<Value, ApiError> {
        let refused = |message: String| ApiError::invalid(message).param(path);
        match (self, value) {
            (Self::Object(params), Value::Object(given)) => {
                fields(params, given, path).map(Value::Object)
            }
            (Self::ByCurrency(params), Value::Object(given)) => by_currency(params, given, path),
            (Self::Object(_) | Self::ByCurrency(_), _) => Err(refused("Invalid object".to_owned())),
            (Self::List(shape, most), Value::Array(items)) => list(shape, *most, items, path),
            (Self::List(..), _) => Err(refused("Invalid array".to_owned())),
            (Self::Metadata, value) => super::metadata::check(value, path),
            (Self::Range, value) => range(value, path),
            (Self::File, value) => file(value, path),
            (shape, Value::String(text)) => shape.leaf(text, path),
            (_, Value::Object(_)) => Err(refused(format!("Invalid string: {path}"))),
            (_, value) => Err(refused(format!("Invalid string: {value}"))),
        }
    }

    fn leaf(&self, text: String, path: &str) -> Result<Value, ApiError> {
        let refused = |message: String| Err(ApiError::invalid(message).param(path));
        match self {
            Self::Text(longest) if text.chars().count() > *longest => refused(format!(
                "Invalid string: {}; must be at most {longest} characters",
                ends(&text)
            )),
            Self::Integer(least, most) => integer(&text, *least, *most, path),
            Self::Decimal if !is_decimal(&text) => refused(format!("Invalid decimal: {text}")),
            Self::Boolean => match text.as_str() {
                "true" => Ok(Value::Bool(true)),
                "false" => Ok(Value::Bool(false)),
                _ => refused(format!("Invalid boolean: {text}")),
            },
            Self::Choice(words) if !words.contains(&text.as_str()) => {
                refused(format!("Invalid {path}: must be one of {}", either(words)))
            }
            Self::Currency => currency(&text, path),
            Self::Address if !is_address(&text) => Err(ApiError::invalid("Not a valid URL")
                .code("url_invalid")
                .param(path)),
            _ => Ok(Value::String(text)),
        }
    }
}

fn by_currency(
    params: &'static [Param],
    given: Map<String, Value>,
    path: &str,
) -> Result<Value, ApiError> {
    let mut checked = Map::new();
    for (code, options) in given {
        let path = below(path, &code);
        currency(&code, &path)?;
        let Value::Object(options) = options else {
            return Err(ApiError::invalid("Invalid object").param(path));
        };
        let options = fields(params, options, &path)?;
        checked.insert(code.to_lowercase(), Value::Object(options));
    }
    Ok(Value::Object(checked))
}

/// The first and the last ten characters of a text.
fn ends(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 20 {
        return text.to_owned();
    }
    let start: String = letters.iter().take(10).collect();
    let end: String = letters.iter().skip(letters.len() - 10).collect();
    format!("{start}...{end}")
}

/// A file, which only a form of parts can hold.
fn file(value: Value, path: &str) -> Result<Value, ApiError> {
    if value["content"].is_string() && value["filename"].is_string() {
        return Ok(value);
    }
    Err(ApiError::invalid(
        "Invalid file: upload it as multipart/form-data, with the content type of your request set \
         accordingly.",
    )
    .param(path))
}

fn list(
    shape: &'static Shape,
    most: usize,
    items: Vec<Value>,
    path: &str,
) -> Result<Value, ApiError> {
    if items.len() > most {
        let message = format!("Array {path} exceeded maximum {most} allowed elements.");
        return Err(ApiError::invalid(message).param(path));
    }
    let items = items.into_iter().enumerate();
    let checked: Result<Vec<_>, _> = items
        .map(|(index, item)| shape.check(item, &format!("{path}[{index}]")))
        .collect();
    checked.map(Value::Array)
}

fn integer(text: &str, least: i64, most: i64, path: &str) -> Result<Value, ApiError> {
    let refused = |message: String| {
        Err(ApiError::invalid(message)
            .code("parameter_invalid_integer")
            .param(path))
    };
    match text.parse::<i64>() {
        Err(_) => refused(format!("Invalid integer: {text}")),
        Ok(number) if number < least => refused(format!(
            "This value must be greater than or equal to {least}."
        )),
        Ok(number) if number > most => refused(format!(
            "This value must be less than or equal to {most} (it currently is '{number}')."
        )),
        Ok(number) => Ok(Value::from(number)),
    }
}

fn currency(text: &str, path: &str) -> Result<Value, ApiError> {
    let code = text.to_lowercase();
    match Currency::supported(&code) {
        Ok(currency) => Ok(Value::from(currency.code())),
        Err(_) => {
            let others = Currency::all().filter(|one| one.code() != "usd");
            let codes: Vec<_> = others.map(|one| one.code().to_owned()).collect();
            Err(ApiError::invalid(format!(
                "Invalid currency: {code}. Stripe currently supports these currencies: usd, {}",
                codes.join(", ")
            ))
            .param(path))
        }
    }
}

/// The bounds that a time may be given.
pub(super) const BOUNDS: &[Param] = &[
    optional("gt", Shape::Integer(0, i64::MAX)),
    optional("gte", Shape::Integer(0, i64::MAX)),
    optional("lt", Shape::Integer(0, i64::MAX)),
    optional("lte", Shape::Integer(0, i64::MAX)),
];

/// A time, or bounds of it.
fn range(value: Value, path: &str) -> Result<Value, ApiError> {
    match value {
        Value::Object(given) => fields(BOUNDS, given, path).map(Value::Object),
        Value::String(text) => integer(&text, 0, i64::MAX, path),
        _ => Err(ApiError::invalid("Invalid timestamp").param(path)),
    }
}

/// The bounds that a checked [`Shape::Range`] stands for.
pub(crate) fn bounds(value: Option<&Value>) -> Range {
    let Some(value) = value else {
        return Range::default();
    };
    if let Some(at) = value.as_i64() {
        return Range {
            from: Some(at),
            to: Some(at),
        };
    }
    let bound = |name: &str| value[name].as_i64();
    Range {
        from: bound("gte").max(bound("gt").map(|at| at.saturating_add(1))),
        to: match (bound("lte"), bound("lt").map(|at| at.saturating_sub(1))) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        },
    }
}

fn is_decimal(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction) && fraction.len() <= 12 && whole.len() <= 12
}

/// Whether a text is an absolute http or https address. The part in braces that Stripe fills in is
/// allowed.
fn is_address(text: &str) -> bool {
    url::Url::parse(text)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// `a`, `a or b`, `a, b, or c`.
pub(super) fn either(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} or {other}"),
        [most @ .., last] => format!("{}, or {last}", most.join(", ")),
    }
}
