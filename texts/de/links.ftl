# Die Liste der Zahlungslinks, und was an mehreren Stellen über einen Link gesagt wird.

links-title = Links
links-search = Links suchen
links-from-table = Aus Tabelle
links-new = Neuer Zahlungslink
links-loading = Links werden geladen
links-open = Öffnen
links-close = Schließen

## Wie ein Link heißt und was er kostet

links-name-unknown = Link ohne Namen
links-name-more = { $count ->
    [one] { $name } und { $count } weiteres
   *[other] { $name } und { $count } weitere
}
links-price-chosen = Frei wählbar
links-price-each = { $price } / { $rhythm }
links-rhythm = { $interval ->
    [day] { $count ->
        [one] Tag
       *[other] { $count } Tage
    }
    [week] { $count ->
        [one] Woche
       *[other] { $count } Wochen
    }
    [month] { $count ->
        [one] Monat
       *[other] { $count } Monate
    }
    [year] { $count ->
        [one] Jahr
       *[other] { $count } Jahre
    }
   *[other] { $count } × { $interval }
}
links-product-archived = Produkt archiviert
links-product-deleted = Produkt gelöscht

## Wie ein Link steht

links-all = Alle
links-states = Links nach Status zeigen
links-state-open = Offen
links-state-scheduled = Geplant
links-state-sold_out = Ausverkauft
links-state-closed = Geschlossen
links-none-open = Kein Link ist offen
links-none-scheduled = Kein Link ist geplant
links-none-sold_out = Kein Link ist ausverkauft
links-none-closed = Kein Link ist geschlossen
links-opens-in = Öffnet { $time }
links-closes-in = Endet { $time }
links-opens-on = Öffnet { $date }
links-closes-on = Endet { $date }
links-opening-overdue = Öffnen überfällig
links-closing-overdue = Ende überfällig

## Die Tabelle; ihre Spalten sind schmal

links-caption = Zahlungslinks; x wählt den Link aus, der den Fokus hat
links-column-link = Link
links-column-state = Status
links-column-paid = Bezahlt
links-column-revenue = Umsatz
links-column-finished = Quote
links-column-days = 30 Tage
links-column-last = Letzte Zahlung
links-row = { $name }, { $price }
links-paid-of = { $completed } / { $limit }
links-payments-in-days = { $count ->
    [0] Keine Zahlung in { $days } Tagen
    [one] { $count } Zahlung in { $days } Tagen
   *[other] { $count } Zahlungen in { $days } Tagen
}

## Ausgewählte Links

links-choose = { $name } auswählen
links-choose-all = Alle geladenen Links auswählen
links-choose-none = Auswahl aufheben
links-chosen = Ausgewählte Links
links-chosen-count = { $count } ausgewählt
links-opened = { $count ->
    [one] { $count } Link geöffnet.
   *[other] { $count } Links geöffnet.
}
links-closed = { $count ->
    [one] { $count } Link geschlossen.
   *[other] { $count } Links geschlossen.
}
links-refused = { $name }: { $message }

## Unter der Tabelle und an ihrer Stelle

links-finished-means = Quote: der Teil der beendeten Checkouts, der bezahlt wurde. Besuche meldet Stripe nicht.
links-reading = Links werden bei Stripe gelesen …
links-as-of = Stand der Links: { $moment }.
links-not-found = Kein Link heißt „{ $search }“
links-show-all = Alle Links zeigen
links-first = Erstellen Sie Ihren ersten Link
links-first-how = Ein Zahlungslink ist eine eigene Seite, auf der Ihre Kunden bezahlen. Geben Sie an, was Sie verkaufen und was es kostet; dann teilen Sie die Adresse oder ihren QR-Code.

## Ein Link, der eben erstellt wurde

links-ready = Ihr Link ist fertig
links-ready-show = Bei den Links zeigen
links-ready-another = Weiterer Link
links-ready-try = Probieren Sie ihn aus: Öffnen Sie die Bezahlseite und zahlen Sie mit der Karte { $card }, einem beliebigen Datum in der Zukunft und drei beliebigen Ziffern. Es fließt kein Geld.
links-ready-waiting = Wartet auf die erste Zahlung
links-ready-paid = Bezahlt um { $time } · { $amount }
links-ready-payment = Zahlung zeigen
