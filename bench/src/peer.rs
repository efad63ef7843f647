//! The peer in Node.js: its packages are installed when they are first needed.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::child::Server;
use crate::sales;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/node")
}

/// Starts it, once its packages are there.
pub fn start(data: &Path) -> Result<Server> {
    let folder = folder();
    if !folder.join("node_modules").exists() {
        let installed = Command::new("npm")
            .arg("ci")
            .current_dir(&folder)
            .status()?;
        ensure!(
            installed.success(),
            "npm could not install the peer's packages"
        );
    }
    let mut command = Command::new("node");
    command
        .arg(folder.join("server.mjs"))
        .arg(data)
        .arg(sales::SECRET)
        .env("NODE_ENV", "production");
    Server::spawn(command)
}
