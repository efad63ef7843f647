# Was auf vielen Seiten steht.

common-try-again = Noch einmal versuchen
common-close = Schließen
common-cancel = Abbrechen
common-loading-more = Weitere werden geladen
common-clear-search = Suche leeren
common-copied = Kopiert
common-copy-address = Adresse kopieren
common-copy-all = Alles kopieren
common-copy-charge-id = Kennung der Belastung kopieren
common-copy-checkout-id = Kennung des Checkouts kopieren
common-copy-email-address = E-Mail-Adresse kopieren
common-copy-event-id = Kennung des Ereignisses kopieren
common-copy-folder = Ordner kopieren
common-copy-link-id = Kennung des Links kopieren
common-copy-path = Pfad kopieren
common-copy-payment-id = Kennung der Zahlung kopieren
common-copy-payout-id = Kennung der Auszahlung kopieren
common-copy-sample = Muster kopieren
common-not-copied = Nicht kopiert
common-stripe-request = Anfrage bei Stripe:
common-no-answer = Countertop hat nicht geantwortet. Versuchen Sie es noch einmal, und starten Sie es neu, wenn das nicht hilft.
common-control-character = Ein Steuerzeichen, das die Darstellung des Textes verändert
common-window-title = { $screen } · Countertop

## Tage und Zeitpunkte

common-today = Heute
common-yesterday = Gestern
common-today-at = Heute { $time }
common-just-now = gerade eben

## Was schiefging, über dem Satz, der es sagt

common-error-invalid-input = So geht das nicht
common-error-not-found = Das gibt es nicht mehr
common-error-stripe-unreachable = Stripe antwortet nicht
common-error-stripe-refused = Stripe hat abgelehnt
common-error-key-needed = Der Schlüssel fehlt
common-error-key-unavailable = Der Schlüssel kann nicht aufbewahrt oder gelesen werden
common-error-keys-place-needed = Wo soll der Schlüssel liegen?
common-error-keys-locked = Der Schlüssel ist weggeschlossen
common-error-ledger-unavailable = Das Kassenbuch kann nicht gelesen werden
common-error-pin-needed = Die PIN wird gebraucht
common-error-pin-wrong = Das ist nicht die PIN
common-error-view-only = Hier lässt sich nichts ändern
common-error-locked = Das Fenster ist gesperrt
common-error-unknown-command = Dieses Fenster ist älter als das Programm
common-error-internal = Etwas ist schiefgegangen
