# What went wrong, as the program tells it by the name of a text. In logs and in the terminal the same stands in English.

## On the way to Stripe, and from it

# $failure says what broke.
told-stripe-no-answer = { $failure ->
    [unknown] { $host } cannot be found. Check the internet connection and try again.
    [certificate] The certificate of { $host } is not trusted. Check this computer’s clock, and whether a proxy or virus scanner looks into the connection.
    [slow] { $host } took too long to answer. Try again.
    [interrupted] The connection to { $host } broke off. Try again.
   *[other] { $host } cannot be reached. Check the internet connection and try again.
}
told-stripe-not-sent = { $failure ->
    [unknown] Nothing was sent, because { $host } cannot be found. Check the internet connection and try again.
    [certificate] Nothing was sent, because the certificate of { $host } is not trusted. Check this computer’s clock, and whether a proxy or virus scanner looks into the connection.
    [slow] Nothing was sent, because { $host } took too long. Try again.
    [interrupted] Nothing was sent, because the connection to { $host } broke off. Try again.
   *[other] Nothing was sent, because { $host } cannot be reached. Check the internet connection and try again.
}
told-stripe-wrong-key = Stripe does not accept the API key. Copy it again from Stripe’s Dashboard, under Developers, API keys.
# $permissions are names as Stripe writes them.
told-stripe-lacks-permissions = The key may not do this: it lacks { $permissions }. Switch that on for it in Stripe’s Dashboard, under Developers, API keys.
# $reason is in Stripe’s own words, here and below.
told-stripe-not-allowed = The key may not do this: { $reason }. Use one that may, or change it in Stripe’s Dashboard, under Developers, API keys.
told-stripe-no-such-object = Stripe does not know this in the account and mode of the key. It may have been deleted there.
told-stripe-busy = Stripe is busy with another request on the same thing. Try again in a moment.
told-stripe-too-many = Stripe is taking no more requests for now. Wait a moment and try again.
told-stripe-refused = Stripe refused it: { $reason }.
told-stripe-failed = Something failed at Stripe. Try again in a moment; status.stripe.com tells of outages.
told-stripe-unreadable = Stripe’s answer cannot be read. Try again; where that does not help, look for a newer Countertop.

## What is done to a payment

told-payment-unknown = There is no such payment here.
# $deed is refunded, captured or canceled.
told-payment-in-doubt = { $deed ->
    [captured] No answer came, so it is not known whether the money was taken. Do the same again: it is done once, however often it is asked.
    [canceled] No answer came, so it is not known whether the payment was canceled. Do the same again: it is done once, however often it is asked.
   *[refunded] No answer came, so it is not known whether the money was given back. Do the same again: it is done once, however often it is asked.
}
told-payment-sent-otherwise = This was sent before with other content. Look at the payment, and begin anew.
told-payment-sent-long-ago = This was sent too long ago to be repeated safely. Look at the payment, and begin anew.
told-payment-without-intent = This payment was charged in a way that can neither be captured nor canceled here. Do it in Stripe’s Dashboard.
told-payment-nothing-to-fulfil = This payment has nothing to fulfil: it is not paid, or was given back.
told-payment-paid = This payment is paid, so it cannot be canceled. Give the money back instead.
told-payment-canceled = This payment is canceled already.
told-payment-held = The money is held and not taken yet, so there is nothing to give back. Cancel the payment instead.
told-payment-not-paid = This payment is not paid, so there is nothing to give back.
told-payment-given-back = All of this payment was given back already.
told-payment-more-than-nothing = Write more than nothing.
# $most is an amount.
told-payment-too-much = There are { $most } left: write that or less.
told-payment-holds-nothing = This payment holds no money that waits to be taken.

## Links

told-link-none = Stripe’s answer holds no payment link. Look at the links in Stripe’s Dashboard.
told-link-unknown = There is no such link here.
told-link-in-doubt = { $deed ->
    [changed] No answer came, so it is not known whether the link was changed. Do the same again: it is done once, however often it is asked.
   *[made] No answer came, so it is not known whether the link was made. Do the same again: it is done once, however often it is asked.
}
told-link-sent-otherwise = This was sent before with other content, and a link was made of it. Change that one, or begin a new link.

## A pasted text that is no key, or a key that does not do

told-key-publishable = This is a publishable key (pk_), which web pages use; it cannot read payments. Copy the restricted key, which begins with rk_.
told-key-webhook-secret = This is the signing secret of a webhook endpoint (whsec_), not an API key. Countertop makes an endpoint of its own; copy the restricted key, which begins with rk_.
told-key-client-secret = This is the client secret of one payment, which belongs to its customer’s browser. Copy the restricted key, which begins with rk_.
told-key-ephemeral = This is an ephemeral key (ek_), which a phone’s app uses for an hour. Copy the restricted key, which begins with rk_.
told-key-organization = This is the key of an organization (sk_org_), which speaks for several accounts. Copy a restricted key of the one account that you want to connect.
told-key-masked = This key is shown in part only, with dots or stars in the middle. In Stripe’s Dashboard, click the key to reveal it, and copy the whole of it.
told-key-id = This is an id ({ $prefix }…), not a key. Copy the restricted key, which begins with rk_, from Stripe’s Dashboard, under Developers, API keys.
told-key-address = This is the address of a page, not a key. Open it, and copy the restricted key, which begins with rk_.
told-key-e-mail = This is an e-mail address, not a key. Copy the restricted key, which begins with rk_, from Stripe’s Dashboard, under Developers, API keys.
told-key-empty = The API key is empty. Copy the restricted key, which begins with rk_, from Stripe’s Dashboard, under Developers, API keys.
told-key-broken = This is no whole key. Copy the restricted key, which begins with rk_, from Stripe’s Dashboard, under Developers, API keys.
told-key-without-account = Stripe does not tell whose account this key belongs to. Switch on the permission Accounts (read) for it in Stripe’s Dashboard, under Developers, API keys.
told-key-useless = With this key no payment could arrive. Switch on Webhook Endpoints (write) or Events (read) for it, and check it again.
told-key-is-live = This is a live key. Confirm that real money moves with it.
told-key-is-test = This is a key of test mode: no real money moves with it.
told-key-forgotten = The key that was checked is no longer known. Paste it again.
told-key-missing = The key of this account is not kept on this computer. Paste it again.

## Where keys are kept

told-keys-without-place = There is no keychain on this computer. Choose where the keys are to be kept.
told-keys-locked = The keys are in an encrypted file. Enter its passphrase.
# $trouble is locked, unanswered or absent.
told-keys-keychain = { $trouble ->
    [locked] The keychain is locked. Unlock it, and try again.
    [unanswered] The keychain does not answer. Look whether it asks for its password, or choose another place for the keys.
   *[absent] The keychain that has the keys is not there. Choose another place for the keys.
}
told-passphrase-short = The passphrase is too short. Take at least { $least } characters, best several words.
told-passphrase-wrong = The passphrase is wrong: the keys were encrypted with another one.
told-passphrases-differ = The two passphrases differ. Type the same one twice.

## The ledger

told-ledger-busy = The ledger has too much waiting to be written. Try again in a moment.
told-ledger-slow = The ledger took longer than 5 seconds to answer. Ask for less at once.
told-ledger-held = Another program has been reading the ledger for too long. It is written again once that program lets go of it.
# $reason is in the system’s own words, here and below.
told-ledger-not-written = The ledger cannot be written: { $reason }
told-ledger-not-read = The ledger cannot be read: { $reason }
told-ledger-damaged = Something in the ledger is damaged. Restore a backup under Settings, Backups.

## Accounts

told-account-opening = The account is being opened. Try again in a moment; the keychain may ask for its password.
told-account-unknown = There is no such account here.
told-account-nameless = Give the account a name.
told-account-name-long = The name has more than { $most } characters. Shorten it.

## What the check-up found, and what to do

# $folder is the path of a folder.
told-check-no-folder = The folder { $folder } does not exist yet.
told-check-made-when-recorded = It is made when something is first recorded.
told-check-disk-of-this-computer = Let the ledger lie on a disk of this computer.
told-check-open-to-others = Other users of this computer may read { $folder } or the ledger in it.
told-check-close-folder = Unless that is on purpose, let your own user alone read { $folder } and what is in it.
told-check-free-space = There are { $mebibytes } MiB free on the disk.
told-check-make-room = Make room: a full disk refuses what Stripe delivers.
told-check-make-room-soon = Make room before the next backup: it needs as much again as the ledger.
told-check-no-key = There is no API key, so Stripe was not asked.
told-check-open-with-key = Open the account with its key.
told-check-give-key = Give a secret or restricted key of Stripe’s Dashboard, under Developers, API keys.
told-check-look-online = See whether this computer is online, and whether a firewall or proxy is in the way.
told-check-copy-key = Copy the key again from Stripe’s Dashboard, or make a new one.
told-check-try-again = Try again in a moment; status.stripe.com tells of outages.
told-check-key-whole = See that the key is whole and still valid, and try again.
# $mode is test or live, $account an id.
told-check-key-known = { $mode ->
    [live] Stripe knows the key: it is a live key of the account { $account }.
   *[test] Stripe knows the key: it is a test key of the account { $account }.
}
told-check-switch-on = Switch the permission on for this key in Stripe’s Dashboard, under Developers, API keys.
told-check-leave-it = Nothing is to be done unless that part does not work.
told-check-clock-agrees = This computer’s clock agrees with Stripe’s.
told-check-clock-ahead = { $seconds ->
    [one] This computer’s clock is { $seconds } second ahead of Stripe’s.
   *[other] This computer’s clock is { $seconds } seconds ahead of Stripe’s.
}
told-check-clock-behind = { $seconds ->
    [one] This computer’s clock is { $seconds } second behind Stripe’s.
   *[other] This computer’s clock is { $seconds } seconds behind Stripe’s.
}
told-check-set-clock = Let the system set its clock by the network: from 300 seconds on, what Stripe delivers is not taken.
told-check-set-clock-soon = Let the system set its clock by the network before it is 300 seconds off.
told-check-no-secret = There is no webhook secret.
told-check-choose-way = Choose on the page Connection how Stripe reaches this computer; without a way nothing needs one.
told-check-one-secret = There is one webhook secret, and it can be one of Stripe’s.
told-check-several-secrets = There are { $count } webhook secrets, as while one is being rolled.
told-check-renew-secret = Renew the webhook’s secret on the page Connection.
told-check-receiving = A receiver is running on this ledger.
told-check-not-receiving = No receiver is running on this ledger.
told-check-open-again = Open the account again.
told-check-see-ledger = See what is said of the ledger.
told-check-nothing-came = Nothing has come to the receiver yet.
told-check-send-test = Send a test event from Stripe’s Dashboard, or pay a link in test mode, and look again.
# $at, $from, $to and $through are moments, here and below.
told-check-reached = Stripe reached the receiver on { $at }.
# $status is a number such as 400.
told-check-last-refused = What came last, on { $at }, was refused with { $status }.
told-check-see-health = The page Health shows what was refused, and says of each why and what to do.
told-check-no-ledger = There is no ledger in the folder yet.
told-check-made-when-opened = It is made when the account is opened.
told-check-restore = Keep a copy of the folder, then restore a backup under Settings, Backups.
told-check-log-lost = The log of the last commits went missing on { $at }.
told-check-catch-up-in-time = Catch up on the page Connection: Stripe keeps events for 30 days.
told-check-sound = The ledger is sound: { $events } events and { $payments } payments in { $mebibytes } MiB.
# $first is the first thing that is wrong, in English.
told-check-unsound = In the ledger, of { $events } events and { $payments } payments, { $wrong } things are wrong. The first: { $first }
told-check-restore-beside = Restore a backup under Settings, Backups; the ledger that is there is kept beside it.
told-check-parked = { $count ->
    [one] { $count } event could not be taken up and is parked.
   *[other] { $count } events could not be taken up and are parked.
}
told-check-newer-version = A newer version may take them up; please report them with the diagnostics below.
told-check-aside = { $count ->
    [one] { $count } event is kept aside: of another mode or account, or signed out of time.
   *[other] { $count } events are kept aside: of another mode or account, or signed out of time.
}
told-check-sent-elsewhere = An endpoint of another account or mode at Stripe is to be sent elsewhere.
told-check-never-read = Stripe’s list of events was never read to its end, so nothing proves that all is here.
told-check-catch-up = Catch up on the page Connection.
told-check-complete = The ledger is complete through { $through }, as read on { $at }.
told-check-complete-empty = The ledger is complete: Stripe’s list holds no event, as read on { $at }.
told-check-lacking = { $count ->
    [one] { $count } event of Stripe’s list is not in the ledger.
   *[other] { $count } events of Stripe’s list are not in the ledger.
}
told-check-gap = Between { $from } and { $to } Stripe’s list told nothing any more.
told-check-import-history = Read the history on the page Connection.
told-check-gap-closed = Of the time between { $from } and { $to } the ledger has no events; it has what they told of, read from the objects themselves on { $at }.
