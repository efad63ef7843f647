# Connecting a Stripe account with a key.

connect-title = Connect a Stripe account

## The kinds of accounts

connect-world-practice = Practice store
connect-world-test = Test mode
connect-world-live = Live

## The field that a key is pasted into

connect-lead = Countertop works with a key of your account. It first tries what the key may do, without changing anything, and shows it to you.
connect-key = Restricted key
connect-key-hint = It begins with rk_test_ or rk_live_. The key tells whether real money moves.
connect-check = Check this key
connect-key-stays = The key stays on this computer, and goes nowhere but to Stripe.

## Where a key comes from, in three steps

connect-where = Where to get a key
connect-where-open = Open Stripe’s page for a new restricted key. Begin with test mode: no real money moves.
connect-where-test = For test mode
connect-where-live = For real payments
connect-where-choose = Choose these permissions there, where they are not chosen yet:
connect-where-paste = Create the key, copy it, and paste it here.
connect-where-secret = A secret key (sk_) works as well, but it may do everything with your account. We advise against it.

## What the check of a key found

connect-found = What the key is good for
connect-found-works = Works
connect-found-missing = Missing
connect-found-unknown = Not tried
connect-found-whole = The key may do all that Countertop needs.
connect-found-whole-untried = All that could be tried works.
connect-found-lacking = The key works, but not for everything. You can connect it so, or give it what is missing and check it again.
connect-found-unusable = With this key no payment could arrive. Give it what is missing, and check it again.
connect-found-secret = This is a secret key: it may do everything with your account. A restricted key does all of the above and nothing else; we advise to use one.
connect-found-known = This account is here already. It keeps what is recorded and gets this key.

## The merchant’s word

# Bold, before the next one.
connect-live-moves-money = This is a live key: real money moves with it.
connect-live-meant = Links that you make are paid by real customers. I want to connect it.
connect-live-unsure = Say that you mean it: with this key, real money moves.
connect-add-live = Connect for real payments
connect-add-test = Connect in test mode
connect-again = Use another key
