# Zahlungen: ihre Liste, und eine von allen Seiten.

payments-title = Zahlungen
payments-search = Zahlungen suchen
payments-loading = Zahlungen werden geladen
payments-caption = Zahlungen, neueste zuerst
payments-new = { $count ->
    [one] { $count } neue Zahlung
   *[other] { $count } neue Zahlungen
}

## Die Filter über der Liste

payments-statuses = Zahlungen nach Status zeigen
payments-all = Alle
payments-to-fulfil = Zu erledigen

## Was aus einer Zahlung wurde

payments-status-succeeded = Erfolgreich
payments-status-processing = In Arbeit
payments-status-needs-customer = Kunde am Zug
payments-status-to-capture = Einzuziehen
payments-status-partial-refund = Teilerstattet
payments-status-refunded = Erstattet
payments-status-disputed = Angefochten
payments-status-dispute-lost = Verloren
payments-status-failed = Fehlgeschlagen
payments-status-canceled = Storniert
payments-status-incomplete = Unvollständig

## Die Tabelle; ihre Spalten sind schmal

payments-column-amount = Betrag
payments-column-status = Status
payments-column-customer = Kunde
payments-column-bought = Gekauft
payments-column-time = Zeit
payments-paid-with = Zahlungsart
payments-no-name = Kein Name

## Zahlungsarten, deren Namen Wörter sind; die anderen sind Marken

payments-method-acss-debit = Lastschrift (Kanada)
payments-method-au-becs-debit = BECS-Lastschrift
payments-method-bacs-debit = Bacs-Lastschrift
payments-method-bank-transfer = Überweisung
payments-method-card = Karte
payments-method-sepa-debit = SEPA-Lastschrift
payments-method-us-bank-account = US-Bankkonto
payments-brand-unknown = Unbekannt

## Anstelle der Liste

payments-none = Keine Zahlung
payments-none-of = Keine Zahlung unter „{ $label }“
payments-none-to-fulfil = Nichts ist zu erledigen
payments-not-found = Nichts gefunden zu „{ $search }“
payments-not-found-of = Nichts gefunden zu „{ $search }“ unter „{ $label }“
payments-searched = Durchsucht werden Namen, E-Mail-Adressen, was gekauft wurde, Kennungen und die letzten vier Ziffern einer Karte.
payments-show-all = Alle Zahlungen zeigen
payments-first = Noch keine Zahlungen
payments-first-how = Jede Zahlung erscheint hier in dem Moment, in dem sie gemacht wird. Dazu braucht es nur einen Link, den ein Kunde öffnen kann.

## Eine Zahlung

payments-payment = Zahlung
payments-payment-loading = Zahlung wird geladen
payments-net = Netto
payments-net-after = nach { $fee } Gebühren
payments-fee-unknown = Gebühr noch unbekannt
payments-captured = Eingezogen
payments-refunded = Erstattet
payments-email = E-Mail
payments-began = Begonnen
payments-paid = Bezahlt
payments-link = Link
payments-show-link = Link zeigen
payments-charge = Belastung
payments-checkout = Checkout
payments-metadata = Metadaten

## Ihr Verlauf: wie ein Ereignis bekannt wurde, und wann, wenn das später war

payments-timeline = Verlauf
payments-source = { $source ->
    [webhook] Signatur geprüft
    [api] bei Stripe gelesen
    [import] importiert
   *[other] { $source }
}
payments-source-at = { $source ->
    [webhook] Signatur geprüft, { $time }
    [api] bei Stripe gelesen, { $time }
    [import] importiert, { $time }
   *[other] { $source }, { $time }
}

## Seine Schritte, nach der Art des Ereignisses, in der Reihenfolge eines Zahlungslebens

payments-step-invoice-created = Rechnung erstellt
payments-step-invoice-finalized = Rechnung verschickt
payments-step-payment_intent-created = Zahlung begonnen
payments-step-payment_intent-requires_action = Kunde um Bestätigung gebeten
payments-step-charge-failed = Belastung abgelehnt
payments-step-payment_intent-payment_failed = Zahlung fehlgeschlagen, der Kunde kann es noch einmal versuchen
payments-step-checkout-session-expired = Checkout abgelaufen
payments-step-charge-pending = Warten auf die Bank
payments-step-payment_intent-processing = Zahlung unterwegs
payments-step-payment_intent-partially_funded = Teilweise bezahlt
payments-step-payment_intent-amount_capturable_updated = Autorisiert, kann eingezogen werden
payments-step-charge-expired = Autorisierung abgelaufen
payments-step-payment_intent-canceled = Zahlung storniert
payments-step-charge-succeeded = Belastung angenommen
payments-step-charge-captured = Betrag eingezogen
payments-step-payment_intent-succeeded = Zahlung erfolgreich
payments-step-invoice-payment_failed = Rechnung konnte nicht bezahlt werden
payments-step-invoice_payment-paid = Zahlung ihrer Rechnung zugeordnet
payments-step-invoice-paid = Rechnung bezahlt
payments-step-invoice-voided = Rechnung annulliert
payments-step-checkout-session-completed = Checkout abgeschlossen
payments-step-checkout-session-async_payment_failed = Bankzahlung fehlgeschlagen
payments-step-checkout-session-async_payment_succeeded = Bankzahlung eingegangen
payments-step-charge-updated = Dem Stripe-Guthaben gutgeschrieben
payments-step-radar-early_fraud_warning-created = Frühe Warnung vor Betrug
payments-step-radar-early_fraud_warning-updated = Frühe Warnung vor Betrug aktualisiert
payments-step-review-opened = Prüfung begonnen
payments-step-review-closed = Prüfung abgeschlossen
payments-step-refund-created = Rückerstattung begonnen
payments-step-charge-refunded = Erstattet
payments-step-refund-updated = Rückerstattung aktualisiert
payments-step-refund-failed = Rückerstattung fehlgeschlagen
payments-step-charge-dispute-created = Kunde ficht die Zahlung an
payments-step-charge-dispute-funds_withdrawn = Angefochtener Betrag abgezogen
payments-step-charge-dispute-updated = Anfechtung aktualisiert
payments-step-charge-dispute-closed = Anfechtung abgeschlossen
payments-step-charge-dispute-funds_reinstated = Angefochtener Betrag zurückgezahlt

## Eine Suche mit Filtern: wie sie verstanden wurde

payments-query-sentence = Gezeigt: { $parts }
payments-query-status = { $status }
payments-query-order-pending = zu erledigen
payments-query-order-done = erledigt
payments-query-over = über { $amount }
payments-query-under = unter { $amount }
payments-query-least = ab { $amount }
payments-query-most = bis { $amount }
payments-query-exactly = genau { $amount }
payments-query-between = von { $least } bis { $most }
payments-query-currency = in { $currency }
payments-query-link = über Links namens „{ $name }“
payments-query-card = bezahlt mit •••• { $last4 }
payments-query-from = seit { $from }
payments-query-to = vor { $to }
payments-query-on = am Tag: { $day }
payments-query-words = mit „{ $words }“

payments-query-problem = „{ $text }“ ist unverständlich. { $how }
payments-query-how-amount = Schreiben Sie einen Betrag, etwa >20, <=12,50 oder 20..50.
payments-query-how-status = Schreiben Sie einen Status, etwa status:erstattet.
payments-query-how-order = Schreiben Sie order:open oder order:done.
payments-query-how-currency = Schreiben Sie die drei Buchstaben einer Währung, etwa currency:eur.
payments-query-how-link = Schreiben Sie Wörter des Namens, etwa link:"birthday cake".
payments-query-how-card = Schreiben Sie die letzten Ziffern, etwa card:4242.
payments-query-how-last = Schreiben Sie eine Zahl und h, d, w, m oder y, etwa last:7d.
payments-query-how-from = Schreiben Sie einen Tag, etwa from:2026-11-01.
payments-query-how-to = Schreiben Sie einen Tag, etwa to:2026-12-01.
payments-query-how-on = Schreiben Sie einen Tag, etwa on:today oder on:2026-11-24.

## Was beim Tippen vorgeschlagen wird

payments-query-suggestions = Was folgen kann
payments-query-key-status = Erstattet, fehlgeschlagen, angefochten …
payments-query-key-order = Zu erledigen oder erledigt
payments-query-key-currency = Eine Währung
payments-query-key-link = Der Name eines Links
payments-query-key-card = Die letzten Ziffern einer Karte
payments-query-key-last = Die letzten Stunden oder Tage
payments-query-key-from = Ab einem Tag
payments-query-key-to = Vor einem Tag
payments-query-key-on = Ein Tag
payments-query-last-hours = Die letzten { $count } Stunden
payments-query-last-days = Die letzten { $count } Tage
payments-query-last-months = Die letzten { $count } Monate

## Was eine Zahlung bedroht

payments-alert-dispute = { $amount } sind angefochten: { $reason }
payments-alert-dispute-due = Antworten Sie bis { $due }.
payments-alert-was-disputed = { $amount } waren angefochten: { $reason }
payments-dispute-under-review = Die Bank entscheidet.
payments-dispute-closed = Ohne Verlust geschlossen.
payments-dispute-won = Gewonnen: Das Geld bleibt bei Ihnen.
payments-dispute-lost = Verloren: Das Geld ist fort.
payments-alert-fraud = Die Bank der Karte warnt vor Betrug.
payments-alert-fraud-note = Wenn Sie das Geld jetzt erstatten, kommt es zu keiner Anfechtung.
payments-alert-review = Stripe bittet Sie, diese Zahlung zu prüfen.
payments-alert-review-note = Geben Sie sie im Stripe-Dashboard frei, oder erstatten Sie sie.
payments-open-in-stripe = Im Stripe-Dashboard öffnen
payments-answer-in-stripe = Im Stripe-Dashboard antworten
payments-show-event = Ereignis { $type } zeigen

## Warum eine Zahlung angefochten wird

payments-reason-unknown = kein Grund bekannt
payments-reason-bank-cannot-process = die Bank kann sie nicht verarbeiten
payments-reason-check-returned = der Scheck kam zurück
payments-reason-credit-not-processed = eine Rückerstattung steht aus
payments-reason-customer-initiated = die Kundin oder der Kunde hat die Bank gefragt
payments-reason-debit-not-authorized = die Lastschrift war nicht erlaubt
payments-reason-duplicate = doppelt belastet
payments-reason-fraudulent = nicht vom Karteninhaber bezahlt
payments-reason-general = die Bank nennt keinen Grund
payments-reason-incorrect-account-details = die Kontodaten sind falsch
payments-reason-insufficient-funds = das Konto war nicht gedeckt
payments-reason-noncompliant = laut Bank wurde eine Regel verletzt
payments-reason-product-not-received = nicht angekommen
payments-reason-product-unacceptable = nicht wie versprochen
payments-reason-subscription-canceled = das Abonnement war gekündigt
payments-reason-unrecognized = nicht wiedererkannt
