# Mehrere Links auf einmal, aus einer Tabelle.

links-table-title = Links aus einer Tabelle
links-table-choose = CSV-Datei wählen …
links-table-loading = Eine Tabelle wird gesucht

## Wie sie geschrieben wird

links-table-how = Eine Tabelle, gespeichert als CSV: Die erste Zeile nennt die Spalten, jede weitere Zeile ist ein Link. Sie wird zuerst geprüft; erstellt wird erst, wenn Sie es sagen. Ein abgebrochener Lauf kann mit derselben Datei wiederholt werden: Kein Link wird doppelt erstellt.
links-table-sample = Eine Mustertabelle
links-table-sample-cake = Geburtstagstorte
links-table-sample-course = Backkurs, zwei Stunden
links-table-column-name = Was verkauft wird. Oder price_id, für einen Preis aus dem Katalog.
links-table-column-price = Der Stückpreis in Ihrer Schreibweise, 1,234.50 oder 1.234,50, und seine Währung.
links-table-column-quantity = Die Menge, wenn sie nicht 1 ist.
links-table-column-interval = day, week, month oder year: für Zahlungen je Tag, Woche, Monat oder Jahr.
links-table-column-limit = Wie oft der Link bezahlt werden kann.
links-table-column-open = Wann der Link öffnet und schließt, etwa 2026-12-24T18:00.
links-table-column-message = Was nach der Zahlung kommt: ein Text oder eine andere Seite.
links-table-column-row = Ihre eigene Kennung: Wird eine Zeile unter ihr noch einmal gelesen, entsteht kein zweiter Link.
links-table-column-metadata = Ihre eigenen Schlüssel.
links-table-others = Jeder andere Parameter von Stripe kann eine Spalte sein, unter seinem Namen bei Stripe, etwa { $parameter }.

## Die Tabelle als Ganzes

links-table-head = Die Tabelle
links-table-progress = Aus der Tabelle erstellte Links
links-table-stop = Anhalten
links-table-make = { $count ->
    [one] Link erstellen
   *[other] { $count } Links erstellen
}
links-table-read-again = Noch einmal lesen
links-table-another = Andere Datei …
links-table-put-away = Weglegen
links-table-amounts = Schreibweise der Beträge
links-table-currency = Währung, wo keine steht
links-table-no-currency = Keine Währung dieses Namens

## Wie es um sie steht

links-table-ready = { $count ->
    [one] Ein Link zu erstellen.
   *[other] { $count } Links zu erstellen.
}
links-table-known = { $count ->
    [one] Ein Link daraus wurde schon früher erstellt.
   *[other] { $count } Links daraus wurden schon früher erstellt.
}
links-table-all-known = Alle ihre Links wurden schon früher erstellt. Es bleibt nichts zu tun.
links-table-wrong = { $count ->
    [one] Mit einer Zeile stimmt etwas nicht. Berichtigen Sie die Datei und lesen Sie sie noch einmal: Vorher wird kein Link erstellt.
   *[other] Mit { $count } Zeilen stimmt etwas nicht. Berichtigen Sie die Datei und lesen Sie sie noch einmal: Vorher wird kein Link erstellt.
}
links-table-making = { $made ->
    [one] Ein Link erstellt, noch { $left }.
   *[other] { $made } Links erstellt, noch { $left }.
}
links-table-refused = { $refused ->
    [one] Ein Link konnte nicht erstellt werden; warum, steht dabei. Erstellt: { $made }, und keiner wird doppelt erstellt.
   *[other] { $refused } Links konnten nicht erstellt werden; warum, steht jeweils dabei. Erstellt: { $made }, und keiner wird doppelt erstellt.
}
links-table-done = { $made ->
    [one] Fertig: ein Link erstellt.
   *[other] Fertig: { $made } Links erstellt.
}
links-table-stopped = { $made ->
    [one] Angehalten: ein Link erstellt, { $left } übrig.
   *[other] Angehalten: { $made } Links erstellt, { $left } übrig.
}

## Ihre Zeilen

links-table-show = Zeilen zeigen
links-table-show-all = Alle Zeilen
links-table-show-wrong = Mit Fehler
links-table-line = Zeile
links-table-sells = Verkauft
links-table-amount = Betrag
links-table-opens = Öffnet
links-table-closes = Schließt
links-table-state = Status
links-table-state-ready = Bereit
links-table-state-known = Schon erstellt
links-table-state-wrong = Fehlerhaft
links-table-state-made = Erstellt
links-table-state-refused = Abgelehnt
links-table-nameless = Kein Name
links-table-more = Mehr Zeilen zeigen
