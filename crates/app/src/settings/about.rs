//! About this program: what somebody is asked who reports a fault.

use crate::App;
use crate::ipc::{About, IpcError};
use crate::machine;

use super::diagnostics::UserHome;

/// What only the program around the app knows.
#[derive(Clone, Debug, Default)]
pub struct HostFacts {
    /// The web view that draws the window, with its version.
    pub web_view: Option<String>,
    /// The folder of the person at this computer.
    pub user_home: UserHome,
}

impl App {
    /// The versions and paths of this program.
    ///
    /// # Errors
    /// None today.
    pub async fn about(&self) -> Result<About, IpcError> {
        let info = self.read(|ledger| Ok(ledger.info()?)).await.ok();
        Ok(About {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: option_env!("COUNTERTOP_COMMIT").map(str::to_owned),
            build: match cfg!(debug_assertions) {
                true => "debug",
                false => "release",
            }
            .to_owned(),
            sqlite: countertop_store::sqlite_version().to_owned(),
            schema: info.map(|it| it.schema_version),
            web_view: self.config.host.web_view.clone(),
            system: machine::system_name(),
            processor: std::env::consts::ARCH.to_owned(),
            home: self.config.home.display().to_string(),
            ledger: self.open_folder().display().to_string(),
        })
    }
}
