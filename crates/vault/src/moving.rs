//! Moving secrets from one place to another: all of them, or none.

use secrecy::{ExposeSecret, SecretString};

use crate::{SecretName, Vault, VaultError};

/// What a move did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// The secrets that are in the new place now.
    pub moved: Vec<SecretName>,
    /// Those of them that could not be taken out of the old place, too. They do no harm there, and
    /// should be removed by hand.
    pub left_behind: Vec<SecretName>,
}

/// Moves secrets, as far as the old place has them. They are all put into the new place and read
/// there, then `note` writes down that this is the right one, and only then the first is taken out of
/// the old one. When one cannot be kept, or that cannot be written, the new place gets back what it had.
///
/// So a program that stops anywhere finds them where it is written that they are.
///
/// # Errors
/// When a secret cannot be read, or not kept in the new place, or the note fails: then the old place has
/// them all.
pub async fn move_secrets<E: From<VaultError>>(
    names: &[SecretName],
    from: &Vault,
    to: &Vault,
    note: impl FnOnce() -> Result<(), E>,
) -> Result<Moved, E> {
    let mut secrets = Vec::new();
    for name in names {
        if let Some(secret) = from.get(name).await? {
            secrets.push((name.clone(), secret));
        }
    }
    let mut before = Vec::new();
    for (name, _) in &secrets {
        before.push((name.clone(), to.get(name).await?));
    }
    let noted = match put_all(&secrets, to).await {
        Ok(()) => note(),
        Err(error) => Err(error.into()),
    };
    if let Err(error) = noted {
        give_back(before, to).await;
        return Err(error);
    }
    let mut done = Moved::default();
    for (name, _) in secrets {
        if from.remove(&name).await.is_err() {
            done.left_behind.push(name.clone());
        }
        done.moved.push(name);
    }
    Ok(done)
}

async fn put_all(secrets: &[(SecretName, SecretString)], to: &Vault) -> Result<(), VaultError> {
    for (name, secret) in secrets {
        to.put(name, secret).await?;
    }
    for (name, secret) in secrets {
        let kept = to.get(name).await?;
        let is_kept = kept.is_some_and(|it| it.expose_secret() == secret.expose_secret());
        if !is_kept {
            return Err(VaultError::NotKept(name.to_string()));
        }
    }
    Ok(())
}

/// What fails here leaves a copy in a place that is not used.
async fn give_back(before: Vec<(SecretName, Option<SecretString>)>, to: &Vault) {
    for (name, secret) in before {
        let _ = match secret {
            Some(secret) => to.put(&name, &secret).await,
            None => to.remove(&name).await,
        };
    }
}

#[cfg(test)]
mod tests {
    use countertop_domain::Mode;

    use super::*;
    use crate::SecretKind;
    use crate::keeper::Keeper;
    use crate::memory::Memory;

    /// A place that keeps all but one, or keeps that one changed.
    struct Fussy {
        memory: Memory,
        dislikes: SecretName,
        how: Dislike,
    }

    #[derive(Clone, Copy, Debug)]
    enum Dislike {
        Refuse,
        Change,
    }

    impl Keeper for Fussy {
        fn get(&self, name: &SecretName) -> Result<Option<SecretString>, VaultError> {
            self.memory.get(name)
        }

        fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), VaultError> {
            match self.how {
                _ if *name != self.dislikes => self.memory.put(name, secret),
                Dislike::Refuse => Err(VaultError::Locked),
                Dislike::Change => self.memory.put(name, &SecretString::from("changed")),
            }
        }

        fn remove(&self, name: &SecretName) -> Result<(), VaultError> {
            self.memory.remove(name)
        }
    }

    async fn kept(vault: &Vault, name: &SecretName) -> Option<String> {
        let kept = vault.get(name).await.unwrap();
        kept.map(|it| it.expose_secret().to_owned())
    }

    #[tokio::test]
    async fn a_move_that_fails_in_the_middle_gives_back_what_was_there() {
        let names = SecretName::all_of("acct_1", Mode::Test);
        let [first, second, third] = &names;
        assert_eq!(third.kind(), SecretKind::TunnelToken);
        for how in [Dislike::Refuse, Dislike::Change] {
            let from = Vault::memory();
            for name in &names {
                let secret = SecretString::from(name.to_string());
                from.put(name, &secret).await.unwrap();
            }
            let memory = Memory::default();
            memory.put(first, &SecretString::from("before")).unwrap();
            let dislikes = third.clone();
            let to = Vault::of(Fussy {
                memory,
                dislikes,
                how,
            });
            assert!(
                move_secrets(&names, &from, &to, || Ok::<_, VaultError>(()))
                    .await
                    .is_err(),
                "{how:?}"
            );
            for name in &names {
                assert_eq!(kept(&from, name).await, Some(name.to_string()));
            }
            assert_eq!(kept(&to, first).await.as_deref(), Some("before"));
            assert_eq!(kept(&to, second).await, None, "{how:?}");
            assert_eq!(kept(&to, third).await, None, "{how:?}");
        }
    }
}
