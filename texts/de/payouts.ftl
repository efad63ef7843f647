payouts-title = Auszahlungen
payouts-one = Auszahlung
payouts-caption = Auszahlungen, neueste zuerst
payouts-loading = Auszahlungen werden geladen
payouts-loading-one = Die Auszahlung wird geladen
payouts-none = Noch keine Auszahlung
payouts-none-how = Stripe überweist nach einem Plan auf Ihr Bankkonto, was bezahlt wurde. Jede Auszahlung erscheint hier, sobald es sie gibt, mit dem Tag, an dem sie ankommt.

## Die Spalten

payouts-amount = Betrag
payouts-status = Status
payouts-arrives = Kommt an
payouts-made = Erstellt
payouts-by = Ausgelöst

payouts-by-schedule = Nach Plan
payouts-by-hand = Von Hand

## Wie eine Auszahlung steht

payouts-status-pending = Geplant
payouts-status-in-transit = Unterwegs
payouts-status-paid = Ausgezahlt
payouts-status-failed = Fehlgeschlagen
payouts-status-canceled = Storniert
payouts-failed-what = Das Geld ist wieder auf Ihrem Stripe-Guthaben. Prüfen Sie Ihr Bankkonto im Stripe-Dashboard.

## Was darin ist

payouts-contents = Was darin ist
payouts-sums = Summen nach Art
payouts-kind = Art
payouts-net = Netto
payouts-loading-contents = Stripe wird gefragt, was darin ist
payouts-sum = { $kind }, { $count }
payouts-after-fees = nach { $fees } Gebühren
payouts-together = Zusammen
payouts-not-whole = Das sind die neuesten { $count } Zeilen: Die Auszahlung hat mehr.
payouts-other-sum = Das sind nicht die { $amount } der Auszahlung: Stripe nennt Zeilen, die hier nicht gelesen werden können.
payouts-by-hand-what = Diese Auszahlung haben Sie von Hand ausgelöst. Stripe sagt nicht, welche Zahlungen darin sind.
payouts-open-payment = { $amount }, Zahlung öffnen

payouts-kind-charge = { $count ->
    [one] Zahlung
   *[other] Zahlungen
}
payouts-kind-refund = { $count ->
    [one] Rückerstattung
   *[other] Rückerstattungen
}
payouts-kind-refund-failure = { $count ->
    [one] Gescheiterte Rückerstattung
   *[other] Gescheiterte Rückerstattungen
}
payouts-kind-topup = { $count ->
    [one] Aufladung
   *[other] Aufladungen
}
payouts-kind-transfer = { $count ->
    [one] Überweisung
   *[other] Überweisungen
}
payouts-kind-application-fee = { $count ->
    [one] Anwendungsgebühr
   *[other] Anwendungsgebühren
}
payouts-kind-adjustment = { $count ->
    [one] Anfechtung oder Korrektur
   *[other] Anfechtungen und Korrekturen
}
payouts-kind-stripe-fee = { $count ->
    [one] Gebühr von Stripe
   *[other] Gebühren von Stripe
}
payouts-kind-tax-fee = { $count ->
    [one] Steuer auf Gebühren
   *[other] Steuer auf Gebühren
}
payouts-kind-reserve = { $count ->
    [one] Rücklage
   *[other] Rücklage
}
payouts-kind-payout-back = { $count ->
    [one] Gescheiterte Auszahlung, zurück
   *[other] Gescheiterte Auszahlungen, zurück
}
