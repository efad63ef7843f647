//! What the API takes, told as text: for tests that hold it against Stripe's description, and for
//! documentation.

use super::params::{BOUNDS, Param, Shape};
use super::route::{self, Route};

/// A call of the practice store's API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiCall {
    /// Its method and path, such as `GET /v1/charges/{}`.
    pub call: String,
    /// What it takes, nested ones after those that hold them.
    pub parameters: Vec<ApiParameter>,
}

/// A parameter of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiParameter {
    /// Its name from the top, such as `line_items[][price_data][currency]`.
    pub name: String,
    /// The words that it takes, where only some are taken.
    pub words: &'static [&'static str],
}

/// Every call of the API with what it takes, as they are listed in the code.
pub fn api_calls() -> Vec<ApiCall> {
    route::all().map(told).collect()
}

fn told(route: &'static Route) -> ApiCall {
    let mut parameters = Vec::new();
    for param in route.taken() {
        tell(param.name(), param.shape(), &mut parameters);
    }
    ApiCall {
        call: format!("{} {}", route.method, route.path()),
        parameters,
    }
}

fn tell(name: &str, shape: &'static Shape, parameters: &mut Vec<ApiParameter>) {
    let words = match shape {
        Shape::Choice(words) => words,
        _ => &[][..],
    };
    parameters.push(ApiParameter {
        name: name.to_owned(),
        words,
    });
    inside(name, shape, parameters);
}

fn inside(name: &str, shape: &'static Shape, parameters: &mut Vec<ApiParameter>) {
    let each = |name: &str, params: &'static [Param], parameters: &mut Vec<ApiParameter>| {
        for param in params {
            let name = format!("{name}[{}]", param.name());
            tell(&name, param.shape(), parameters);
        }
    };
    match shape {
        Shape::Object(params) => each(name, params, parameters),
        Shape::ByCurrency(params) => {
            let name = format!("{name}[*]");
            parameters.push(ApiParameter {
                name: name.clone(),
                words: &[],
            });
            each(&name, params, parameters);
        }
        Shape::Range => each(name, BOUNDS, parameters),
        Shape::List(shape, _) => tell(&format!("{name}[]"), shape, parameters),
        Shape::Text(_)
        | Shape::Integer(..)
        | Shape::Decimal
        | Shape::Boolean
        | Shape::Choice(_)
        | Shape::Currency
        | Shape::Address
        | Shape::File
        | Shape::Metadata => {}
    }
}
