# Settings, Erase a customer.

settings-erase-who = Who
settings-erase-who-text = What this ledger knows of a person is removed, in every table and in what Stripe sent. Amounts and dates stay, for your books. At Stripe nothing changes: ask for it there as well.
settings-erase-person = E-mail address or customer id
settings-erase-person-example = name@example.com or cus_…
settings-erase-look = Look

## What it would take

settings-erase-what = What would be erased
settings-erase-nothing = Nothing of this customer is in the ledger.
settings-erase-payments = Payments
settings-erase-payments-what = Amounts and dates stay, for the books.
settings-erase-events = Events
settings-erase-events-what = What Stripe sent is kept without the person.
settings-erase-answers = Answers
settings-erase-answers-what = What Stripe answered, likewise.
settings-erase-notes = Notes
settings-erase-notes-what = What you wrote about these payments.
settings-erase-drafts = Drafts
settings-erase-drafts-what = Drafts and saved addresses of links that hold the e-mail address.
settings-erase-same-email = { $payments ->
    [one] { $payments } payment
   *[other] { $payments } payments
} under the same e-mail address are not this customer’s, and stay. Give the address instead to erase them too.
# The names of the files stand below it.
settings-erase-copies = Also delete { $copies ->
    [one] { $copies } older copy
   *[other] { $copies } older copies
} of the ledger, which may hold the same data
settings-erase-for-good = Erase for good

## What was done

settings-erase-was-nothing = Nothing of this customer was in the ledger.
settings-erase-recorded = Erased, recorded as No. { $number }.
settings-erase-no-longer = { $payments ->
    [one] { $payments } payment
   *[other] { $payments } payments
} and { $events ->
    [one] { $events } event
   *[other] { $events } events
} no longer name the customer.
# Above a list of paths.
settings-erase-still-in = Older copies may still hold the data; delete them, or make new ones:
settings-erase-done = Erasures that were done
settings-erase-done-text = Who it was is not kept: a digest proves it to whoever knows the address.
settings-erase-none = None yet.
settings-erase-number = No. { $number }
settings-erase-figures = { $payments ->
    [one] { $payments } payment
   *[other] { $payments } payments
}, { $events ->
    [one] { $events } event
   *[other] { $events } events
}, { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
}, { $notes ->
    [one] { $notes } note
   *[other] { $notes } notes
}, { $drafts ->
    [one] { $drafts } draft
   *[other] { $drafts } drafts
}
