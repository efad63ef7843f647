# Die Seite Einstellungen: ihre Abschnitte, und was mehrere davon sagen.

settings-title = Einstellungen

settings-section-account = Konto
settings-section-appearance = Darstellung
settings-section-window = Fenster und Start
settings-section-keys = Schlüssel
settings-section-till = Kasse
settings-section-notifications = Mitteilungen
settings-section-data = Daten
settings-section-backups = Sicherungen
settings-section-erase = Kunden löschen
settings-section-practice = Übungsladen
settings-section-diagnostics = Diagnose
settings-section-about = Über Countertop

settings-show-in-folder = Im Ordner zeigen
settings-type-word = Zur Bestätigung „{ $word }“ eingeben
settings-type-exactly = Bitte genau so eingeben: { $word }
settings-removed = { $name } ist entfernt.

## Was gerade läuft

settings-work-export = Alles wird in Dateien geschrieben
settings-work-backup = Das Kassenbuch wird kopiert und die Kopie geprüft
settings-work-restore = Die Sicherung wird geprüft und eingesetzt
settings-work-erase = Die Daten werden gelöscht und der Rest neu geschrieben
settings-work-wipe = Das Kassenbuch und seine Sicherungen werden entfernt
settings-work-stopping = { $what }, wird angehalten
settings-work-part = { $what }, { $done } von { $total }
settings-work-written = { $what }, bisher { $done }
settings-work-progress = Fortschritt
settings-work-stop = Anhalten
