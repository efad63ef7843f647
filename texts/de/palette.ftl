# Suche und Befehle: ein Feld, und wohin es führt.

palette-placeholder = Eine Seite, ein Kunde, ein Link, eine Kennung
palette-results = Ergebnisse
palette-told-nothing = Nichts gefunden
palette-told = { $count ->
    [one] { $count } Ergebnis
   *[other] { $count } Ergebnisse
}
palette-looking = Zahlungen und Links werden durchsucht.
palette-failed = Zahlungen und Links konnten nicht durchsucht werden.
palette-nothing = Nichts heißt „{ $text }“. Ein Teil eines Namens, einer E-Mail-Adresse oder einer Kennung genügt.
palette-no-name = Noch kein Name
palette-id-payments = Zahlung { $named }
palette-id-payouts = Auszahlung { $named }
palette-id-events = Ereignis { $named }
palette-id-links = Link { $named }
palette-all-shortcuts = Alle Tastenkürzel
palette-or = oder

## Die Gruppen

palette-by-id = Nach Kennung
palette-pages = Seiten
palette-actions = Aktionen
palette-payments = Zahlungen
palette-links = Links

## Die Seiten, wie sie links heißen

palette-page-home = Übersicht
palette-page-payments = Zahlungen
palette-page-orders = Zu erledigen
palette-page-links = Links
palette-page-payouts = Auszahlungen
palette-page-events = Ereignisse
palette-page-deliveries = An der Tür
palette-page-connection = Verbindung
palette-page-health = Zustand
palette-page-rehearsal = Generalprobe
palette-page-settings = Einstellungen

## Was zu tun ist

palette-action-new-link = Zahlungslink erstellen
palette-action-link-table = Links aus einer Tabelle
palette-action-connect = Stripe-Konto verbinden
palette-action-shortcuts = Tastenkürzel
palette-action-lock = Jetzt sperren
palette-action-theme-light = Helle Farben
palette-action-theme-dark = Dunkle Farben
palette-action-theme-system = Farben wie der Desktop
palette-action-rows-compact = Enge Zeilen
palette-action-rows-comfortable = Weite Zeilen
palette-action-zoom-in = Alles größer
palette-action-zoom-out = Alles kleiner
palette-action-zoom-reset = Normale Größe

## Andere Wörter, nach denen jemand suchen mag. Sie stehen nirgends; jedes wird an seinem Anfang erkannt

palette-terms-home = heute Start Startseite Home Umsatz
palette-terms-payments = Kunden Geld Verkäufe Einnahmen Eingänge bezahlt
palette-terms-links = Zahlungslinks Bezahllinks Produkte Artikel
palette-terms-orders = Bestellungen Lieferschein Versand Paket übergeben
palette-terms-payouts = Bank Überweisung Geld kommt
palette-terms-events = Webhooks Eingang roh JSON
palette-terms-deliveries = abgewiesen Signatur Doktor Webhooks Zustellungen
palette-terms-connection = Tunnel Webhook nachholen verpasst Stripe
palette-terms-health = Empfang Empfänger Status Adresse Zustellungen abgelehnt
palette-terms-rehearsal = Probe üben ausprobieren Szenario Ausfall
palette-terms-settings = Optionen Konfiguration
palette-terms-new-link = neu neuer anlegen hinzufügen verkaufen Preis Bezahllink
palette-terms-link-table = CSV importieren mehrere Excel Tabellenkalkulation erstellen
palette-terms-connect = Schlüssel hinzufügen anlegen Echtbetrieb Testmodus
palette-terms-shortcuts = Tasten Tastatur Tastenkombinationen Shortcuts Hilfe
palette-terms-lock = Kasse PIN Sperre weg
palette-terms-theme-light = Theme Tag Darstellung
palette-terms-theme-dark = Theme Nacht schwarz Darstellung
palette-terms-theme-system = Theme automatisch hell dunkel Darstellung
palette-terms-rows-compact = kompakt dicht Höhe Darstellung
palette-terms-rows-comfortable = bequem kompakt Höhe Darstellung
palette-terms-zoom-in = Zoom vergrößern
palette-terms-zoom-out = Zoom verkleinern
palette-terms-zoom-reset = Zoom zurücksetzen
palette-terms-section-account = Einstellungen Name Farbe entfernen umbenennen
palette-terms-section-appearance = Einstellungen Farben Sprache Größe Zeilen Zoom
palette-terms-section-window = Einstellungen Symbol Leiste Anmeldung Autostart verborgen schließen
palette-terms-section-keys = Einstellungen eingeschränkt Geheimnis Passphrase Schlüsselbund ersetzen
palette-terms-section-till = Einstellungen PIN ansehen gemeinsam
palette-terms-section-notifications = Einstellungen Benachrichtigungen Meldungen Desktop
palette-terms-section-data = Einstellungen Kassenbuch exportieren CSV löschen Ordner
palette-terms-section-backups = Einstellungen Backup Kopie sichern wiederherstellen
palette-terms-section-erase = Einstellungen Kunde entfernen Datenschutz DSGVO Person
palette-terms-section-practice = Einstellungen neu beginnen zurücksetzen leeren
palette-terms-section-diagnostics = Einstellungen prüfen Prüfung Problem Fehler Bericht Protokoll Log
palette-terms-section-about = Einstellungen Version Lizenz Info
