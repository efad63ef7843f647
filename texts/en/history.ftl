# The import of what is older than Stripe’s list of events, on the page Connection.

history-what = Stripe’s list of events goes back 30 days. Older payments can be read from the objects themselves: payments, refunds, disputes, payouts, links.
# The days of a gap, and from which day on an import fills it.
history-missing = From { $from } to { $to } nothing is known: Stripe’s list of events no longer tells of it. An import from { $since } on fills it.
history-objects = From { $from } to { $to } the ledger has the objects, not the events.
history-loading = Loading the history
# The name of a bar that shows how far it is.
history-import = The import
history-pause = Pause
history-resume = Resume

## How it is going: a word for a tag, and a sentence

history-not-started = Not imported
history-importing = Importing
# One of the lists below: “Refunds are being read.”
history-reading = { $list } are being read.
history-giving-way = It waits a moment: Stripe’s list of events is being read.
history-paused = Paused
history-paused-text = It goes on from here when you resume it.
history-waiting = Waiting
# Why is a sentence.
history-waiting-text = { $why } It goes on by itself.
history-ended = Stopped
history-in-part = In part
# Some of the lists below: “disputes, payouts”.
history-refused = The key may not read: { $lists }. Give it the permission at Stripe, then resume.
history-done = Imported
history-done-all = All that Stripe has, is in the ledger.
history-done-all-as-of = All that Stripe has, as it was on { $day }, is in the ledger.
history-done-since = All since { $since }, is in the ledger.
history-done-since-as-of = All since { $since }, as it was on { $day }, is in the ledger.

## How far back

history-how-far = How far back
history-further = Read further back
history-reach-all = Everything
history-reach-year = The last 12 months
history-reach-quarter = The last 3 months
history-reach-gap = What is missing, from { $date }
history-begin = Import

## The lists that are read, alone or within a sentence

history-list-payment_links = { $where ->
    [within] payment links
   *[alone] Payment links
}
history-list-checkout_sessions = { $where ->
    [within] checkout sessions
   *[alone] Checkout sessions
}
history-list-payment_intents = { $where ->
    [within] payments
   *[alone] Payments
}
history-list-charges = { $where ->
    [within] charges
   *[alone] Charges
}
history-list-refunds = { $where ->
    [within] refunds
   *[alone] Refunds
}
history-list-disputes = { $where ->
    [within] disputes
   *[alone] Disputes
}
history-list-payouts = { $where ->
    [within] payouts
   *[alone] Payouts
}
# How much of a list is here.
history-list-none = none
history-list-back = { $count }, back to { $date }
# How a list stands; heard, not seen.
history-list-going = Not complete
history-list-done = Complete
history-list-refused = Not permitted
