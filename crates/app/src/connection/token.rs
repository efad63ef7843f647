//! The token of a tunnel's own service, kept where keys are: as long as the same way is gone.

use secrecy::SecretString;

use super::Choice;
use crate::App;
use crate::accounts::{KeptSecret, StripeAccount};
use crate::at_stripe::WAY;
use crate::ipc::IpcError;

impl Choice {
    /// Whether the way's program is given a token.
    fn takes_token(&self) -> bool {
        match self {
            Self::Ngrok { .. } | Self::CloudflaredNamed { name: None, .. } => true,
            Self::CatchUpOnly
            | Self::StripeCli
            | Self::CloudflaredQuick
            | Self::CloudflaredNamed { name: Some(_), .. }
            | Self::Ssh { .. }
            | Self::FixedUrl { .. } => false,
        }
    }
}

impl App {
    /// The token to go a way with: a new one, else the one that is kept, where the way is the same.
    pub(super) async fn token_for(
        &self,
        choice: &Choice,
        new: Option<SecretString>,
    ) -> Result<Option<SecretString>, IpcError> {
        if !choice.takes_token() {
            return Ok(None);
        }
        if new.is_some() {
            return Ok(new);
        }
        let before = self.read(|ledger| Ok(ledger.setting(WAY)?)).await?;
        let before = Choice::read(before.as_deref());
        let account = self.shop().await?.at_stripe().map(|it| it.account.clone());
        match account {
            Some(account) if before.kind() == choice.kind() => {
                let keys = &self.config.keys;
                Ok(keys.get(&account, KeptSecret::TunnelToken).await?)
            }
            Some(_) | None => Ok(None),
        }
    }

    /// Keeps the token of the way that was chosen; without one, the one before is forgotten.
    pub(super) async fn keep_token(
        &self,
        account: &StripeAccount,
        token: Option<SecretString>,
    ) -> Result<(), IpcError> {
        let keys = &self.config.keys;
        match token {
            Some(token) => keys.put(account, KeptSecret::TunnelToken, &token).await?,
            None => keys.remove(account, KeptSecret::TunnelToken).await?,
        }
        Ok(())
    }
}
