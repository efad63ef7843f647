//! What holds in every place; the keychain has it tried in a session of its own.

use countertop_domain::Mode;
use countertop_vault::{Place, SecretKind, SecretName, Vault, VaultError};
use proptest::prelude::*;

use crate::{Folder, KEY, api_key, kept, secret};

/// Secrets are kept by name, replaced and forgotten.
pub async fn check(vault: &Vault) {
    let others = [
        SecretName::new("acct_1", Mode::Live, SecretKind::ApiKey),
        SecretName::new("acct_1", Mode::Test, SecretKind::TunnelToken),
        SecretName::new("acct_2", Mode::Test, SecretKind::ApiKey),
    ];
    assert_eq!(kept(vault, &api_key()).await, None);
    vault.put(&api_key(), &secret(KEY)).await.unwrap();
    for other in &others {
        assert_eq!(kept(vault, other).await, None, "{other}");
        let text = format!("the secret of {other}");
        vault.put(other, &secret(&text)).await.unwrap();
    }
    assert_eq!(kept(vault, &api_key()).await.as_deref(), Some(KEY));
    vault.put(&api_key(), &secret("newer")).await.unwrap();
    assert_eq!(kept(vault, &api_key()).await.as_deref(), Some("newer"));
    for _ in 0..2 {
        vault.remove(&api_key()).await.unwrap();
        assert_eq!(kept(vault, &api_key()).await, None);
    }
    for other in &others {
        let text = format!("the secret of {other}");
        assert_eq!(kept(vault, other).await, Some(text));
        vault.remove(other).await.unwrap();
    }
    let nothing = vault.put(&api_key(), &secret("")).await.unwrap_err();
    assert!(matches!(nothing, VaultError::Empty), "{nothing}");
}

/// Whatever a key may be made of comes out as it was put in.
pub async fn check_texts(vault: &Vault) {
    let visible: String = (' '..='~').collect();
    let longest = "whsec_".to_owned() + &"x".repeat(2_000);
    for text in [
        " ",
        "\0",
        "\r\n",
        "\"\\",
        "ключ 🔑",
        "\u{7f}\u{85}\u{2028}",
        &visible,
        &longest,
    ] {
        vault.put(&api_key(), &secret(text)).await.unwrap();
        assert_eq!(kept(vault, &api_key()).await.as_deref(), Some(text));
    }
    vault.remove(&api_key()).await.unwrap();
}

#[tokio::test]
async fn memory_keeps_secrets() {
    let vault = Vault::memory();
    assert_eq!(vault.place(), Place::Memory);
    check(&vault).await;
    check_texts(&vault).await;
}

#[tokio::test]
async fn a_file_keeps_secrets() {
    let folder = Folder::new();
    let vault = folder.vault().await;
    assert_eq!(vault.place(), Place::File);
    check(&vault).await;
    check_texts(&vault).await;
}

#[test]
fn a_place_is_known_by_its_word() {
    for place in [Place::Keychain, Place::File, Place::Memory] {
        assert_eq!(place.as_str().parse(), Ok(place));
    }
    assert_eq!("elsewhere".parse::<Place>(), Err(()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_put_in_comes_out(
        accounts in prop::collection::btree_map("[a-z_0-9:/]{1,12}", ".{1,300}|(?s-u:[\\x00-\\x7f]){1,80}", 1..6),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let folder = Folder::new();
            let (file, memory) = (folder.vault().await, Vault::memory());
            let name = |account: &str| SecretName::new(account, Mode::Live, SecretKind::ApiKey);
            for vault in [&file, &memory] {
                for (account, text) in &accounts {
                    vault.put(&name(account), &secret(text)).await.unwrap();
                }
            }
            for vault in [&file, &memory, &folder.again().await] {
                for (account, text) in &accounts {
                    assert_eq!(kept(vault, &name(account)).await.as_ref(), Some(text));
                }
            }
        });
    }
}
