# Ein Konto, das sich nicht öffnen lässt.

accounts-account = Konto
accounts-look-at-backups = Sicherungen ansehen
accounts-open = Mit diesem Schlüssel öffnen
accounts-key-hint = Ein Schlüssel dieses Kontos, im selben Modus. Er wird geprüft, bevor er benutzt wird.
accounts-key-elsewhere = Oder fügen Sie den Schlüssel noch einmal ein und bewahren Sie ihn anderswo auf.
