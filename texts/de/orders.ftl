# Bestellungen: was gekauft wurde, und wohin es geht.

orders-title = Zu erledigen
orders-loading = Bestellungen werden geladen
orders-which = Bestellungen danach zeigen, ob sie übergeben sind
orders-pending = Zu übergeben
orders-done = Übergeben
orders-refunded = Vorher erstattet
orders-none = Nichts ist zu übergeben
orders-none-how = Jede bezahlte Bestellung erscheint hier einmal: mit dem, was gekauft wurde, was der Kunde geantwortet hat und wohin es geht. Eine Zahlung, die Tage braucht, erscheint, sobald das Geld da ist.
orders-none-done = Noch nichts wurde übergeben
orders-none-done-how = Was Sie als übergeben vermerken, bleibt hier und lässt sich zurücknehmen.
orders-none-refunded = Keine Bestellung wurde vor der Übergabe erstattet
orders-none-refunded-how = Eine Bestellung, die ganz erstattet wird, verlässt die Liste von selbst und steht dann hier.
orders-fulfil = Übergeben
orders-undo = Doch nicht übergeben
orders-show = Zahlung zeigen
orders-paid = Bezahlt { $when }
orders-more = Weitere Bestellungen zeigen
orders-new = { $count ->
    [one] { $count } neue Bestellung
   *[other] { $count } neue Bestellungen
}
orders-slips = { $count ->
    [one] Lieferschein
   *[other] { $count } Lieferscheine
}

## Was ein Checkout mitgeteilt hat

orders-order = Bestellung
orders-items = Was gekauft wurde
orders-item = { $quantity } × { $name }
orders-more-items = und mehr, zu sehen in Stripes Dashboard
orders-asking = Stripe wird gefragt, was gekauft wurde
orders-unknown = Was gekauft wurde, ist noch nicht bekannt: { $why }
orders-answers = Was der Kunde geantwortet hat
orders-no-answer = Keine Antwort
orders-phone = Telefon
orders-ship-to = Lieferanschrift
orders-address = Anschrift

## Papiere

orders-packing-slip = Lieferschein
orders-receipt = Zahlungsbeleg
orders-papers = Papiere
orders-saved = Gespeichert:
orders-missing = Keine Schrift dieses Computers hat { $characters }: An ihrer Stelle stehen Kästchen.

## Die Notiz

orders-note = Notiz für Sie
orders-note-none = Niemand sonst sieht sie, und sie geht mit dem Kunden, wenn Sie ihn löschen.
orders-note-add = Notiz hinzufügen
orders-note-change = Notiz ändern
orders-note-keep = Notiz behalten
