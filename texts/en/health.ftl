# The page Health: how the receiver and the ledger are doing.

health-title = Health
# The time is when Countertop was opened.
health-since = Counted since { $time }, when Countertop was opened
health-loading = Loading the figures
# The name of the part that says whether all is well.
health-verdict = Verdict

## Whether all is well. What is wrong is told first, or alone behind something worse

health-well = Receiving.
health-no-event = No event has come yet.
# When is “3 minutes ago”; so it is below.
health-last-event = The last event came { $when }.
health-last-event-late = The last event came { $when }, { $late } after it happened: this computer could not be reached before.
health-writing = Writing one safely to the disk takes { $time } on average.

health-as-of = What stands below is from { $time }.
health-unanswered = Countertop does not answer.
health-unanswered-advice = This page goes on by itself. If that takes long, close Countertop and start it anew.
# What went wrong, as a sentence: “The ledger cannot be read.”
health-error = { $heading }.

health-stopped = Not receiving.
health-stopped-advice = Start Countertop anew. Stripe goes on trying to deliver for up to three days, so nothing is lost yet.

health-unavailable = { $where ->
    [first] Receiving, but the last delivery was not written down.
   *[behind] The last delivery was not written down.
}
health-unavailable-what = It came { $when }, and Stripe was asked to send it again.
health-refused = { $where ->
    [first] Receiving, but the last signed delivery was refused.
   *[behind] The last signed delivery was refused.
}
# Before the sentence that says why.
health-refused-when = It came { $when }.

health-log-lost = { $where ->
    [first] Receiving, but events from before { $date } may be missing.
   *[behind] Events from before { $date } may be missing.
}
health-log-lost-what = What was written last lay in a file of the ledger that was deleted while Countertop was closed.
health-log-lost-advice = Compare the payments before { $time } with those that Stripe shows.

health-parked = { $where ->
    [first] Receiving, but { $count ->
        [one] { $count } event
       *[other] { $count } events
    } could not be taken up.
   *[behind] { $count ->
        [one] { $count } event
       *[other] { $count } events
    } could not be taken up.
}
health-parked-what = { $count ->
    [one] What Stripe sent is kept, but no payment shows it.
   *[other] What Stripe sent is kept, but no payment shows them.
}
health-parked-advice = { $count ->
    [one] An update of Countertop that understands it catches up by itself.
   *[other] An update of Countertop that understands them catches up by itself.
}

health-slow-disk = { $where ->
    [first] Receiving, but the disk cannot keep up.
   *[behind] The disk cannot keep up.
}
# Always many.
health-slow-disk-what = { $count } events wait to be written.
health-slow-disk-advice = Nothing is lost. If it lasts, see what else keeps the disk busy, and whether it is full.

health-slow-clock = { $where ->
    [first] Receiving, but the clock of this computer is slow.
   *[behind] The clock of this computer is slow.
}
# The time is a stretch: “2 minutes”.
health-slow-clock-what = By this clock, the last event came { $time } before it happened.
health-slow-clock-advice = Let this computer set its clock by itself: at 5 minutes, deliveries are refused.

## The four figures

health-figures = Figures
health-accepted = Accepted
health-accepted-note = Signed, and recorded
health-rejected = Refused
health-rejected-note = The reasons stand below
health-rejected-none = Nothing had to be
health-disk = Writing to the disk
health-disk-note = On average; { $time } at most
health-way = From Stripe to here
health-way-note = What the last event took
health-way-unknown = The clocks differ too much to tell
health-way-under = Under 1 s
health-nothing-yet = Nothing yet

## What stands behind the figures

health-door = At the door
health-door-connections = Connections
health-door-connections-open = { $count ->
    [0] None open now
   *[other] { $count } open now
}
health-door-known = Known already
health-door-known-again = { $count ->
    [0] None
   *[other] { $count } came again
}
health-door-aside = Kept aside
health-door-aside-count = { $count ->
    [0] None
   *[other] { $count } that do not count
}
health-none = None

health-writer = To the disk
health-writer-waiting = Waiting
health-writer-written = Written
health-writer-written-times = { $count ->
    [0] Not yet
    [one] Once
   *[other] { $count } times
}
# How many events are written at a time.
health-writer-at-a-time = At a time
health-writer-at-a-time-count = { $average } on average, { $most } at most

health-ledger = In the ledger
health-ledger-events = Events
health-ledger-size = Size
health-ledger-parked = Not taken up
health-ledger-lost = Lost
health-ledger-lost-nothing = Nothing
health-ledger-lost-before = Perhaps some before { $time }

health-places = Where it is
# The address at which deliveries are received.
health-places-door = Door
health-places-ledger = Ledger

## The latest deliveries

health-deliveries = Latest deliveries
health-deliveries-caption = The latest deliveries, newest first
health-deliveries-when = When
health-deliveries-answer = Answer
health-deliveries-what = What came
health-deliveries-size = Size
health-deliveries-none = Nothing has come yet
health-deliveries-none-text = Whatever is delivered here appears the moment it comes: each event of a payment, and what was refused.
# Of deliveries that were refused alike; always more than one.
health-deliveries-count = { $count } times within a second
health-deliveries-accepted = Accepted

## Why deliveries were refused: a name for a tag, what happened, what to do

health-reasons = Why deliveries were refused
health-reasons-times = { $count ->
    [one] Once
   *[other] { $count } times
}
health-reason-nothing-to-do = Nothing to do.
health-reason-missing-signature = Not signed
health-reason-missing-signature-what = It carried no signature, so Stripe did not send it. Programs that try every address on the internet do this.
health-reason-malformed-signature = Signature unreadable
health-reason-malformed-signature-what = Its signature cannot be read. Stripe sends none like it.
health-reason-malformed-signature-advice = Nothing to do, unless payments are missing: then look at what lies between Stripe and this computer.
health-reason-no-v1 = Other signature
health-reason-no-v1-what = Its signature is of a kind that proves nothing. Stripe signs every delivery with a better one.
health-reason-signature-mismatch = Wrong secret
health-reason-signature-mismatch-what = It was signed with another secret, or changed on its way here.
health-reason-signature-mismatch-advice = Check that the signing secret is the one that Stripe shows for this endpoint, and that nothing else sends here, such as the Stripe CLI in a terminal.
health-reason-wrong-time = Wrong time
health-reason-wrong-time-what = Its signature is good, but was made more than 5 minutes away from the time of this computer.
health-reason-wrong-time-advice = Let this computer set its clock by itself. What came is kept aside, and counts once Stripe sends it again.
health-reason-empty = Empty
health-reason-empty-what = There was nothing in it. Stripe sends nothing like it.
health-reason-unreadable = Unreadable
health-reason-unreadable-what = It could not be read as a request. Programs that try every address on the internet send such things.
health-reason-address-too-long = Address too long
health-reason-address-too-long-what = It asked for an address of many thousand letters. Stripe never does.
health-reason-head-too-long = Head too long
health-reason-head-too-long-what = There was more around it than Stripe ever puts there.
health-reason-head-too-long-advice = If you run a proxy or a tunnel, let it add fewer headers. Otherwise nothing to do.
health-reason-wrong-path = Other address
health-reason-wrong-path-what = It asked for another address than the one for Stripe, as programs do that try them all.
health-reason-wrong-path-advice = Nothing to do, unless payments are missing: then the endpoint’s address in Stripe has to end in /webhook.
health-reason-wrong-method = Only a look
health-reason-wrong-method-what = It only looked at the address, as a browser does, and delivered nothing.
health-reason-wrong-type = Not Stripe’s form
health-reason-wrong-type-what = It was packed, or in another form than the one that Stripe sends.
health-reason-wrong-type-advice = If you run a proxy, let it pass on what comes as it is. Otherwise nothing to do.
health-reason-too-large = Too large
health-reason-too-large-what = It was larger than 1 MB. No event of Stripe comes near that.
health-reason-too-slow = Too slow
health-reason-too-slow-what = It was not here whole within 10 seconds.
health-reason-too-slow-advice = If it was Stripe’s, it comes again by itself. If this happens often, look at this computer’s connection.
health-reason-unavailable = Not written
health-reason-unavailable-what = It was not written down when it came, so Stripe was asked to send it again.
health-reason-unavailable-advice = It comes again by itself. If this happens often, see that the disk has room.
# Of a reason that only a newer program knows.
health-reason-other = Refused
health-reason-other-what = Another version of Countertop refused it, for a reason that this one does not know.
health-reason-other-advice = Update Countertop to see the reason here.
