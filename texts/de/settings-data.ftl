# Einstellungen, Daten.

settings-data-ledger = Das Kassenbuch
settings-data-held = { $events ->
    [one] { $events } Ereignis
   *[other] { $events } Ereignisse
} und { $payments ->
    [one] { $payments } Zahlung
   *[other] { $payments } Zahlungen
} in { $size }.
settings-data-closed = Das Kassenbuch lässt sich nicht öffnen.
settings-data-free = Auf dem Laufwerk sind { $size } frei.

## Export

settings-data-export = Alles exportieren
settings-data-export-text = Alles, was Stripe gemeldet hat, Byte für Byte, und was daraus wurde: Zahlungen, Links, Auszahlungen und Anfechtungen, als JSON und CSV. Schlüssel sind nicht dabei. Die Dateien kommen in einen neuen Ordner innerhalb dessen, den Sie wählen.
settings-data-export-open = Exportieren …
settings-data-exported = { $files ->
    [one] { $files } Datei
   *[other] { $files } Dateien
}, { $size }, geschrieben nach

## Löschen

settings-data-wipe = Kassenbuch löschen
settings-data-wipe-text = Alles, was von diesem Konto aufgezeichnet ist, und alle Sicherungen werden überschrieben und entfernt, endgültig. Das Konto bleibt verbunden: Countertop beginnt neu mit dem, was Stripe noch meldet, den Ereignissen der letzten 30 Tage.
settings-data-wipe-open = Löschen …
settings-data-wiped = Das Kassenbuch ist gelöscht: { $files ->
    [one] { $files } Datei
   *[other] { $files } Dateien
} entfernt. Eine SSD, ein Snapshot oder ein anderes Sicherungsprogramm kann alte Teile davon behalten.
settings-data-wipe-left = Nicht vom Kassenbuch oder nicht zu entfernen: { $paths }
