# Ein Konto, das sich nicht öffnen lässt.

accounts-account = Konto
accounts-look-at-backups = Sicherungen ansehen
accounts-open = Mit diesem Schlüssel öffnen
accounts-key-hint = Ein Schlüssel dieses Kontos im selben Modus. Er wird vor Gebrauch geprüft.
accounts-key-elsewhere = Oder den Schlüssel noch einmal einfügen und anderswo aufbewahren.
