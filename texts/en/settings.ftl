# The page Settings: its sections, and what several of them say.

settings-title = Settings

settings-section-account = Account
settings-section-appearance = Appearance
settings-section-window = Window and start
settings-section-keys = Keys
settings-section-till = Till
settings-section-notifications = Notifications
settings-section-data = Data
settings-section-backups = Backups
settings-section-erase = Erase a customer
settings-section-practice = Practice store
settings-section-diagnostics = Diagnostics
settings-section-about = About

settings-show-in-folder = Show in folder
# Above a field, before something is deleted: the name of the account, or another word.
settings-type-word = To confirm, type “{ $word }”
settings-type-exactly = Type it as it stands here: { $word }
# After an account was removed.
settings-removed = { $name } is removed.

## What is under way

settings-work-export = Writing everything to files
settings-work-backup = Copying the ledger and checking the copy
settings-work-restore = Checking the backup and putting it in place
settings-work-erase = Erasing, and making what is left anew
settings-work-wipe = Removing the ledger and its backups
# What is one of the texts above; so it is in the next two.
settings-work-stopping = { $what }, stopping
settings-work-part = { $what }, { $done } of { $total }
settings-work-written = { $what }, { $done } written
settings-work-progress = How far it is
settings-work-stop = Stop
