# Das Formular eines Zahlungslinks: zum Erstellen, Ändern oder Ersetzen. Seine Teile haben eigene Dateien.

## Die Seite

links-form-new = Neuer Zahlungslink
links-form-change = { $name } ändern
links-form-change-nameless = Diesen Link ändern
links-form-change-any = Link ändern
links-form-replace = { $name } ersetzen
links-form-replace-nameless = Diesen Link ersetzen
links-form-loading = Link wird geladen
links-form-name-new = Neuer Link
links-form-name-edit = Der Link
links-form-create = Link erstellen
links-form-submit = Erstellen
links-form-save = Änderungen speichern
links-form-make-new = Neuen Link erstellen

## Hinweise über dem Formular

links-form-draft-of =
    { $day ->
        [today] Entwurf von heute, { $when }
        [yesterday] Entwurf von gestern
       *[other] Entwurf vom { $when }
    }
links-form-back-to-draft =
    { $day ->
        [today] Zurück zum Entwurf von heute, { $when }
        [yesterday] Zurück zum Entwurf von gestern
       *[other] Zurück zum Entwurf vom { $when }
    }
links-form-begun =
    { $day ->
        [today] Ihre Änderungen von heute, { $when }, noch nicht gespeichert.
        [yesterday] Ihre Änderungen von gestern, noch nicht gespeichert.
       *[other] Ihre Änderungen vom { $when }, noch nicht gespeichert.
    }
links-form-overtaken = Der Link wurde seitdem anderswo geändert: Beim Speichern gilt, was hier steht.
links-form-start-over = Neu beginnen
links-form-start-anew = Neu beginnen
links-form-origin-copy = Kopie von { $name }
links-form-origin-template = Aus der Vorlage { $name }
links-form-origin-nameless = Kopie eines Links
links-form-change-note = Was verkauft wird und was es kostet, steht fest, sobald ein Link erstellt ist; auch seine Adresse bleibt. Um das zu ändern, machen Sie einen neuen Link daraus: Der alte wird dann geschlossen.
links-form-duplicate = Kopieren und ersetzen …
links-form-replace-note = Aus dem, was hier steht, wird ein neuer Link; dann wird der alte geschlossen. Über die alte Adresse und den alten Code kann niemand mehr bezahlen: Teilen Sie die neuen. Was über den alten Link bezahlt wurde, bleibt.
links-form-left-in = Bleibt, wie es ist: { $params }.
links-form-left-out = Nicht übernommen, weil nur Plattformen es festlegen können: { $params }.
links-form-old-closed = Der alte Link { $link } ist geschlossen: Über ihn kann niemand mehr bezahlen.
links-form-old-open = Der alte Link ist noch offen. Schließen Sie ihn auf seiner Seite.

## Vorlagen

links-form-templates = Vorlagen
links-form-template-none = Noch keine Vorlagen. Geben Sie diesem Formular einen Namen, um ein andermal damit zu beginnen.
links-form-template-keep-form = Dieses Formular als Vorlage behalten
links-form-template-name = Name der Vorlage
links-form-template-keep = Behalten
links-form-template-replace = Ersetzen
links-form-template-kept = „{ $name }“ ist gespeichert.
links-form-template-remove = Vorlage { $name } entfernen
links-form-template-removed = „{ $name }“ ist entfernt.

## Was an vielen Feldern steht

links-form-fixed = Steht fest, seit der Link erstellt wurde.
links-form-characters = { $length } von { $limit } Zeichen
links-form-whole-number = Schreiben Sie eine ganze Zahl in Ziffern, etwa 20.
links-form-description = Beschreibung
links-form-quantity = Anzahl
links-form-at-least = Mindestens
links-form-at-most = Höchstens
links-form-adjustable = Kunden können die Anzahl ändern
links-form-adjustable-from = Von
links-form-adjustable-to = Bis
links-form-change-pick = Ändern …
links-form-chosen = { $label }: ausgewählt
links-form-remove = { $name } entfernen
links-form-as-stripe = Wie bei Stripe eingestellt
links-form-as-account = Wie im Konto eingestellt
links-form-this-account = Dieses Konto
links-form-lines-picture = Bilder
links-form-lines-picture-nth = Bild { $number }
links-form-lines-picture-add = Bild hinzufügen
links-form-lines-picture-remove = Bild { $number } entfernen
links-form-lines-tax-id = Ihre Steuernummern darauf
links-form-lines-tax-id-nth = Ihre Steuernummer { $number }
links-form-lines-tax-id-add = Steuernummer hinzufügen
links-form-lines-tax-id-remove = Steuernummer { $number } entfernen
links-form-pairs-key = Schlüssel
links-form-pairs-key-nth = Schlüssel { $number }
links-form-pairs-key-add = Schlüssel hinzufügen
links-form-pairs-key-remove = Schlüssel { $number } entfernen
links-form-pairs-line = Name
links-form-pairs-line-nth = Name { $number }
links-form-pairs-line-add = Zeile hinzufügen
links-form-pairs-line-remove = Zeile { $number } entfernen
links-form-pairs-value = Wert
links-form-pairs-value-nth = Wert { $number }

## Nach der Zahlung, und wie viel verkauft wird

links-form-after = Nach der Zahlung
links-form-after-example = Danke! Ihre Torte ist ab 15 Uhr fertig.
links-form-after-what = Was folgt
links-form-after-message = Eine Nachricht
links-form-after-page = Eine Seite
links-form-after-url = Nach der Zahlung weiter zu
links-form-after-url-hint = „{ $code }“ darin wird zur Kennung des Checkouts.
links-form-limit = Höchstzahl der Verkäufe
links-form-limit-none = Unbegrenzt
links-form-limit-hint = Nach so vielen Zahlungen ist er ausverkauft.
