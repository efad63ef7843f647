//! The names by which secrets are kept: whose they are, in which mode, and what they are for.

use std::fmt;

use countertop_domain::Mode;

/// The name of a secret: that of one account in one mode.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretName {
    account: String,
    live: bool,
    kind: SecretKind,
}

/// What a secret is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecretKind {
    /// The key of Stripe's API.
    ApiKey,
    /// The secrets that Stripe signs deliveries with: several while an endpoint gives way to its successor.
    WebhookSecrets,
    /// What the tunnel's own service asks for.
    TunnelToken,
}

impl SecretKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::ApiKey, Self::WebhookSecrets, Self::TunnelToken];

    /// Its word in a name.
    fn as_str(self) -> &'static str {
        match self {
            Self::ApiKey => "api_key",
            Self::WebhookSecrets => "webhook_secrets",
            Self::TunnelToken => "tunnel_token",
        }
    }

    /// What people call it.
    fn spoken(self) -> &'static str {
        match self {
            Self::ApiKey => "API key",
            Self::WebhookSecrets => "webhook secrets",
            Self::TunnelToken => "tunnel token",
        }
    }
}

impl SecretName {
    /// The secret of a kind of one account (`acct_…`, or whatever tells accounts apart) in one mode.
    pub fn new(account: impl Into<String>, mode: Mode, kind: SecretKind) -> Self {
        Self {
            account: account.into(),
            live: mode == Mode::Live,
            kind,
        }
    }

    /// The names of all secrets that an account can have in a mode.
    pub fn all_of(account: &str, mode: Mode) -> [Self; 3] {
        SecretKind::ALL.map(|kind| Self::new(account, mode, kind))
    }

    /// What it is for.
    pub fn kind(&self) -> SecretKind {
        self.kind
    }

    /// For people, where the operating system lists its entries.
    pub(crate) fn label(&self) -> String {
        let (kind, mode) = (self.kind.spoken(), self.mode());
        format!("Countertop: {kind} of {} ({mode})", self.account)
    }

    fn mode(&self) -> &'static str {
        if self.live { "live" } else { "test" }
    }
}

/// As the places write it: `acct_1:live/api_key`.
impl fmt::Display for SecretName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.as_str();
        write!(f, "{}:{}/{kind}", self.account, self.mode())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_secrets_share_a_name() {
        let mut written = BTreeSet::new();
        for account in ["acct_1", "acct_1:live", "acct_2"] {
            for mode in [Mode::Test, Mode::Live] {
                for name in SecretName::all_of(account, mode) {
                    assert!(written.insert(name.to_string()), "{name}");
                    assert!(written.insert(name.label()), "{name}");
                }
            }
        }
        let key = SecretName::new("acct_1", Mode::Live, SecretKind::ApiKey);
        assert_eq!(key.to_string(), "acct_1:live/api_key");
        assert_eq!(key.label(), "Countertop: API key of acct_1 (live)");
    }
}
