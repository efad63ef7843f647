//! The encrypted file: what it refuses, and that it is whole whatever happens.

use std::fs;

use countertop_domain::Mode;
use countertop_vault::{SecretKind, SecretName, Vault, VaultError};

use crate::{Folder, KEY, PASSPHRASE, api_key, kept, light, secret};

/// One line, which names the file and never a secret.
fn sentence(error: &VaultError) -> String {
    let text = error.to_string();
    let shown = format!("{text} {error:?}");
    assert!(
        !shown.contains(PASSPHRASE) && !shown.contains(KEY),
        "{shown}"
    );
    assert!(!text.contains('\n'), "{text}");
    text
}

async fn refusal(folder: &Folder, passphrase: &str) -> VaultError {
    let opened = Vault::unlock_file(&folder.file(), secret(passphrase), light()).await;
    opened.unwrap_err()
}

#[tokio::test]
async fn a_wrong_passphrase_is_told_from_a_damaged_file() {
    let folder = Folder::new();
    folder
        .vault()
        .await
        .put(&api_key(), &secret(KEY))
        .await
        .unwrap();
    for passphrase in ["", "correct horse batter", "Correct horse battery"] {
        let error = refusal(&folder, passphrase).await;
        assert!(matches!(error, VaultError::WrongPassphrase(_)), "{error}");
        assert!(sentence(&error).contains("the passphrase is wrong"));
    }
    let whole = fs::read(folder.file()).unwrap();
    for (bytes, reason) in [
        (whole[..whole.len() - 1].to_vec(), "checksum"),
        (whole[..30].to_vec(), "missing"),
        (Vec::new(), "no file of"),
        (b"{\"api_key\":1}".to_vec(), "no file of"),
        (
            [b"countertop secrets 2\n".to_vec(), vec![0; 200]].concat(),
            "newer version",
        ),
        (vec![0; (1 << 20) + 1], "too large"),
    ] {
        fs::write(folder.file(), &bytes).unwrap();
        let error = refusal(&folder, PASSPHRASE).await;
        assert!(matches!(error, VaultError::Damaged { .. }), "{error}");
        assert!(sentence(&error).contains(reason), "{error}");
    }
    fs::remove_file(folder.file()).unwrap();
    let error = refusal(&folder, PASSPHRASE).await;
    assert!(matches!(error, VaultError::Missing(_)), "{error}");
    fs::write(folder.file(), &whole).unwrap();
    assert_eq!(
        kept(&folder.again().await, &api_key()).await.as_deref(),
        Some(KEY)
    );
}

#[tokio::test]
async fn a_file_is_made_once_and_with_a_passphrase_worth_the_name() {
    let folder = Folder::new();
    for passphrase in ["", "short", "sechs ä"] {
        let made = Vault::new_file(&folder.file(), secret(passphrase), light()).await;
        let error = made.unwrap_err();
        assert!(matches!(error, VaultError::ShortPassphrase(8)), "{error}");
    }
    folder
        .vault()
        .await
        .put(&api_key(), &secret(KEY))
        .await
        .unwrap();
    let again = Vault::new_file(&folder.file(), secret(PASSPHRASE), light()).await;
    assert!(matches!(again.unwrap_err(), VaultError::Exists(_)));
    assert_eq!(
        kept(&folder.again().await, &api_key()).await.as_deref(),
        Some(KEY)
    );
    let nowhere = folder.0.path().join("none").join("secrets");
    let error = Vault::new_file(&nowhere, secret(PASSPHRASE), light())
        .await
        .unwrap_err();
    assert!(sentence(&error).contains("cannot be written"), "{error}");
}

#[tokio::test]
async fn another_passphrase_shuts_out_the_old_one() {
    const NEW: &str = "staple and battery";
    let folder = Folder::new();
    let old = folder.vault().await;
    old.put(&api_key(), &secret(KEY)).await.unwrap();
    let change = async |from: &str, to: &str| {
        Vault::change_passphrase(&folder.file(), secret(from), secret(to), light()).await
    };
    let wrong = change("something else", NEW).await.unwrap_err();
    assert!(matches!(wrong, VaultError::WrongPassphrase(_)));
    let short = change(PASSPHRASE, "new").await.unwrap_err();
    assert!(matches!(short, VaultError::ShortPassphrase(_)));
    assert_eq!(kept(&old, &api_key()).await.as_deref(), Some(KEY));

    let new = change(PASSPHRASE, NEW).await.unwrap();
    assert_eq!(kept(&new, &api_key()).await.as_deref(), Some(KEY));
    let error = old.get(&api_key()).await.unwrap_err();
    assert!(matches!(error, VaultError::Relocked(_)), "{error}");
    let error = old.put(&api_key(), &secret("other")).await.unwrap_err();
    assert!(matches!(error, VaultError::Relocked(_)), "{error}");
    assert_eq!(kept(&new, &api_key()).await.as_deref(), Some(KEY));
    let error = refusal(&folder, PASSPHRASE).await;
    assert!(matches!(error, VaultError::WrongPassphrase(_)), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_that_write_at_once_lose_nothing() {
    let folder = Folder::new();
    let vaults = [
        folder.vault().await,
        folder.again().await,
        folder.again().await,
    ];
    let name = |vault: usize, turn: usize| {
        SecretName::new(
            format!("acct_{vault}_{turn}"),
            Mode::Test,
            SecretKind::ApiKey,
        )
    };
    let mut writers = Vec::new();
    for (number, vault) in vaults.iter().enumerate() {
        let vault = vault.clone();
        writers.push(tokio::spawn(async move {
            for turn in 0..20 {
                vault.put(&name(number, turn), &secret(KEY)).await.unwrap();
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    for number in 0..vaults.len() {
        for turn in 0..20 {
            let found = kept(&vaults[0], &name(number, turn)).await;
            assert_eq!(found.as_deref(), Some(KEY), "{number} {turn}");
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_write_that_fails_leaves_the_file_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let vault = folder.vault().await;
    vault.put(&api_key(), &secret(KEY)).await.unwrap();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    for entry in fs::read_dir(folder.0.path()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    // Where the new file would be written, something else is.
    fs::create_dir(folder.0.path().join("secrets.new")).unwrap();
    let error = vault.put(&api_key(), &secret("newer")).await.unwrap_err();
    assert!(sentence(&error).contains("cannot be written"), "{error}");
    assert_eq!(kept(&vault, &api_key()).await.as_deref(), Some(KEY));
    assert_eq!(
        kept(&folder.again().await, &api_key()).await.as_deref(),
        Some(KEY)
    );
}
