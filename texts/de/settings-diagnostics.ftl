# Einstellungen, Diagnose.

settings-diagnostics-checkup = Prüfung
settings-diagnostics-checkup-text = Prüft den Schlüssel, den Weg von Stripe, die Uhr, das Laufwerk und das Kassenbuch und ändert nichts.
settings-diagnostics-checkup-run = Jetzt prüfen

## Was die Prüfung ergab

settings-diagnostics-nothing-to-do = Es ist nichts zu tun.
settings-diagnostics-to-do = { $count ->
    [one] { $count } Punkt ist
   *[other] { $count } Punkte sind
} zu erledigen.
settings-diagnostics-checked = Geprüft: { $time }.
settings-diagnostics-part-key = Schlüssel
settings-diagnostics-part-permissions = Berechtigungen
settings-diagnostics-part-secret = Signaturgeheimnis
settings-diagnostics-part-port = Empfänger
settings-diagnostics-part-tunnel = Weg von Stripe
settings-diagnostics-part-clock = Uhr
settings-diagnostics-part-disk = Laufwerk
settings-diagnostics-part-ledger = Kassenbuch
settings-diagnostics-part-completeness = Vollständigkeit
settings-diagnostics-feature = { $feature }: { $sentence }
settings-diagnostics-allowed = erlaubt.
settings-diagnostics-verdict-well = In Ordnung
settings-diagnostics-verdict-unknown = Unklar
settings-diagnostics-verdict-trouble = Zu tun

## Das Paket

settings-diagnostics-bundle = Diagnose zum Weitergeben
settings-diagnostics-bundle-text = Zahlen, Zeiten, Versionen und die neuesten Zeilen des Protokolls, für alle, die einen Fehler suchen. Keine Schlüssel und nichts über Ihre Kunden. Lesen Sie alles, bevor Sie es speichern; gesendet wird nichts.
settings-diagnostics-bundle-show = Inhalt zeigen
settings-diagnostics-bundle-anew = Neu zeigen
settings-diagnostics-bundle-empty = Leer.
settings-diagnostics-bundle-save = Als ZIP-Datei speichern …
settings-diagnostics-bundle-saved = Gespeichert, { $size }, unter
