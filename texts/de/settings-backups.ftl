# Einstellungen, Sicherungen.

settings-backups-now = Jetzt sichern
settings-backups-next = Nächste Sicherung: { $time }.
settings-backups-next-now = Die nächste ist jetzt fällig.
settings-backups-next-never = Von selbst wird keine angelegt.
settings-backups-free = { $size } sind frei.
settings-backups-failed = Die letzte ist { $ago } gescheitert: { $reason }
settings-backups-closed = Das Kassenbuch ist zu
settings-backups-closed-text = Das Kassenbuch lässt sich nicht öffnen; an seine Stelle kann eine Sicherung treten.

## Täglich

settings-backups-daily = Täglich
settings-backups-daily-text = Gesichert wird, während Countertop läuft; Versäumtes wird beim nächsten Start nachgeholt. Nur die neuesten Sicherungen bleiben.
settings-backups-daily-on = Jeden Tag sichern
settings-backups-daily-at = Um
settings-backups-daily-no-time = Einen Tag nach der letzten
settings-backups-keep = Wie viele bleiben
settings-backups-keep-range = Behalten Sie 1 bis { $most } Sicherungen.
settings-backups-save = Speichern

## Wo sie liegen

settings-backups-where = Wo sie liegen
settings-backups-where-elsewhere = Jede ist eine vollständige Kopie des Kassenbuchs und wurde danach geprüft. Schlüssel sind nicht darin. Frühere bleiben, wo sie sind.
settings-backups-where-beside = Jede ist eine vollständige Kopie des Kassenbuchs und wurde danach geprüft. Schlüssel sind nicht darin. Was neben dem Kassenbuch liegt, geht mit ihm verloren: Bewahren Sie Sicherungen auf einem anderen Laufwerk auf.
settings-backups-move = Anderswo ablegen …
settings-backups-move-back = Wieder neben dem Kassenbuch

## Wiederherstellen

settings-backups-restore = Wiederherstellen
settings-backups-restore-text = Eine Sicherung wird geprüft und tritt dann an die Stelle des Kassenbuchs; das bisherige bleibt daneben liegen. Das geht auch auf einem anderen Computer: Verbinden Sie dort das Konto und wählen Sie dann die Datei.
settings-backups-restore-file = Aus einer Datei …
settings-backups-none = Es gibt noch keine Sicherung.
settings-backups-moment = { $day }, { $time }
settings-backups-restore-one = Wiederherstellen …
settings-backups-restore-of = Sicherung wiederherstellen: { $moment }
settings-backups-name = Sicherung: { $moment }

## Eine Sicherung, angesehen

settings-backups-look = Eine Sicherung wiederherstellen
settings-backups-looking = Sie wird geöffnet und geprüft …
settings-backups-holds = Inhalt
settings-backups-replaces = Ersetzt
settings-backups-replaces-closed = ein Kassenbuch, das sich nicht öffnen lässt
settings-backups-size = Größe
settings-backups-facts = { $payments ->
    [one] { $payments } Zahlung
   *[other] { $payments } Zahlungen
}, { $events ->
    [one] { $events } Ereignis
   *[other] { $events } Ereignisse
}
settings-backups-facts-newest = { $payments ->
    [one] { $payments } Zahlung
   *[other] { $payments } Zahlungen
}, { $events ->
    [one] { $events } Ereignis
   *[other] { $events } Ereignisse
}, das neueste: { $time }
settings-backups-unfit = Sie kann nicht eingesetzt werden:
settings-backups-replace = Kassenbuch ersetzen
settings-backups-restored = Wiederhergestellt: { $payments ->
    [one] { $payments } Zahlung
   *[other] { $payments } Zahlungen
} und { $events ->
    [one] { $events } Ereignis
   *[other] { $events } Ereignisse
}. Was Stripe seither gemeldet hat, wird nachgeholt.
settings-backups-kept = Das bisherige Kassenbuch liegt hier: { $path }
settings-backups-open = Konto öffnen
settings-backups-done = Fertig
