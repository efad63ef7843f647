home-search = Zahlungen suchen
home-loading = Der heutige Tag wird geladen
home-today = Heute

## Die Zahlen von heute

home-gross = Brutto heute
home-gross-of = Brutto heute, { $currency }
home-fees = Gebühren heute
home-fees-of = Gebühren heute, { $currency }
home-payments = Zahlungen
home-payments-of = Zahlungen, { $currency }
home-next-payout = Nächste Auszahlung
home-change = { $change } zum letzten { $weekday } bis { $time }
home-first-that-day = Letzten { $weekday } bis { $time } nichts
home-given-back = { $amount } erstattet
home-before-fees = Vor Gebühren
home-fees-unknown = { $count } noch unbekannt
home-fees-known = Alle bekannt
home-failed = { $count } fehlgeschlagen
home-processing = { $count } in Arbeit
home-all-paid = Alle bezahlt
home-none-yet = Heute noch keine
home-payout-arrives = { $near ->
    [today] Kommt heute an
    [yesterday] Sollte gestern ankommen
   *[other] Kommt { $day } an
}
home-payout-unknown = Unterwegs
home-payout-others = { $arrives }, { $count } weitere
home-no-payout = Keine unterwegs

## Das Diagramm der letzten Tage

home-volume-title = Bruttoumsatz, letzte { $count } Tage
home-volume-against = gegen die { $count } davor
home-volume-label = Brutto nach Tagen. Die Pfeiltasten gehen von Tag zu Tag.
home-volume-currency = Währung des Diagramms
home-volume-day = Tag
home-volume-now = Brutto
home-volume-before = { $count } Tage davor
home-volume-spoken = { $day }: { $amount }, { $count } Tage davor: { $before }
home-volume-none = In diesen Tagen wurde nichts bezahlt.

## Was auf Sie wartet

home-waiting = Wartet auf Sie
home-waiting-none = Nichts wartet auf Sie.
home-dispute = { $amount } sind angefochten: { $reason }
home-dispute-due = Antworten bis { $due }
home-show-payment = Zahlung zeigen
home-payout-failed = Eine Auszahlung über { $amount } ist fehlgeschlagen
home-payout-failed-note = Vom { $day }. Prüfen Sie Ihr Bankkonto im Stripe-Dashboard.
home-orders = { $count ->
    [one] Eine Bestellung ist zu erledigen
   *[other] { $count } Bestellungen sind zu erledigen
}
home-show-orders = { $count ->
    [one] Zeigen
   *[other] Zeigen
}
home-fraud-warning = Die Bank der Karte warnt vor Betrug: { $amount }
# Where the payment is not known here.
home-fraud-warning-unknown = Die Bank einer Karte warnt vor Betrug.
home-fraud-warning-note = Wenn Sie das Geld jetzt erstatten, kommt es zu keiner Anfechtung.
home-review = Stripe bittet Sie, eine Zahlung zu prüfen: { $amount }
home-review-unknown = Stripe bittet Sie, eine Zahlung zu prüfen.
home-review-note = Geben Sie sie im Stripe-Dashboard frei, oder erstatten Sie sie.
home-sold-out = { $name } ist ausverkauft
home-sold-out-note = Das Limit von { $limit } ist erreicht.
home-show-link = Link zeigen
home-unnamed-link = Ein Link
home-not-receiving = Zahlungen erreichen diesen Rechner nicht
home-way-shut = Stripe erreicht diesen Rechner nicht
home-show-health = Zustand öffnen
home-show-connection = Verbindung öffnen

## Die neuesten Zahlungen

home-latest = Neueste Zahlungen
home-all-payments = Alle Zahlungen

## Solange noch niemand bezahlt hat

home-first-waiting = Warten auf die erste Zahlung
home-first-make = Ihr erster Link
home-first-link = Zahlungslink erstellen
home-first-link-open = { $name } ist offen.
home-first-link-how = Sagen Sie, was Sie verkaufen und was es kostet. Das dauert zehn Sekunden.
home-first-pay = Selbst bezahlen
home-first-pay-how = Öffnen Sie die Bezahlseite und nehmen Sie die Karte { $number }, irgendein künftiges Datum und drei beliebige Ziffern. Es fließt kein Geld.
home-first-share = Link teilen
home-first-share-how = Schicken Sie die Adresse, oder lassen Sie den Code scannen.
home-first-watch = Zusehen, wie es ankommt
home-first-watch-how = Die Zahlung erscheint hier in dem Moment, in dem sie gemacht wird.
home-first-show = Link zeigen
