# What stands on many screens.

common-try-again = Try again
common-close = Close
common-cancel = Cancel
common-loading-more = Loading more
common-clear-search = Clear search
common-copied = Copied
common-copy-address = Copy address
common-copy-all = Copy all
common-copy-charge-id = Copy charge id
common-copy-checkout-id = Copy checkout id
common-copy-email-address = Copy e-mail address
common-copy-event-id = Copy event id
common-copy-folder = Copy folder
common-copy-link-id = Copy link id
common-copy-path = Copy path
common-copy-payment-id = Copy payment id
common-copy-payout-id = Copy payout id
common-copy-sample = Copy sample
common-not-copied = Not copied
common-stripe-request = Stripe’s request:
common-no-answer = Countertop did not answer. Try again, and start it anew if that does not help.
common-control-character = A control character that changes how text is shown
# The title of the window.
common-window-title = { $screen } · Countertop

## Days and moments

common-today = Today
common-yesterday = Yesterday
# When something last happened, if that was today.
common-today-at = Today { $time }
common-just-now = just now

## What went wrong, above the sentence that says it

common-error-invalid-input = That cannot be done as asked
common-error-not-found = It is not here any more
common-error-stripe-unreachable = Stripe does not answer
common-error-stripe-refused = Stripe said no
common-error-key-needed = Its key is needed
common-error-key-unavailable = The key cannot be kept or read
common-error-keys-place-needed = Where should the key be kept?
common-error-keys-locked = Its key is locked away
common-error-ledger-unavailable = The ledger cannot be read
common-error-pin-needed = The PIN is needed
common-error-pin-wrong = That is not the PIN
common-error-view-only = Nothing can be changed here
common-error-locked = The window is locked
common-error-unknown-command = This window is older than the program
common-error-internal = Something went wrong
