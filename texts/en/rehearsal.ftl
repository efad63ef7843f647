# The page Rehearsal: stories that are played in the practice store.

rehearsal-title = Rehearsal
rehearsal-note = In the practice store only. No money moves.
rehearsal-elsewhere = Only in the practice store
rehearsal-elsewhere-text = Stories are played with invented customers. This shop’s are real.
rehearsal-loading = Loading the stories

## The stories, each with a button to play it

rehearsal-what-if = What would happen if …
rehearsal-what-if-text = Play a story and watch it arrive, here and on every other page. At its end, the practice store and the ledger are compared, event by event and payment by payment.
rehearsal-another = Play another
# How long a story takes.
rehearsal-length = About { $seconds } seconds
rehearsal-play = Play

rehearsal-story-busy_saturday = Busy Saturday
rehearsal-story-busy_saturday-what = Sixty customers in half a minute. Some cards are declined, some banks ask, and two customers get money back.
rehearsal-story-dispute = A dispute
rehearsal-story-dispute-what = A customer tells the bank that the payment was not theirs. You answer or not, and the bank decides.
rehearsal-story-card_testing = Card testing
rehearsal-story-card_testing-what = Somebody tries eighty stolen cards on a small amount, within seconds. Then a card’s issuer warns you.
rehearsal-story-outage = An outage at noon
rehearsal-story-outage-what = Nothing gets through for ten seconds, and customers go on paying. Then all of it comes, much of it twice.

# How the dispute is to go.
rehearsal-course = How it goes
rehearsal-course-won = Answer, and win
rehearsal-course-lost = Answer, and lose
rehearsal-course-unanswered = Do not answer

## While a story is played

rehearsal-played = Played at { $time }
# The course is how the dispute goes.
rehearsal-played-course = { $course }, played at { $time }
rehearsal-compare = Compare now
rehearsal-stop = Stop
# The name of a bar that shows how far it is.
rehearsal-progress = The story
rehearsal-progress-seconds = { $elapsed } of about { $length } seconds
rehearsal-progress-waiting = All is done. The last events are on their way.
# The next two are heard, not seen.
rehearsal-is-playing = The story is being played.
rehearsal-is-waiting = The last events are on their way.

rehearsal-customers = Your customers
rehearsal-customers-paid = { $count } paid
rehearsal-customers-came = { $count } came
rehearsal-customers-came-declined = { $count } came, and { $declined ->
    [one] { $declined } card was declined
   *[other] { $declined } cards were declined
}
rehearsal-ledger = Your ledger
rehearsal-ledger-recorded = { $count } recorded
rehearsal-ledger-cut-off = { $count } more wait: nothing gets through
rehearsal-ledger-on-the-way = { $count } more on the way
rehearsal-ledger-all = { $payments ->
    [one] Every event that was told, of { $payments } payment
   *[other] Every event that was told, of { $payments } payments
}

## What happened: a word for a tag

rehearsal-acts = What happened last, newest first
rehearsal-acts-none = The first customer is on the way.
rehearsal-act-paid = Paid
rehearsal-act-declined = Declined
rehearsal-act-asked_to_confirm = Bank asks
rehearsal-act-not_confirmed = Not confirmed
rehearsal-act-refunded = Refunded
rehearsal-act-disputed = Disputed
rehearsal-act-evidence_sent = Answered
rehearsal-act-nothing_sent = Not answered
rehearsal-act-dispute_won = Dispute won
rehearsal-act-dispute_lost = Dispute lost
rehearsal-act-warned = Fraud warning
rehearsal-act-outage_began = Unreachable
rehearsal-act-outage_ended = Reachable
# In the place of a customer’s name.
rehearsal-nothing-reaches = Nothing reaches this computer
rehearsal-tries-again = The store tries again

## Why a card was declined

rehearsal-reason-none = the bank gives no reason
rehearsal-reason-too-often = used too often
rehearsal-reason-expired = the card has expired
rehearsal-reason-fraud = looks like fraud
rehearsal-reason-code = wrong security code
rehearsal-reason-funds = too little money
rehearsal-reason-lost = reported lost
rehearsal-reason-not-confirmed = did not confirm
rehearsal-reason-fault = the bank had a fault
rehearsal-reason-stolen = reported stolen

## The chart of what was told and recorded

rehearsal-chart = { $told } events told, { $recorded } recorded
# From and to are seconds.
rehearsal-chart-outage = { $told } events told, { $recorded } recorded; nothing got through from second { $from } to { $to }
rehearsal-chart-start = Start
rehearsal-chart-end = { $seconds } s
rehearsal-chart-told = Told
rehearsal-chart-recorded = Recorded
rehearsal-chart-cut-off = Nothing gets through

## What came of it

rehearsal-uncompared = The two sides could not be compared.
rehearsal-broke-off = The story broke off.
rehearsal-complete = Nothing is missing.
rehearsal-missing = { $count ->
    [one] { $count } event is missing.
   *[other] { $count } events are missing.
}
rehearsal-differing = { $count ->
    [one] { $count } payment is not the same on both sides.
   *[other] { $count } payments are not the same on both sides.
}
rehearsal-sums-differ = The sums are not the same.
# The time is a stretch: “12 seconds”.
rehearsal-stopped = You stopped it after { $time }. This is what had happened until then.
rehearsal-events = { $told ->
    [0] Nothing was told.
    [one] { $told } event was told, { $recorded ->
        [one] { $recorded } is recorded.
       *[other] { $recorded } are recorded.
    }
   *[other] { $told } events were told, { $recorded ->
        [one] { $recorded } is recorded.
       *[other] { $recorded } are recorded.
    }
}
# The parts are some of the three below: “55 paid, 6 declined”.
rehearsal-payments = { $payments ->
    [one] { $payments } payment: { $parts }.
   *[other] { $payments } payments: { $parts }.
}
rehearsal-payments-paid = { $count } paid
rehearsal-payments-declined = { $count } declined
rehearsal-payments-open = { $count } not finished
rehearsal-takings = Taken after refunds and disputes: { $sums } on both sides.
rehearsal-takings-differ = Taken after refunds and disputes: { $told } at the practice store, { $recorded } in the ledger.
rehearsal-repeated = { $count ->
    [one] One delivery brought what was known already, and counts once.
   *[other] { $count } deliveries brought what was known already, and count once.
}
rehearsal-late = The slowest event took { $time } to get here.

## What is missing

rehearsal-missing-events = Events that are missing
rehearsal-missing-when = When
rehearsal-missing-event = Event
rehearsal-missing-why = What became of it
rehearsal-why-not_arrived = It never arrived
rehearsal-why-kept_aside = It arrived and was kept aside
rehearsal-why-not_taken_up = It arrived and could not be taken up
rehearsal-differing-payments = Payments that are not the same
rehearsal-differing-payment = Payment
rehearsal-differing-told = At the practice store
rehearsal-differing-recorded = In the ledger
rehearsal-differing-none = It is not there
# Two sums of a payment.
rehearsal-sums = { $taken } taken, { $refunded } given back
# Below the first rows of many.
rehearsal-more = And { $count } more.

## What a story shows, and where to look

rehearsal-lesson = What this shows
rehearsal-look = Where to look
rehearsal-look-health = Health says what came to this computer, what was refused, and why.
rehearsal-look-again = What could not be delivered is sent again, with growing pauses, for up to three days.
rehearsal-saturday-declined = A declined card is seldom the end: most customers took another, and their payment counts once.
rehearsal-saturday-wait = While a bank asks its customer to confirm, nothing is paid yet, so wait with what you hand over until the payment says Succeeded.
rehearsal-saturday-why = Each failed payment says what the bank said, and each refund stands with the payment that it belongs to.
rehearsal-testing-signs = This is how card testing looks: small payments by the second, names that are none, one decline after the other.
rehearsal-testing-refund = Give back what went through before the cards’ owners dispute it; after an early warning, that is the last good moment.
rehearsal-testing-close = Close the link that they found, and open a new one with a limit or a higher price.
rehearsal-outage-unnoticed = Customers notice nothing: they pay at Stripe, not at this computer.
rehearsal-outage-again = What could not be delivered is kept and sent again, with growing pauses, for up to three days.
rehearsal-outage-once = What came twice counts once, and what came out of order stands in its place.
rehearsal-dispute-first = The bank takes the money back the moment the customer disputes, long before anything is decided.
rehearsal-dispute-won-evidence = What convinces a bank is what shows that this customer got what was paid for: a signature, a tracking number, an e-mail.
rehearsal-dispute-won-end = You won, so the money came back, and the payment counts as paid again.
rehearsal-dispute-lost-evidence = Evidence can be sent once, and the bank’s word is the last: look at what it asks for before you answer.
rehearsal-dispute-lost-end = You lost, so the money stays with the customer, and the payment says so.
rehearsal-dispute-unanswered-end = No answer is taken as a yes: when the time has passed, the money stays with the customer.
rehearsal-dispute-unanswered-until = Until when you can answer stands with each disputed payment.
rehearsal-open-health = Open Health
rehearsal-show-payment = Show the payment
rehearsal-show-payments = Show the payments
rehearsal-show-others = Show the other payments
rehearsal-show-failed = Show the failed ones
rehearsal-show-warned = Show what was warned of
rehearsal-show-through = Show what went through
rehearsal-show-declined = Show the declined ones
