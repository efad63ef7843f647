//! Sentences that the window says in its own language: which text of its catalogue, and what is filled in. The
//! same in English is always beside them, for the terminal, for logs, and for a window that lacks the text.

use std::collections::BTreeMap;

use countertop_domain::UnixSeconds;
use serde::Serialize;
use ts_rs::TS;

/// A text of `texts/LANGUAGE/told.ftl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// Its id.
    pub text: String,
    /// What is filled in, by name.
    pub with: BTreeMap<String, Filling>,
}

/// What is filled into a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(untagged)]
pub enum Filling {
    /// Words as they are, or a word that the text chooses by.
    Words(String),
    /// A number, which the window writes as people do there.
    Number(i64),
    /// A moment, in Unix seconds.
    Moment {
        /// When.
        at: i64,
    },
}

impl From<&str> for Filling {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Filling {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<i64> for Filling {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Filling {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<UnixSeconds> for Filling {
    fn from(at: UnixSeconds) -> Self {
        Self::Moment { at: at.0 }
    }
}

macro_rules! texts {
    ($($name:ident = $id:literal ($($filled:ident),*);)+) => {
        impl Said {
            $(pub(crate) fn $name($($filled: impl Into<Filling>),*) -> Self {
                Self {
                    text: $id.to_owned(),
                    with: BTreeMap::from([$((stringify!($filled).to_owned(), $filled.into())),*]),
                }
            })+
        }

        /// Every text with what it fills in.
        #[cfg(test)]
        const TEXTS: &[(&str, &[&str])] = &[$(($id, &[$(stringify!($filled)),*])),+];
    };
}

texts! {
    no_answer = "told-stripe-no-answer" (host, failure);
    not_sent = "told-stripe-not-sent" (host, failure);
    wrong_key = "told-stripe-wrong-key" ();
    lacks_permissions = "told-stripe-lacks-permissions" (permissions);
    not_allowed = "told-stripe-not-allowed" (reason);
    no_such_object = "told-stripe-no-such-object" ();
    busy = "told-stripe-busy" ();
    too_many = "told-stripe-too-many" ();
    refused = "told-stripe-refused" (reason);
    stripe_failed = "told-stripe-failed" ();
    unreadable = "told-stripe-unreadable" ();
    payment_unknown = "told-payment-unknown" ();
    payment_in_doubt = "told-payment-in-doubt" (deed);
    payment_sent_otherwise = "told-payment-sent-otherwise" ();
    payment_sent_long_ago = "told-payment-sent-long-ago" ();
    payment_without_intent = "told-payment-without-intent" ();
    payment_nothing_to_fulfil = "told-payment-nothing-to-fulfil" ();
    payment_paid = "told-payment-paid" ();
    payment_canceled = "told-payment-canceled" ();
    payment_held = "told-payment-held" ();
    payment_not_paid = "told-payment-not-paid" ();
    payment_given_back = "told-payment-given-back" ();
    payment_more_than_nothing = "told-payment-more-than-nothing" ();
    payment_too_much = "told-payment-too-much" (most);
    payment_holds_nothing = "told-payment-holds-nothing" ();
    link_none = "told-link-none" ();
    link_unknown = "told-link-unknown" ();
    link_in_doubt = "told-link-in-doubt" (deed);
    link_sent_otherwise = "told-link-sent-otherwise" ();
    key_publishable = "told-key-publishable" ();
    key_webhook_secret = "told-key-webhook-secret" ();
    key_client_secret = "told-key-client-secret" ();
    key_ephemeral = "told-key-ephemeral" ();
    key_organization = "told-key-organization" ();
    key_masked = "told-key-masked" ();
    key_id = "told-key-id" (prefix);
    key_address = "told-key-address" ();
    key_e_mail = "told-key-e-mail" ();
    key_broken = "told-key-broken" ();
    key_empty = "told-key-empty" ();
    key_without_account = "told-key-without-account" ();
    key_useless = "told-key-useless" ();
    key_is_live = "told-key-is-live" ();
    key_is_test = "told-key-is-test" ();
    key_forgotten = "told-key-forgotten" ();
    key_missing = "told-key-missing" ();
    keys_without_place = "told-keys-without-place" ();
    keys_locked = "told-keys-locked" ();
    keychain = "told-keys-keychain" (trouble);
    passphrase_short = "told-passphrase-short" (least);
    passphrase_wrong = "told-passphrase-wrong" ();
    passphrases_differ = "told-passphrases-differ" ();
    ledger_busy = "told-ledger-busy" ();
    ledger_slow = "told-ledger-slow" ();
    ledger_held = "told-ledger-held" ();
    ledger_not_written = "told-ledger-not-written" (reason);
    ledger_not_read = "told-ledger-not-read" (reason);
    ledger_damaged = "told-ledger-damaged" ();
    account_opening = "told-account-opening" ();
    account_unknown = "told-account-unknown" ();
    account_nameless = "told-account-nameless" ();
    account_name_long = "told-account-name-long" (most);
    no_folder = "told-check-no-folder" (folder);
    made_when_recorded = "told-check-made-when-recorded" ();
    disk_of_this_computer = "told-check-disk-of-this-computer" ();
    open_to_others = "told-check-open-to-others" (folder);
    close_folder = "told-check-close-folder" (folder);
    free_space = "told-check-free-space" (mebibytes);
    make_room = "told-check-make-room" ();
    make_room_soon = "told-check-make-room-soon" ();
    no_key = "told-check-no-key" ();
    open_with_key = "told-check-open-with-key" ();
    give_key = "told-check-give-key" ();
    look_online = "told-check-look-online" ();
    copy_key = "told-check-copy-key" ();
    try_again = "told-check-try-again" ();
    key_whole = "told-check-key-whole" ();
    key_known = "told-check-key-known" (mode, account);
    switch_on = "told-check-switch-on" ();
    leave_it = "told-check-leave-it" ();
    clock_agrees = "told-check-clock-agrees" ();
    clock_ahead = "told-check-clock-ahead" (seconds);
    clock_behind = "told-check-clock-behind" (seconds);
    set_clock = "told-check-set-clock" ();
    set_clock_soon = "told-check-set-clock-soon" ();
    no_secret = "told-check-no-secret" ();
    choose_way = "told-check-choose-way" ();
    one_secret = "told-check-one-secret" ();
    several_secrets = "told-check-several-secrets" (count);
    renew_secret = "told-check-renew-secret" ();
    receiving = "told-check-receiving" ();
    not_receiving = "told-check-not-receiving" ();
    open_again = "told-check-open-again" ();
    see_ledger = "told-check-see-ledger" ();
    nothing_came = "told-check-nothing-came" ();
    send_test = "told-check-send-test" ();
    reached = "told-check-reached" (at);
    last_refused = "told-check-last-refused" (at, status);
    see_health = "told-check-see-health" ();
    no_ledger = "told-check-no-ledger" ();
    made_when_opened = "told-check-made-when-opened" ();
    restore = "told-check-restore" ();
    log_lost = "told-check-log-lost" (at);
    catch_up_in_time = "told-check-catch-up-in-time" ();
    sound = "told-check-sound" (events, payments, mebibytes);
    unsound = "told-check-unsound" (events, payments, wrong, first);
    restore_beside = "told-check-restore-beside" ();
    parked = "told-check-parked" (count);
    newer_version = "told-check-newer-version" ();
    aside = "told-check-aside" (count);
    sent_elsewhere = "told-check-sent-elsewhere" ();
    never_read = "told-check-never-read" ();
    catch_up = "told-check-catch-up" ();
    complete = "told-check-complete" (through, at);
    complete_empty = "told-check-complete-empty" (at);
    lacking = "told-check-lacking" (count);
    gap = "told-check-gap" (from, to);
    import_history = "told-check-import-history" ();
    gap_closed = "told-check-gap-closed" (from, to, at);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const CATALOGUE: &str = include_str!("../../../../texts/en/told.ftl");

    /// The messages of the catalogue, each with the variables in it.
    fn messages() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut last = "";
        for line in CATALOGUE.lines().filter(|it| !it.starts_with('#')) {
            if let Some((id, _)) = line.split_once(" =").filter(|it| it.0.starts_with("told-")) {
                last = id;
                found.entry(id).or_default();
            }
            let variables = line.split('$').skip(1);
            let names = variables.map(|it| {
                let end = it
                    .find(|c: char| !c.is_ascii_alphanumeric())
                    .unwrap_or(it.len());
                &it[..end]
            });
            found.entry(last).or_default().extend(names);
        }
        found.remove("");
        found
    }

    #[test]
    fn every_sentence_is_in_the_catalogue_and_none_is_there_for_nobody() {
        let known: BTreeMap<_, BTreeSet<_>> = TEXTS
            .iter()
            .map(|(id, filled)| (*id, filled.iter().copied().collect()))
            .collect();
        assert_eq!(messages(), known);
        assert_eq!(known.len(), TEXTS.len(), "one is named twice");
    }
}
