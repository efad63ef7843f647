# Settings, About.

settings-about-text = Payment links, and the payments as they arrive.
settings-about-licence = Licence
settings-about-licence-text = Countertop is free software under the MIT or the Apache 2.0 licence, whichever you like better. The libraries in it are under the MIT, Apache 2.0, BSD, ISC, MPL 2.0 or Unicode licence, the typeface Inter under the SIL Open Font Licence, and SQLite is in the public domain.

## Versions and paths

settings-about-version = Version
# The kind of build is “debug” or “release”.
settings-about-version-of = { $version }, { $build } build
settings-about-commit = Commit
settings-about-system = System
settings-about-system-of = { $system }, { $processor }
settings-about-web-view = Web view
settings-about-schema = Ledger’s schema
settings-about-accounts = Accounts
settings-about-ledger = Ledger
# A line of what is copied.
settings-about-line = { $name }: { $value }
