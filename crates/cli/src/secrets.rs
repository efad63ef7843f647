//! Where secrets come from: files and the environment, never the command line.

use std::env;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use countertop_app::randomness;
use countertop_stripe_client::{ApiBase, Client, ClientConfig};
use countertop_stripe_wire::secret;
use secrecy::{ExposeSecret, SecretString};

use crate::args::Global;

const WEBHOOK_SECRET: &str = "COUNTERTOP_WEBHOOK_SECRET";
const API_KEY: &str = "COUNTERTOP_API_KEY";
const API_BASE: &str = "COUNTERTOP_API_BASE";
/// Longest file that is read for a secret, in bytes: anything longer is some other file.
const LONGEST_FILE: u64 = 4096;

/// The webhook secrets: of the files and of the environment, each once.
///
/// # Errors
/// When there is none, or one cannot be a secret.
pub fn webhook(files: &[PathBuf]) -> Result<Vec<SecretString>> {
    let mut given = Vec::new();
    for path in files {
        given.push(webhook_file(path)?);
    }
    if let Some(text) = variable(WEBHOOK_SECRET)? {
        let listed = secret::parse_list(text.expose_secret());
        given.extend(listed.map_err(|error| anyhow!("{WEBHOOK_SECRET}: {error}"))?);
    }
    let mut secrets: Vec<SecretString> = Vec::new();
    for one in given {
        if !secrets.iter().any(|known| secret::same(known, &one)) {
            secrets.push(one);
        }
    }
    if secrets.is_empty() {
        bail!(
            "there is no webhook secret, so no delivery could be checked: put the endpoint's signing \
             secret (whsec_…) in a file and give it as --webhook-secret-file, or set {WEBHOOK_SECRET}"
        );
    }
    Ok(secrets)
}

/// How many webhook secrets are given, which may be none.
///
/// # Errors
/// When one cannot be a secret.
pub fn count_webhook(files: &[PathBuf]) -> Result<usize> {
    match files.is_empty() && variable(WEBHOOK_SECRET)?.is_none() {
        true => Ok(0),
        false => Ok(webhook(files)?.len()),
    }
}

/// The webhook secret in a file.
///
/// # Errors
/// When the file cannot be read or holds no secret.
pub fn webhook_file(path: &Path) -> Result<SecretString> {
    let text = file(path)?;
    secret::parse(text.expose_secret()).map_err(|error| anyhow!("{}: {error}", path.display()))
}

/// The way to the API, when a key is given.
///
/// # Errors
/// When the key or the API's address cannot be one, or they may not go together.
pub fn client(global: &Global) -> Result<Option<Client>> {
    let (source, key) = match &global.api_key_file {
        Some(path) => (path.display().to_string(), file(path)?),
        None => match variable(API_KEY)? {
            Some(key) => (API_KEY.to_owned(), key),
            None => return Ok(None),
        },
    };
    let base = match variable(API_BASE)? {
        Some(text) => {
            let parsed = ApiBase::parse(text.expose_secret());
            parsed.map_err(|error| anyhow!("{API_BASE}: {error}"))?
        }
        None => ApiBase::stripe(),
    };
    let client = Client::new(ClientConfig::new(key, base, randomness::system()));
    client
        .map(Some)
        .map_err(|error| anyhow!("{source}: {error}"))
}

/// What a command needs that cannot do without the API.
///
/// # Errors
/// As for [`client`], and when there is no key.
pub fn needed_client(global: &Global) -> Result<Client> {
    client(global)?.ok_or_else(|| {
        anyhow!(
            "there is no API key: put Stripe's secret or restricted key (sk_test_…, rk_test_…) in a \
             file and give it as --api-key-file, or set {API_KEY}"
        )
    })
}

/// A variable of the environment; one that is empty counts as not set.
fn variable(name: &str) -> Result<Option<SecretString>> {
    let text = match env::var(name) {
        Ok(text) => SecretString::from(text),
        Err(env::VarError::NotPresent) => return Ok(None),
        Err(env::VarError::NotUnicode(_)) => bail!("{name} is not valid Unicode: set it again"),
    };
    Ok((!text.expose_secret().trim().is_empty()).then_some(text))
}

fn file(path: &Path) -> Result<SecretString> {
    let mut text = String::new();
    let read = File::open(path).and_then(|it| it.take(LONGEST_FILE + 1).read_to_string(&mut text));
    let text = SecretString::from(text);
    match read {
        Ok(length) if length as u64 > LONGEST_FILE => bail!(
            "the file {} is longer than a secret: give a file that holds the secret alone",
            path.display()
        ),
        Ok(_) => Ok(text),
        Err(error) => bail!(
            "the file {} cannot be read ({error}): check its name, and that you may read it",
            path.display()
        ),
    }
}
