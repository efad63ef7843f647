# Settings, Backups.

settings-backups-now = Back up now
# When the next one is made, in the three texts below.
settings-backups-next = The next is due { $time }.
settings-backups-next-now = The next is due now.
settings-backups-next-never = None is made by itself.
# How much room is left on the disk: “12 GB are free.”
settings-backups-free = { $size } are free.
settings-backups-failed = The last one failed { $ago }: { $reason }
settings-backups-closed = The ledger is closed
settings-backups-closed-text = The ledger cannot be opened; a backup can be put in its place.

## Every day

settings-backups-daily = Every day
settings-backups-daily-text = Made while Countertop runs; one that was missed is made at the next start. Only the newest are kept.
settings-backups-daily-on = Back up every day
# Above a field for a time of the day.
settings-backups-daily-at = At
settings-backups-daily-no-time = A day after the last one
settings-backups-keep = How many to keep
settings-backups-keep-range = Keep from 1 to { $most } backups.
settings-backups-save = Save

## Where they lie

settings-backups-where = Where they lie
settings-backups-where-elsewhere = Each is a whole copy of the ledger, checked after it was made. It holds no key. Those that were made before stay where they are.
settings-backups-where-beside = Each is a whole copy of the ledger, checked after it was made. It holds no key. What lies beside the ledger is lost with it: keep them on another disk.
settings-backups-move = Keep them elsewhere…
settings-backups-move-back = Beside the ledger again

## Restore

settings-backups-restore = Restore
settings-backups-restore-text = A backup is checked, then put in the ledger’s place; the ledger that is there is kept beside it. It works on another computer too: connect the account there, then choose the file.
settings-backups-restore-file = Restore from a file…
settings-backups-none = There is no backup yet.
# When a backup was made: “Today, 14:01”. The day is a text of its own.
settings-backups-moment = { $day }, { $time }
settings-backups-restore-one = Restore…
settings-backups-restore-of = Restore the backup of { $moment }
settings-backups-name = Backup: { $moment }

## One backup, looked into

settings-backups-look = Restore a backup
settings-backups-looking = Looking into it and checking it…
settings-backups-holds = It holds
settings-backups-replaces = It replaces
settings-backups-replaces-closed = a ledger that cannot be opened
settings-backups-size = Size
# What a backup or the ledger holds.
settings-backups-facts = { $payments ->
    [one] { $payments } payment
   *[other] { $payments } payments
}, { $events ->
    [one] { $events } event
   *[other] { $events } events
}
settings-backups-facts-newest = { $payments ->
    [one] { $payments } payment
   *[other] { $payments } payments
}, { $events ->
    [one] { $events } event
   *[other] { $events } events
}, the newest of { $time }
# Above a list of findings.
settings-backups-unfit = It cannot be put in place:
settings-backups-replace = Replace the ledger with it
settings-backups-restored = Restored: { $payments ->
    [one] { $payments } payment
   *[other] { $payments } payments
} and { $events ->
    [one] { $events } event
   *[other] { $events } events
}. What Stripe has told since is caught up with.
settings-backups-kept = The ledger before is kept at { $path }
settings-backups-open = Open the account
settings-backups-done = Done
