# How an event gets from Stripe to this window, and through when none is missing.

connection-title = Connection
connection-reopen = Restart the tunnel
connection-chain = From Stripe to this window
# { $count } are the names in { $names }.
connection-elsewhere = { $count ->
    [one] Countertop also receives this account’s payments on another computer: { $names }.
   *[other] Countertop also receives this account’s payments on other computers: { $names }.
}
connection-complete-through = Complete through
connection-reach = How Stripe reaches this computer
connection-history = History
connection-loading = Loading the connection

## Catching up by hand

connection-catch-up = Catch up now
connection-read-again = Read a stretch again
connection-read-again-hour = Read the last hour again
connection-read-again-day = Read the last day again
connection-read-again-7-days = Read the last 7 days again
connection-read-again-30-days = Read the last 30 days again

## Through when nothing is missing, and what the last day was like

connection-unknown-yet = Not known yet
connection-missing = { $count ->
    [one] { $count } event of Stripe’s list is missing after that.
   *[other] { $count } events of Stripe’s list are missing after that.
}
connection-nothing-missing = Every event in Stripe’s list until then is in the ledger.
connection-asking = Asking Stripe now.
connection-reading = { $count ->
    [one] Reading Stripe’s list: { $count } event so far.
   *[other] Reading Stripe’s list: { $count } events so far.
}
connection-compared = Compared with Stripe at { $time }.
connection-next-try = Next try at { $time }.
# The end of a bar that shows the last day.
connection-now = Now
# { $why } is one of the next four.
connection-absence = { $from }–{ $to } { $why }
connection-absence-caught-up = { $from }–{ $to } { $why }, { $count } caught up
connection-absence-asleep = asleep
connection-absence-offline = without network
connection-absence-stopped = Countertop was closed
connection-absence-unreached = the tunnel was down
# A name, and beside it how many; so are the next three.
connection-by-webhook = By webhook
connection-by-webhook-count = { $count } in the last day
connection-by-catch-up = By catch-up
connection-by-catch-up-count = { $count } that no webhook brought
connection-missing-name = Missing
connection-unlisted = Not in the list
connection-unlisted-count = { $count } came by webhook and Stripe’s list lacks them
connection-gap = From { $from } to { $to } Stripe’s list tells nothing any more: it goes back 30 days. Import it under History, below.

## The links of the chain: their names, and how each is

# After the name of a link, for whoever does not see its colour.
connection-step-good = Works
connection-step-waiting = Waits
connection-step-bad = Does not work
connection-key = Stripe key
connection-key-untried = Settings can try its permissions.
connection-practice = It is on this computer, so nothing lies between it and the receiver.
connection-receiver = Receiver
connection-receiver-receives = { $address }, { $accepted } accepted, { $refused } refused since Countertop was opened.
connection-clock = Clock
connection-clock-unknown = Not compared with Stripe’s yet.
connection-clock-fine = It agrees with Stripe’s.
# Alone in the status bar, and the beginning of the two after the next; { $far } is a stretch of time.
connection-clock-behind = This computer’s clock is { $far } behind Stripe’s
connection-clock-ahead = This computer’s clock is { $far } ahead of Stripe’s
connection-clock-off = { $clock }. Let the system set it by the network.
connection-clock-harmful = { $clock }, so webhooks seem to be of another time and are kept aside. Let the system set it by the network.
connection-ledger = Ledger
connection-ledger-unsaved = { $count ->
    [one] { $count } event, no backup yet.
   *[other] { $count } events, no backup yet.
}
# { $ago } is such as “2 hours ago”.
connection-ledger-saved = { $count ->
    [one] { $count } event, last backup { $ago }.
   *[other] { $count } events, last backup { $ago }.
}
connection-endpoint = Webhook endpoint
connection-endpoint-waiting = It is registered at Stripe when the tunnel is open.
connection-endpoint-at-work = Registered by Countertop, at work since { $time }.
connection-tunnel-off = Nothing reaches this computer. Countertop asks Stripe what is new: every 10 seconds while it is seen, every minute else.
connection-tunnel-starting = Opening since { $time }.
connection-tunnel-up = Open since { $time }.
connection-tunnel-up-at = Open since { $time } at { $url }.
connection-tunnel-down = Down since { $time }.
# After one of the two before; { $trip } is such as “38 ms”.
connection-tunnel-proven = A request to it came back here in { $trip } at { $time }.

## The tunnel in a few words, for the status bar

# { $way } is one of the short names below.
connection-line = Tunnel: { $way }
connection-line-starting = Tunnel: { $way }, opening
connection-line-down = Tunnel: { $way } is down, next try at { $time }
connection-line-down-trying = Tunnel: { $way } is down, trying again
connection-line-undelivered = Tunnel: { $way }, but Stripe does not deliver
connection-line-astray = Tunnel: { $way }, but it does not lead here
connection-short-catch-up-only = none, Stripe is asked
connection-short-cloudflared-named = cloudflared
connection-short-cloudflared-quick = cloudflared, quick
connection-short-fixed-url = your own URL
connection-short-ngrok = ngrok
connection-short-ssh = ssh
connection-short-stripe-cli = Stripe CLI

## What happened around the computer, and what came of it: two halves of a sentence

connection-incident = { $begun }: { $ended }
connection-incident-woke = Woke at { $time } after { $away }
connection-incident-clock-back = The clock was set back by { $far } at { $time }
connection-incident-clock-forward = The clock was set forward by { $far } at { $time }
# Also alone, as a sentence.
connection-incident-network-lost = No network since { $time }
connection-incident-network-back = The network came back at { $time }
connection-incident-other-network = On another network since { $time }
connection-incident-way-back = The tunnel was down for { $shut } until { $time }
connection-stage-waiting = waiting for the network.
connection-stage-opening = opening the tunnel anew.
connection-stage-catching-up = { $count ->
    [0] catching up.
    [one] catching up, { $count } event so far.
   *[other] catching up, { $count } events so far.
}
connection-stage-stuck = cannot catch up yet, { $why }
connection-stage-done = { $count ->
    [0] nothing was missed.
    [one] { $count } event caught up, nothing is missing.
   *[other] { $count } events caught up, nothing is missing.
}

## Deliveries that came late or never

connection-late = Deliveries that came late or never
connection-late-what = { $count ->
    [one] The event is in the ledger all the same: catching up brought what no webhook did.
   *[other] All of these events are in the ledger all the same: catching up brought what no webhook did.
}
connection-late-happened = Happened
connection-late-event = Event
connection-late-webhook = Webhook
connection-late-why = Why
connection-late-never = Never
# { $stretch } is such as “2 hours”.
connection-late-by = { $stretch } late
connection-late-more = And { $count } before these, in the last three days.
# In the status bar.
connection-late-notice = { $count ->
    [one] { $count } delivery came late or never
   *[other] { $count } deliveries came late or never
}
connection-cause-asleep = This computer was asleep.
connection-cause-offline = This computer had no network.
connection-cause-not-running = Countertop was closed.
connection-cause-unreached = The tunnel was down.
connection-cause-secret-refused = It was signed with another secret. A webhook secret that was rolled at Stripe does this.
connection-cause-clock-wrong = A clock was wrong, so its signature seemed to be of another time.
connection-cause-not-recorded = The ledger could not be written then. Health says why.
connection-cause-unknown = Not known here. Stripe’s Dashboard shows what its deliveries met.

## The choice of a way

connection-way-catch-up-only = Ask Stripe, without a tunnel
connection-way-cloudflared-named = cloudflared, a tunnel of your account
connection-way-cloudflared-quick = cloudflared, a quick tunnel
connection-way-fixed-url = A public URL that you have
connection-way-ngrok = ngrok
connection-way-ssh = ssh to your own server
connection-way-stripe-cli = The Stripe CLI
connection-way-advised = Good for most
connection-way-development = For trying out
connection-program-lacking = { $name } is not installed.
connection-program-installed = { $name } is installed.
connection-program-version = Installed: { $version }.
connection-choose = Go this way
connection-chosen = Chosen. How it goes stands above.

## What a way needs to know

connection-destination = Server
connection-destination-hint = host or user@host. ssh must get in by a key, without a question.
connection-url = Public URL
connection-url-hint-ssh = Where Stripe finds your server, such as https://shop.example/webhook.
connection-url-hint-fixed-url = Your proxy forwards it to the receiver’s address, which Health shows.
connection-url-hint-cloudflared-named = The public host name that you gave the tunnel at Cloudflare.
connection-url-hint-ngrok = Your domain at ngrok. Left empty, ngrok chooses one.
connection-name = Name of the tunnel on this computer
connection-name-hint = Or leave it empty and paste the token.
connection-token = Token
connection-token-hint = From Cloudflare’s dashboard. It is not shown again.
connection-far-port = Port on the server
connection-far-port-hint = Left empty, the server picks one.
connection-port = Port of ssh
connection-identity = File of the private key
connection-ssh-hint = Left empty, as ssh’s configuration says.
connection-no-port = A port is a number from 1 to 65535.
