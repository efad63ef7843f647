frame-skip = Skip to the content

## The rail

frame-screens = Screens
frame-home = Home
frame-payments = Payments
frame-orders = To fulfil
frame-links = Links
frame-payouts = Payouts
frame-events = Events
frame-rehearsal = Rehearsal
frame-search = Search
frame-settings = Settings
# A button's tooltip: what it does, and the keys for it.
frame-with-keys = { $what } ({ $keys })
frame-account = Account: { $account }
frame-accounts = Accounts
frame-connect = Connect a Stripe account
frame-no-money = No real money moves

## The status bar

frame-status = Status
frame-no-answer = Countertop does not answer, trying again
frame-starting = Starting
frame-receiving = Receiving
frame-not-receiving = Not receiving: { $reason }
# In the place of $reason above.
frame-not-open = this account is not open.
# Follows a text that is a link, for those who hear it.
frame-open-health = , open Health
frame-open-connection = , open Connection
frame-complete = Complete through { $time }
frame-not-compared = Not compared with Stripe yet
frame-no-tunnel = Tunnel: none needed
frame-last-payment = Last payment { $ago }
frame-no-payment = No payment yet
