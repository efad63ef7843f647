# Eine Kasse, an der mehrere arbeiten: eine PIN vor dem, was nicht jeder darf, ein Fenster nur zum Ansehen, eine Sperre.

till-pin = PIN
till-pin-hint = 4 bis 12 Ziffern
till-pin-rule = Eine PIN hat 4 bis 12 Ziffern.
till-pin-differs = Die beiden PINs sind verschieden: Geben Sie zweimal dieselbe ein.

## Wenn nach der PIN gefragt wird

till-ask = Dafür braucht es die PIN
till-ask-text = Die richtige PIN gilt fünf Minuten.
till-continue = Weiter

## Was schiefging

till-error-needed = Dafür braucht es die PIN; es ist nichts geschehen.
till-error-wrong = Das ist nicht die PIN.
till-error-wrong-wait = Das ist nicht die PIN. Nach so vielen falschen gilt die nächste erst in { $wait }.
till-error-locked = Das Fenster ist gesperrt.

## Nur zum Ansehen

till-view-only = Nur ansehen
till-view-only-reason = Dieses Fenster ist nur zum Ansehen.
till-view-only-more = Alles lässt sich ansehen, nichts ändern. Wer das ändern darf, tut es unter Einstellungen, Kasse.
till-view-only-settings = Einstellungen, Kasse öffnen

## Gesperrt

till-locked = Gesperrt
till-locked-text = Gesperrt ist nur das Fenster: Was Kunden zahlen, wird weiter empfangen und aufgezeichnet.
till-unlock = Entsperren
till-forgot = PIN vergessen
till-forgotten = Die PIN schützt dieses Fenster und nicht die Festplatte, darum gibt es einen Weg an ihr vorbei: Beenden Sie Countertop, löschen Sie { $file } und starten Sie es wieder. Zahlungen, Links und Schlüssel bleiben, wie sie sind; „Nur ansehen“ und die Sperre entfallen mit der PIN.

## Einstellungen, Kasse

till-what = Für ein Fenster, an dem mehrere arbeiten. All das schützt dieses Fenster und nicht die Festplatte: Wer Ihre Dateien auf diesem Computer öffnen kann, kann das Kassenbuch lesen und die PIN entfernen. Es gilt für alle Ihre Konten hier.
till-loading = Die Kasse wird geladen
till-pin-text = Gefragt wird danach, bevor Geld erstattet, ein Schlüssel geändert oder Daten exportiert oder gelöscht werden.
till-pin-set-open = PIN festlegen …
till-pin-change-open = Ändern …
till-pin-remove-open = Entfernen …
till-pin-present = Bisherige PIN
till-pin-new = Neue PIN
till-pin-repeated = Dieselbe noch einmal
till-pin-set = PIN festlegen
till-pin-change = PIN ändern
till-pin-remove = PIN entfernen
till-pin-is-set = Die PIN ist festgelegt.
till-pin-is-removed = Die PIN ist entfernt und mit ihr die Sperre.
till-view-only-text = Zahlungen, Links und Auszahlungen lassen sich ansehen; nichts lässt sich erstatten, ändern oder exportieren. Um das zu verlassen, braucht es die PIN, wenn es eine gibt.
till-view-only-on = Ein
till-lock = Sperren, wenn niemand da ist
till-lock-text = Ein gesperrtes Fenster zeigt nichts, bis die PIN eingegeben ist; empfangen wird weiter. Die Theke bleibt an: Gesperrt wird, sobald sie verlassen wird.
till-lock-after = Sperren nach
till-lock-never = Nie
till-lock-minutes = { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
}
till-lock-no-pin = Legen Sie zuerst eine PIN fest: Sie öffnet das Fenster wieder.
till-lock-now = Jetzt sperren
