# Was mit einer Zahlung getan werden kann.

payments-deeds-refund = Erstatten …
payments-deeds-capture = Einziehen …
payments-deeds-cancel = Stornieren …
payments-deeds-fulfil = Als erledigt markieren
payments-deeds-fulfilled = Erledigt
payments-deeds-undo = Rückgängig

## Die Formulare der ersten zwei; jeder Knopf ohne und mit Betrag

payments-deeds-refund-submit = Erstatten
payments-deeds-refund-submit-amount = { $amount } erstatten
payments-deeds-capture-submit = Einziehen
payments-deeds-capture-submit-amount = { $amount } einziehen
payments-deeds-keep = So lassen
payments-deeds-most = Höchstens { $amount }.

## Geld zurückgeben

payments-deeds-refund-label = Betrag der Rückerstattung
payments-deeds-refund-hint = Von dieser Zahlung sind noch { $amount } übrig. Stripe behält die Gebühr.
payments-deeds-reason = Grund
payments-deeds-reason-none = Kein Grund angegeben
payments-deeds-reason-requested_by_customer = Auf Wunsch des Kunden
payments-deeds-reason-duplicate = Doppelt belastet
payments-deeds-reason-fraudulent = Nicht vom Karteninhaber bezahlt
payments-deeds-reason-hint = Das sehen nur Sie und Stripe.
payments-deeds-reason-hint-fraudulent = Stripe sperrt danach diese Karte und E-Mail-Adresse.

## Reserviertes Geld einziehen oder freigeben

payments-deeds-capture-label = Einzuziehender Betrag
payments-deeds-capture-hint = Der Rest wird freigegeben und kann später nicht mehr eingezogen werden.
payments-deeds-cancel-held = Der reservierte Betrag wird freigegeben, und der Kunde wird nicht belastet. Eine stornierte Zahlung bleibt storniert.
payments-deeds-cancel-unpaid = Der Kunde kann nicht mehr bezahlen. Eine stornierte Zahlung bleibt storniert.
payments-deeds-cancel-submit = Zahlung stornieren
