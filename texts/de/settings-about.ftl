# Einstellungen, Über Countertop.

settings-about-text = Zahlungslinks, und die Zahlungen, wie sie eingehen.
settings-about-licence = Lizenz
settings-about-licence-text = Countertop ist freie Software unter der MIT- oder der Apache-2.0-Lizenz, ganz nach Ihrer Wahl. Die Bibliotheken darin stehen unter der MIT-, Apache-2.0-, BSD-, ISC-, MPL-2.0- oder Unicode-Lizenz, die Schrift Inter unter der SIL Open Font License, und SQLite ist gemeinfrei.

## Versionen und Pfade

settings-about-version = Version
settings-about-version-of = { $version }, Build { $build }
settings-about-commit = Commit
settings-about-system = System
settings-about-system-of = { $system }, { $processor }
settings-about-web-view = WebView
settings-about-schema = Kassenbuch-Schema
settings-about-accounts = Konten
settings-about-ledger = Kassenbuch
settings-about-line = { $name }: { $value }
