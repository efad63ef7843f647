# Die Seite eines Links.

links-page-link = Link
links-page-all = Alle Links
links-page-loading = Link wird geladen
links-page-missing = Diesen Link gibt es hier nicht
links-page-missing-why = Er gehört vielleicht zu einem anderen Konto, zum anderen Modus dieses Kontos, oder er ist so neu, dass er noch nicht gelesen wurde.
links-page-look = Bei Stripe suchen
links-page-edit = Bearbeiten
links-page-duplicate = Duplizieren

## Was eingegangen ist

links-page-came-in = Eingänge
links-page-revenue = Umsatz
links-page-before-fees = Gebühren und erstattete { $refunded } sind nicht abgezogen.
links-page-paid = Bezahlt
links-page-completed = Abgeschlossen
links-page-completed-of = { $completed }{"\u00A0"}von { $limit }
links-page-pending = Ausstehend
links-page-failed = Gescheitert
links-page-finished = Quote
links-page-last = Letzte Zahlung
links-page-none-yet = Noch keine
links-page-ended = { $ended ->
    [one] { $ended } Checkout ist beendet, { $finished } davon bezahlt.
   *[other] { $ended } Checkouts sind beendet, { $finished } davon bezahlt.
}
links-page-none-ended = Soweit Stripe es meldet, ist noch kein Checkout beendet.
links-page-visits = Besuche meldet Stripe nicht, und einen abgebrochenen Checkout erst, wenn er abgelaufen ist.

## Das Diagramm

links-page-chart = Zahlungen pro Tag
links-page-chart-days = Zahlungen pro Tag, { $days } Tage
links-page-chart-day = Tag
links-page-bar = { $date }: { $count ->
    [0] keine Zahlung
    [one] { $count } Zahlung
   *[other] { $count } Zahlungen
}
links-page-bar-sum = { $date }: { $count ->
    [one] { $count } Zahlung, { $sum }
   *[other] { $count } Zahlungen, { $sum }
}

## Seine Zahlungen

links-page-payments = Zahlungen
links-page-payments-caption = Zahlungen über diesen Link, die neuesten zuerst
links-page-payments-loading = Zahlungen werden geladen
links-page-payments-none = Noch keine. Die erste erscheint hier, sobald sie eingeht.
links-page-payments-more = Mehr zeigen

## Was mit ihm geschah

links-page-history = Verlauf
links-page-deed-made = Erstellt
links-page-deed-seen = Hier zum ersten Mal gesehen
links-page-deed-changed = Geändert
links-page-deed-opened = Geöffnet
links-page-deed-closed = Geschlossen
links-page-deed-planned = Zeitplan festgelegt
links-page-deed-unplanned = Zeitplan aufgehoben
links-page-deed-opened_as_planned = Wie geplant geöffnet
links-page-deed-closed_as_planned = Wie geplant geschlossen
links-page-plan-opens = Öffnet { $opens }
links-page-plan-closes = Schließt { $closes }
links-page-plan-both = Öffnet { $opens }, schließt { $closes }
links-page-plan-zone = { $plan }, { $zone }
links-page-elsewhere = Im Stripe-Dashboard oder mit einem anderen Programm

## Was er verkauft und verlangt

links-page-share = Teilen
links-page-schedule = Zeitplan
links-page-terms = Bedingungen
links-page-sells = Verkauft
links-page-nameless = Artikel ohne Namen
links-page-price-each = { $price }{"\u00A0"}/ { $rhythm }
links-page-made = Erstellt
