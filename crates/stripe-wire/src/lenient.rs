//! Reading a field that may be missing, null, or not of the expected shape.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// For `#[serde(default, deserialize_with = "lenient::field")]`: the value when it has the expected
/// shape, else none.
pub(crate) fn field<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let raw = <&RawValue>::deserialize(deserializer)?;
    Ok(serde_json::from_str(raw.get()).ok())
}

/// Makes structs that are read field by field: each may be missing, null or of another shape, and
/// that costs only itself. What is `borrowed` is so by its own type.
macro_rules! lenient {
    ($(#[$about:meta])* struct $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(serde::Deserialize)]
        struct $name {
            $(
                $(#[$attribute])*
                #[serde(default, deserialize_with = "crate::lenient::field")]
                $field: Option<$type>,
            )*
        }
    };
    (
        struct $name:ident<'a> { $($(#[$attribute:meta])* $field:ident: $type:ty,)* }
        borrowed { $($(#[$about:meta])* $borrowed:ident: $view:ty,)* }
    ) => {
        #[derive(serde::Deserialize)]
        struct $name<'a> {
            $(
                $(#[$attribute])*
                #[serde(default, deserialize_with = "crate::lenient::field")]
                $field: Option<$type>,
            )*
            $(
                $(#[$about])*
                #[serde(default, borrow)]
                $borrowed: $view,
            )*
        }
    };
}

pub(crate) use lenient;
