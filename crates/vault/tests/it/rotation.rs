//! Keys that are replaced, and webhook secrets that are rolled.

use countertop_domain::{Mode, UnixSeconds};
use countertop_vault::{
    RotationError, SecretKind, SecretName, Vault, VaultError, WebhookSecrets, rotate,
};
use secrecy::ExposeSecret;

use crate::{Folder, KEY, api_key, kept, secret};

const DAY: i64 = 24 * 60 * 60;

#[tokio::test]
async fn a_key_is_tried_before_the_old_one_is_forgotten() {
    let vault = Vault::memory();
    vault.put(&api_key(), &secret(KEY)).await.unwrap();
    let refused = rotate(&vault, &api_key(), &secret("sk_test_wrong"), async |_| {
        Err::<(), _>(std::io::Error::other("Stripe does not accept the API key"))
    })
    .await
    .unwrap_err();
    assert!(matches!(refused, RotationError::Trial(_)));
    let sentence = refused.to_string();
    assert!(
        sentence.contains("does not accept") && !sentence.contains("sk_test"),
        "{sentence}"
    );
    assert_eq!(kept(&vault, &api_key()).await.as_deref(), Some(KEY));

    let account = rotate(
        &vault,
        &api_key(),
        &secret("sk_test_newer"),
        async |tried| {
            assert_eq!(tried.expose_secret(), "sk_test_newer");
            assert_eq!(
                kept(&vault, &api_key()).await.as_deref(),
                Some(KEY),
                "still the old one"
            );
            Ok::<_, std::io::Error>("acct_1")
        },
    )
    .await
    .unwrap();
    assert_eq!(account, "acct_1");
    assert_eq!(
        kept(&vault, &api_key()).await.as_deref(),
        Some("sk_test_newer")
    );
}

fn valid(secrets: &WebhookSecrets, now: i64) -> Vec<String> {
    let valid = secrets.valid_at(UnixSeconds(now));
    valid
        .iter()
        .map(|it| it.expose_secret().to_owned())
        .collect()
}

#[test]
fn a_rolled_secret_is_valid_for_a_day_more() {
    let mut secrets = WebhookSecrets::default();
    secrets.roll("we_1", secret("whsec_a"), UnixSeconds(0));
    secrets.roll("we_1", secret("whsec_b"), UnixSeconds(100));
    for (now, expected) in [
        (100, vec!["whsec_b", "whsec_a"]),
        (DAY + 99, vec!["whsec_b", "whsec_a"]),
        (DAY + 100, vec!["whsec_b"]),
        (100 * DAY, vec!["whsec_b"]),
    ] {
        assert_eq!(valid(&secrets, now), expected, "{now}");
    }
    assert_eq!(
        secrets.next_end(UnixSeconds(100)),
        Some(UnixSeconds(DAY + 100))
    );
    assert_eq!(secrets.next_end(UnixSeconds(DAY + 100)), None);

    // Told again, as after a restart, it ends no later.
    secrets.roll("we_1", secret("whsec_b"), UnixSeconds(200));
    assert_eq!(valid(&secrets, DAY + 100), ["whsec_b"]);
    // Rolled again within the day, the first ends when it would have.
    secrets.roll("we_1", secret("whsec_c"), UnixSeconds(1_000));
    assert_eq!(valid(&secrets, DAY + 99), ["whsec_c", "whsec_b", "whsec_a"]);
    assert_eq!(valid(&secrets, DAY + 100), ["whsec_c", "whsec_b"]);
    assert_eq!(valid(&secrets, DAY + 1_000), ["whsec_c"]);
    // Back to an old one: it is the valid one again.
    secrets.roll("we_1", secret("whsec_a"), UnixSeconds(2_000));
    assert_eq!(valid(&secrets, 3 * DAY), ["whsec_a"]);
}

#[test]
fn endpoints_are_rolled_apart_and_the_list_stays_short() {
    let mut secrets = WebhookSecrets::default();
    secrets.roll("we_1", secret("whsec_a"), UnixSeconds(0));
    secrets.roll("we_2", secret("whsec_b"), UnixSeconds(0));
    secrets.retire("we_1", UnixSeconds(10));
    assert_eq!(valid(&secrets, DAY), ["whsec_b", "whsec_a"]);
    assert_eq!(valid(&secrets, DAY + 10), ["whsec_b"]);
    secrets.forget("we_1");
    assert_eq!(valid(&secrets, 10), ["whsec_b"]);
    for number in 0..100 {
        secrets.roll(
            "cli",
            secret(&format!("whsec_{number}")),
            UnixSeconds(number),
        );
    }
    let all = valid(&secrets, 99);
    assert_eq!((all.len(), all[0].as_str()), (8, "whsec_99"));
    let shown = format!("{secrets:?}");
    assert!(shown.contains("cli") && !shown.contains("whsec"), "{shown}");
}

#[tokio::test]
async fn webhook_secrets_are_kept_as_they_were() {
    let folder = Folder::new();
    let vault = folder.vault().await;
    let name = SecretName::new("acct_1", Mode::Live, SecretKind::WebhookSecrets);
    let empty = WebhookSecrets::load(&vault, &name).await.unwrap();
    assert_eq!(empty.iter().count(), 0);
    let mut secrets = empty;
    secrets.roll("we_1", secret("whsec_a"), UnixSeconds(0));
    secrets.roll("we_1", secret("whsec_\"b\\"), UnixSeconds(100));
    secrets.save(&vault, &name).await.unwrap();
    let again = WebhookSecrets::load(&folder.again().await, &name)
        .await
        .unwrap();
    for now in [100, DAY + 100] {
        assert_eq!(valid(&again, now), valid(&secrets, now));
    }
    secrets.forget("we_1");
    secrets.save(&vault, &name).await.unwrap();
    assert_eq!(kept(&vault, &name).await, None);

    vault.put(&name, &secret(KEY)).await.unwrap();
    let error = WebhookSecrets::load(&vault, &name).await.unwrap_err();
    assert!(matches!(error, VaultError::Strange(_)));
    assert!(!error.to_string().contains(KEY) && !format!("{error:?}").contains(KEY));
}
