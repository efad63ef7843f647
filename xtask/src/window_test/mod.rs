//! `cargo xtask window-test`: the real window, driven on a display, a session bus and a home of its own.

mod leftovers;
mod session;

use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use self::leftovers::Mark;
use self::session::Session;
use crate::node;
use crate::process::{self, Step};
use crate::project::Project;
use crate::rust::{self, Program};
use crate::setup::tools::TAURI_DRIVER;
use crate::setup::{Scope, setup};

/// The test itself; its exit code is the verdict.
const SCRIPT: &str = "tests/window/run.mjs";

/// How long the whole test may take before it counts as stuck.
const LIMIT: Duration = Duration::from_secs(15 * 60);

/// How long a process that was asked to end may take, before it is ended.
const GRACE: Duration = Duration::from_secs(5);

/// How often we look whether something has ended.
const PAUSE: Duration = Duration::from_millis(50);

/// Sets up what is missing, builds the app and drives it.
pub fn window_test(project: &Project) -> Result<()> {
    project.part(SCRIPT, "the window test")?;
    if cfg!(target_os = "linux") {
        setup(project, Scope::Tests)?;
        node::install(project)?;
        node::build(project)?;
    }
    in_a_built_checkout(project)
}

/// Drives the app where packages are installed and the interface is built.
pub fn in_a_built_checkout(project: &Project) -> Result<()> {
    if cfg!(not(target_os = "linux")) {
        eprintln!("The window can be driven on Linux only, so this test is left out here.");
        return Ok(());
    }
    project.part(SCRIPT, "the window test")?;
    let driver = TAURI_DRIVER.ready(project)?;
    let web_driver = process::find("WebKitWebDriver").context(
        "WebKitWebDriver is not on the PATH; it comes with the package webkit2gtk-driver",
    )?;
    let binary = rust::build(project, Program::Desktop)?;
    let pictures = project.path("target/screens");
    std::fs::create_dir_all(&pictures)
        .with_context(|| format!("{} cannot be made", pictures.display()))?;

    let mark = Mark::new();
    let session = Session::start(&mark, &project.path("target/window-session.log"))?;
    let step = session
        .variables()
        .fold(Step::new("node"), |step, (name, value)| {
            step.env(name, value)
        })
        .arg(SCRIPT)
        .env("COUNTERTOP_BINARY", binary)
        .env("TAURI_DRIVER", driver)
        .env("WEBKIT_DRIVER", web_driver)
        .env("COUNTERTOP_SCREENS", &pictures);
    let verdict = drive(&step);
    // The app and its drivers go before the display that they draw on.
    let ended = mark.end_all(&session.own(), GRACE);
    drop(session);
    verdict?;
    ended
}

/// Runs the test, for as long as it may take.
fn drive(step: &Step) -> Result<()> {
    eprintln!("  $ {step}");
    let mut node = step
        .command()
        .spawn()
        .context("node could not be started")?;
    let deadline = Instant::now() + LIMIT;
    loop {
        if let Some(status) = node.try_wait().context("lost sight of the window test")? {
            return match status.code() {
                Some(0) => Ok(()),
                Some(code) => bail!("the window test ended with exit code {code}"),
                None => bail!("the window test was ended by a signal"),
            };
        }
        if Instant::now() > deadline {
            end(&mut node);
            bail!(
                "the window test was still busy after {} minutes",
                LIMIT.as_secs() / 60
            );
        }
        std::thread::sleep(PAUSE);
    }
}

/// Ends a process of ours at once. One that has ended already is as good.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Takes a folder away. What cannot be removed is in the system's folder for temporary files anyway.
fn remove(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
}
