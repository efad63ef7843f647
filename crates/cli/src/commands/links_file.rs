//! A file with the API's own parameters.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::{Error, Result, anyhow, bail};
use countertop_terms::Problem;
use serde_json::Value;

/// Largest file of parameters, in bytes.
const LONGEST_FILE: u64 = 1 << 20;

/// The parameters in a file; `-` is standard input.
///
/// # Errors
/// When it cannot be read, or holds no JSON object.
pub fn parameters(path: &Path) -> Result<Value> {
    let name = path.display();
    let contents = read(path).map_err(|error| {
        anyhow!(
            "the file {name} cannot be read ({error}): check its name, and that you may read it"
        )
    })?;
    match serde_json::from_slice(&contents) {
        Ok(parameters @ Value::Object(_)) => Ok(parameters),
        Ok(_) => bail!("the file {name} holds no JSON object: write the API's parameters as {{…}}"),
        Err(error) => bail!("the file {name} is not JSON ({error}): correct it there"),
    }
}

/// What is wrong with the parameters of a file: the first problem with its place, and how many more.
pub fn refusal(path: &Path, problems: &[Problem]) -> Error {
    let Some(first) = problems.first() else {
        return anyhow!("the file {} cannot be used: correct it", path.display());
    };
    let place = match first.param.as_str() {
        "" => String::new(),
        param => format!("{param}: "),
    };
    let more = match problems.len() {
        1 => String::new(),
        several => format!(" (and {} more)", several - 1),
    };
    let sentence = &first.sentence;
    anyhow!("the file {}: {place}{sentence}{more}", path.display())
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut contents = Vec::new();
    let length = if path.as_os_str() == "-" {
        io::stdin()
            .lock()
            .take(LONGEST_FILE + 1)
            .read_to_end(&mut contents)?
    } else {
        File::open(path)?
            .take(LONGEST_FILE + 1)
            .read_to_end(&mut contents)?
    };
    if length as u64 > LONGEST_FILE {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            "it is longer than 1 MiB",
        ));
    }
    Ok(contents)
}
