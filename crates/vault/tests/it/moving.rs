//! Moving secrets: all of them, or none.

use std::fs;

use countertop_domain::Mode;
use countertop_vault::{Moved, SecretKind, SecretName, Vault, VaultError, move_secrets};

use crate::{Folder, KEY, kept, secret};

fn names() -> Vec<SecretName> {
    let accounts = [
        ("acct_1", Mode::Test),
        ("acct_1", Mode::Live),
        ("acct_2", Mode::Test),
    ];
    accounts
        .into_iter()
        .flat_map(|(account, mode)| SecretName::all_of(account, mode))
        .collect()
}

/// A vault with the secrets of every second name.
async fn filled(vault: &Vault) -> Vec<SecretName> {
    let filled: Vec<_> = names().into_iter().step_by(2).collect();
    for name in &filled {
        vault
            .put(name, &secret(&format!("{KEY} of {name}")))
            .await
            .unwrap();
    }
    filled
}

async fn has_exactly(vault: &Vault, filled: &[SecretName]) {
    for name in names() {
        let expected = filled.contains(&name).then(|| format!("{KEY} of {name}"));
        assert_eq!(kept(vault, &name).await, expected, "{name}");
    }
}

#[tokio::test]
async fn secrets_move_there_and_back() {
    let folder = Folder::new();
    let (memory, file) = (Vault::memory(), folder.vault().await);
    let filled = filled(&memory).await;
    for (from, to) in [(&memory, &file), (&file, &memory)] {
        let done = move_secrets(&names(), from, to, || Ok::<_, VaultError>(()))
            .await
            .unwrap();
        let moved = filled.clone();
        assert_eq!(
            done,
            Moved {
                moved,
                left_behind: Vec::new()
            }
        );
        has_exactly(to, &filled).await;
        has_exactly(from, &[]).await;
        let again = move_secrets(&names(), from, to, || Ok::<_, VaultError>(()))
            .await
            .unwrap();
        assert_eq!(again, Moved::default());
        has_exactly(to, &filled).await;
    }
}

#[cfg(unix)]
#[tokio::test]
async fn where_one_cannot_be_kept_none_is_moved() {
    let folder = Folder::new();
    let (memory, file) = (Vault::memory(), folder.vault().await);
    let filled = filled(&memory).await;
    let other = SecretName::new("acct_9", Mode::Test, SecretKind::ApiKey);
    file.put(&filled[0], &secret("there before")).await.unwrap();
    file.put(&other, &secret("of nobody's concern"))
        .await
        .unwrap();
    fs::create_dir(folder.0.path().join("secrets.new")).unwrap();
    let refused = move_secrets(&names(), &memory, &file, || Ok::<_, VaultError>(())).await;
    assert!(refused.is_err());
    has_exactly(&memory, &filled).await;
    assert_eq!(
        kept(&file, &filled[0]).await.as_deref(),
        Some("there before")
    );
    assert_eq!(kept(&file, &filled[1]).await, None);
    fs::remove_dir(folder.0.path().join("secrets.new")).unwrap();
    move_secrets(&names(), &memory, &file, || Ok::<_, VaultError>(()))
        .await
        .unwrap();
    has_exactly(&file, &filled).await;
    assert_eq!(
        kept(&file, &other).await.as_deref(),
        Some("of nobody's concern")
    );
}

#[cfg(unix)]
#[tokio::test]
async fn what_cannot_be_taken_out_of_the_old_place_is_named() {
    let folder = Folder::new();
    let (memory, file) = (Vault::memory(), folder.vault().await);
    let filled = filled(&file).await;
    fs::create_dir(folder.0.path().join("secrets.new")).unwrap();
    let done = move_secrets(&names(), &file, &memory, || Ok::<_, VaultError>(()))
        .await
        .unwrap();
    assert_eq!(done.moved, filled);
    assert_eq!(done.left_behind, filled);
    has_exactly(&memory, &filled).await;
}

#[tokio::test]
async fn where_the_new_place_cannot_be_written_down_none_is_moved() {
    let (from, to) = (Vault::memory(), Vault::memory());
    for name in names() {
        from.put(&name, &"secret".into()).await.unwrap();
    }
    let all = names();
    let refused = move_secrets(&all, &from, &to, || {
        Err(VaultError::NotKept("the note".to_owned()))
    });
    assert!(refused.await.is_err());
    for name in names() {
        assert!(from.get(&name).await.unwrap().is_some(), "{name}");
        assert!(to.get(&name).await.unwrap().is_none(), "{name}");
    }
}
