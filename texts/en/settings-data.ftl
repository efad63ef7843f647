# Settings, Data.

settings-data-ledger = The ledger
settings-data-held = { $events ->
    [one] { $events } event
   *[other] { $events } events
} and { $payments ->
    [one] { $payments } payment
   *[other] { $payments } payments
} in { $size }.
settings-data-closed = The ledger cannot be opened.
# How much room is left: “12 GB are free on its disk.”
settings-data-free = { $size } are free on its disk.

## Export

settings-data-export = Export everything
settings-data-export-text = All that Stripe said, byte for byte, and the payments, links, payouts and disputes made of it, as JSON and CSV. Keys are not in it. The files go into a new folder inside the one that you choose.
settings-data-export-open = Export…
# Above the folder.
settings-data-exported = { $files ->
    [one] { $files } file
   *[other] { $files } files
}, { $size }, written to

## Wipe

settings-data-wipe = Wipe the ledger
settings-data-wipe-text = All that is recorded of this account and all its backups are overwritten and removed, for good. The account stays connected: Countertop begins again with what Stripe still tells, the events of the last 30 days.
settings-data-wipe-open = Wipe…
settings-data-wiped = The ledger is wiped: { $files ->
    [one] { $files } file
   *[other] { $files } files
} removed. A solid-state disk, a snapshot or another backup program may keep old parts of them.
settings-data-wipe-left = Not the ledger’s, or not to be removed: { $paths }
