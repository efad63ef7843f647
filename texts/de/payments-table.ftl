# Die Tabelle der Zahlungen: ihre Spalten, gemerkte Ansichten und mehrere Zeilen zugleich.

## Spalten, die sonst nicht gezeigt werden; sie sind schmal

payments-table-link = Link
payments-table-refunded = Erstattet
payments-table-fee = Gebühr
payments-table-net = Netto
payments-table-order = Bestellung
payments-table-id = ID
payments-table-fulfilled = Erledigt

## Spalten wählen

payments-table-columns = Spalten
payments-table-columns-as-usual = Wie gewohnt
payments-table-column-forward = „{ $column }“ nach vorn
payments-table-column-back = „{ $column }“ nach hinten
payments-table-width = Breite von „{ $column }“

## Ansichten: Filter und Spalten, die unter einem Namen gemerkt sind

payments-table-views = Ansichten
payments-table-views-none = Merken Sie Suche, Filter und Spalten unter einem Namen, und kommen Sie mit einem Klick darauf zurück.
payments-table-view-keep = Merken, was jetzt zu sehen ist
payments-table-view-name = Name
payments-table-view-new-name = Neuer Name
payments-table-keep = Merken
payments-table-view-update = Änderungen in „{ $name }“ merken
payments-table-view-rename = „{ $name }“ umbenennen
payments-table-view-remove = „{ $name }“ entfernen
payments-table-view-removed = „{ $name }“ ist entfernt.
payments-table-undo = Rückgängig

## Mehrere Zahlungen zugleich

payments-table-choose = { $name } auswählen
payments-table-choose-all = Alle geladenen Zahlungen auswählen
payments-table-choose-none = Auswahl aufheben
payments-table-chosen = Ausgewählte Zahlungen
payments-table-chosen-count = { $count } ausgewählt
payments-table-chosen-most = { $count } ausgewählt, mehr geht nicht
payments-table-mark = Als erledigt markieren
payments-table-mark-most = Bis zu { $count } Bestellungen lassen sich auf einmal markieren.
payments-table-marked = { $count ->
    [one] { $count } Bestellung als erledigt markiert.
   *[other] { $count } Bestellungen als erledigt markiert.
}
payments-table-refused = { $name }: { $message }
payments-table-export = Exportieren…
payments-table-exported = { $count ->
    [one] { $count } Zahlung als Tabelle gespeichert:
   *[other] { $count } Zahlungen als Tabelle gespeichert:
}
