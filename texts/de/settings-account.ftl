# Einstellungen, Konto.

settings-account-name = Name
settings-account-name-text = Wie das Konto hier heißt. Bei Stripe ändert sich nichts.
settings-account-name-field = Name des Kontos
settings-account-name-saved = Der Name ist gespeichert.
settings-account-name-save = Namen speichern

settings-account-mode = Modus
settings-account-mode-practice = Ein erfundener Laden auf diesem Computer. Es fließt kein echtes Geld.
settings-account-mode-test = Der Testmodus von Stripe. Es fließt kein echtes Geld.
settings-account-mode-live = Es fließt echtes Geld.

settings-account-connection = Verbindung
settings-account-connection-practice = Der Übungsladen ist auf diesem Computer; dazwischen liegt nichts.
settings-account-connection-line = { $line }.
settings-account-connection-open = Verbindung öffnen

settings-account-another = Weiteres Konto
settings-account-another-text = Jedes Konto hat sein eigenes Kassenbuch, Testmodus und Echtbetrieb getrennt. Gewechselt wird unten links.
settings-account-another-connect = Stripe-Konto verbinden

## Die Farbe

settings-account-color = Farbe
settings-account-color-text = Das Zeichen unten links, an dem Sie Ihre Konten unterscheiden.
settings-account-color-of = Farbe des Kontos
settings-account-color-teal = Petrol
settings-account-color-blue = Blau
settings-account-color-pink = Rosa
settings-account-color-olive = Oliv
settings-account-color-violet = Violett
settings-account-color-cyan = Türkis
settings-account-color-brown = Braun
settings-account-color-grey = Grau

## Das Entfernen

settings-account-remove = Dieses Konto entfernen
settings-account-remove-text = Sein Schlüssel wird vergessen und sein Webhook-Endpunkt bei Stripe gelöscht. Sonst ändert sich bei Stripe nichts.
settings-account-remove-open = Entfernen …
settings-account-remove-data = Was aus seinen Daten wird
settings-account-remove-keep = Daten behalten
settings-account-remove-keep-text = Das Kassenbuch bleibt in seinem Ordner und ist wieder da, wenn Sie das Konto erneut verbinden.
settings-account-remove-keep-action = Entfernen, Daten behalten
settings-account-remove-delete = Daten löschen
settings-account-remove-delete-text = Das Kassenbuch und seine Sicherungen werden endgültig gelöscht.
settings-account-remove-delete-action = Samt Daten entfernen
