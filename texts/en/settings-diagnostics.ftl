# Settings, Diagnostics.

settings-diagnostics-checkup = Check-up
settings-diagnostics-checkup-text = Looks at the key, the way from Stripe, the clock, the disk and the ledger, and changes nothing.
settings-diagnostics-checkup-run = Run the check

## What the check-up found

settings-diagnostics-nothing-to-do = Nothing needs to be done.
settings-diagnostics-to-do = { $count ->
    [one] { $count } thing
   *[other] { $count } things
} to do.
settings-diagnostics-checked = Checked at { $time }.
settings-diagnostics-part-key = Key
settings-diagnostics-part-permissions = Permissions
settings-diagnostics-part-secret = Webhook secret
settings-diagnostics-part-port = Receiver
settings-diagnostics-part-tunnel = Way from Stripe
settings-diagnostics-part-clock = Clock
settings-diagnostics-part-disk = Disk
settings-diagnostics-part-ledger = Ledger
settings-diagnostics-part-completeness = Completeness
# What a key is good for in one respect, as in “Make payment links: allowed.”
settings-diagnostics-feature = { $feature }: { $sentence }
settings-diagnostics-allowed = allowed.
settings-diagnostics-verdict-well = Works
settings-diagnostics-verdict-unknown = Not sure
settings-diagnostics-verdict-trouble = To do

## The bundle

settings-diagnostics-bundle = Diagnostics to pass on
settings-diagnostics-bundle-text = Counts, times, versions and the newest lines of the log, for whoever looks for a fault. No keys, and nothing of your customers. Read all of it before you save it; it is sent nowhere.
settings-diagnostics-bundle-show = Show what is in it
settings-diagnostics-bundle-anew = Show anew
# In the place of a file that has nothing in it.
settings-diagnostics-bundle-empty = Empty.
settings-diagnostics-bundle-save = Save as a zip file…
# Above the path.
settings-diagnostics-bundle-saved = Saved, { $size }, at
