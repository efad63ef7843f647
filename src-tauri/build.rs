//! Builds in the interface, the permissions of its window and the icons.

// A build script speaks to cargo through its standard output.
#![allow(clippy::print_stdout)]

mod own_commands;

use std::path::Path;
use std::process::ExitCode;

const PAGE: &str = "ui/dist/index.html";

fn main() -> ExitCode {
    // Cargo watches a folder with all that is in it.
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=src-tauri/own_commands.rs");
    if !Path::new(PAGE).is_file() {
        println!(
            "cargo::error={PAGE} is missing, and the window is built around it: \
             run `npm ci` and `npm run build` in the folder ui, or leave all of it to `cargo xtask run`"
        );
        return ExitCode::FAILURE;
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(
            tauri_build::AppManifest::new()
                .commands(own_commands::OWN_COMMANDS)
                .permissions_path_pattern("./src-tauri/permissions/**/*"),
        )
        .windows_attributes(
            tauri_build::WindowsAttributes::new().window_icon_path("src-tauri/icons/icon.ico"),
        );
    // Writes `gen` and `permissions` beside tauri.conf.json, for editors to complete from.
    match tauri_build::try_build(attributes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=the desktop package cannot be built: {error:#}");
            ExitCode::FAILURE
        }
    }
}
