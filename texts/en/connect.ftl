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

## What Countertop does with an account, and what is lost without

connect-feature-account = Know whose account it is
connect-feature-payments = Show payments with their fees
connect-feature-catch_up = Miss no payment
connect-feature-webhooks = Hear of payments at once
connect-feature-links = Make payment links
connect-feature-payouts = Show payouts and disputes
connect-feature-subscriptions = Follow subscriptions
connect-feature-stripe_cli = Be reached by the Stripe CLI
connect-cost-account = The account is shown by its id instead of its name.
connect-cost-payments = A payment shows what its events tell, and its fee and its link may stay unknown.
connect-cost-catch_up = What happens while this computer is off is missed, and nothing proves that all is here.
connect-cost-webhooks = Payments arrive by looking for them every few seconds, instead of at once.
connect-cost-links = Links are made in Stripe’s Dashboard, and only shown here.
connect-cost-payouts = Payouts and disputes appear only as far as events tell of them.
connect-cost-subscriptions = A subscription’s payments are shown, but not which link they came from.
connect-cost-stripe_cli = Choose another way in; for a computer that is often off, none is needed.
# $permissions is a list of names as they stand on Stripe’s page, $cost one of the texts above.
connect-lacks = { $count ->
    [one] The key lacks the permission { $permissions }. { $cost }
   *[other] The key lacks the permissions { $permissions }. { $cost }
}
connect-untried = This cannot be tried without doing it; it shows when it is used.
# What is chosen beside a permission on Stripe’s page.
connect-access-Read = Read
connect-access-Write = Write
connect-permission-Read = { $name } (read)
connect-permission-Write = { $name } (write)
connect-permission-called = { $permission }, which Stripe calls { $called }

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
