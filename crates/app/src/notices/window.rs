//! Which notices are wanted, as the window shows and chooses it.

use tokio::sync::broadcast;

use super::{CHOICE, Choice, Notice};
use crate::App;
use crate::ipc::{IpcError, IpcErrorCode, NoticeChoice, NoticesPage};

impl App {
    /// Notices for the desktop, from now on.
    pub fn notices(&self) -> broadcast::Receiver<Notice> {
        self.surroundings().notices.subscribe()
    }

    /// Which notices are wanted for the open account.
    ///
    /// # Errors
    /// When no account is open, or the ledger cannot be read.
    pub async fn show_notices(&self) -> Result<NoticesPage, IpcError> {
        if self.shop().await?.at_stripe().is_none() {
            return Ok(NoticesPage { choice: None });
        }
        let choice = self
            .read(|ledger| Ok(Choice::read(ledger.setting(CHOICE)?.as_deref())))
            .await?;
        Ok(NoticesPage {
            choice: Some(NoticeChoice {
                payments: choice.payments,
                losses: choice.losses,
                trouble: choice.trouble,
            }),
        })
    }

    /// Chooses which notices are wanted for the open account.
    ///
    /// # Errors
    /// When the practice store is open, which gives none, or the ledger cannot be written.
    pub async fn choose_notices(&self, wanted: NoticeChoice) -> Result<NoticesPage, IpcError> {
        let shop = self.shop().await?;
        if shop.at_stripe().is_none() {
            let message = "The practice store gives no notices: no real money moves there.";
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
        }
        let choice = Choice {
            payments: wanted.payments,
            losses: wanted.losses,
            trouble: wanted.trouble,
        };
        let kept = serde_json::to_string(&choice).map_err(|error| {
            let message = format!("The choice cannot be written: {error}.");
            IpcError::new(IpcErrorCode::Internal, message)
        })?;
        shop.ledger().set_setting(CHOICE, &kept).await?;
        drop(shop);
        self.show_notices().await
    }
}
