events-title = Events
events-one = Event
events-which = Which log
events-inbox = Events
events-door = At the door
events-search = Type of event
events-caption = Events, newest first
events-loading = Loading events
events-loading-one = Loading the event
events-loading-door = Loading what came to the door
events-none = No event yet
events-none-how = Whatever Stripe tells of payments, refunds, disputes and payouts is kept here, exactly as it came.
events-none-of-type = No event of this type
events-none-of-type-how = Write the whole name of a type, such as charge.refunded.
events-no-type = No type

## The columns, and what is known of an event

events-type = Type
events-standing = In the ledger
events-source = How
events-created = Happened
events-learned = Learned
events-version = API version
events-size = Size

events-source-webhook = Webhook
events-source-api = Catch-up
events-source-import = Import

events-counted = Counted
events-counted-what = What it says is part of your payments.
events-kept = Kept
events-kept-what = It says nothing about payments; it is kept all the same.
events-unparsed = Unreadable
events-unparsed-what = It is signed by Stripe, but it is no event. Its bytes are kept.
events-aside = Set aside
events-aside-clock = Its signature is good, but of another time: it may have been sent again by somebody else. It counts once Stripe’s list of events has it.
events-aside-mode = It is of the other mode, test or live, and is never counted here.
events-aside-account = It is of another account, and is never counted here.
events-parked = Left out
events-parked-what = Taking it up failed again and again. Its bytes are kept; a newer version may be able to read it.
events-erased = A customer was erased from it.

events-raw = As it came
events-raw-search = Search in the event
events-raw-found = { $count ->
    [one] { $count } place
   *[other] { $count } places
}

## At the door

events-only-refused = Only what was refused
events-none-refused = Nothing was refused
events-no-delivery = Nothing came to the door yet
events-no-delivery-how = Whatever is sent to the receiver’s address is noted here, the newest ten thousand.
events-show = Event { $event }
events-times = { $count ->
    [one] { $count } time
   *[other] { $count } times within a second
}

## The signature doctor: why a signature fits no secret, and what to do

events-doctor-secret = It is signed with another secret than this account’s.
events-doctor-live = A live event came to a receiver that has only secrets of test mode.
events-doctor-test = A test event came to a receiver that has only secrets of live mode.
events-doctor-mode-advice = Each mode has an endpoint and a secret of its own. Remove the endpoint of the other mode that leads here, or connect that account as well.
events-doctor-line-ends = Something between Stripe and this computer changes the body: its line ends. With Stripe’s own the signature is good.
events-doctor-end = Something between Stripe and this computer changes the body: its end or its beginning. Without that the signature is good.
events-doctor-rewritten = Something between Stripe and this computer changes the body: it reads the JSON and writes it anew. As Stripe writes it, the signature is good.
events-doctor-changed-advice = A tunnel or proxy has to pass the body on byte for byte. Switch off what parses, formats or rewrites it.
events-doctor-no-event = It is no event of Stripe’s.
events-doctor-no-event-advice = Somebody else found the address. Nothing has to be done; nothing of it was kept.
