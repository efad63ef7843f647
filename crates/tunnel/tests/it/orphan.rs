//! No program outlives the app, however that ends.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use countertop_tunnel::{CloudflaredQuick, Programs, Tunnel};

use crate::stand_in::{StandIn, eventually, is_running, kill, setup, until};

const FOLDER: &str = "COUNTERTOP_TEST_STAND_IN";

/// The app, as a process of its own: it opens a tunnel and stays until it is killed.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it is run by the test below"]
async fn app_that_stays() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let programs = Programs::in_folders(vec![folder]);
    let tunnel = Tunnel::for_test(CloudflaredQuick, setup(programs));
    until(&mut tunnel.state(), "never", |_| false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_ends_when_the_app_is_killed() {
    let program = StandIn::new(
        "cloudflared",
        "trap 'echo asked > $HERE/asked; exit 0' TERM; sleep 1000 & echo $! > $HERE/within; wait",
    );
    let mut app = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "orphan::app_that_stays", "--ignored"])
        .env(FOLDER, program.folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    eventually("it runs", || !program.note("within").trim().is_empty()).await;
    let (pid, within) = (
        program.starts()[0],
        program.note("within").trim().parse().unwrap(),
    );
    assert!(is_running(pid) && is_running(within));
    kill(i32::try_from(app.id()).unwrap());
    app.wait().unwrap();
    eventually("both are gone", || !is_running(pid) && !is_running(within)).await;
    assert_eq!(
        program.note("asked"),
        "asked\n",
        "it could end in its own way"
    );
}
