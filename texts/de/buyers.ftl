# Ein Käufer: alles, was er bezahlt hat.

buyers-title = Kunde
buyers-loading = Kunde wird geladen
buyers-back = Zahlungen
buyers-all = Alle Zahlungen dieses Kunden
buyers-guest = Bekannt durch die E-Mail-Adresse: Stripe führt dazu keinen Kunden.
buyers-known = Kunde bei Stripe
buyers-email = E-Mail
buyers-sums = Was bezahlt wurde
buyers-paid = { $count ->
    [one] { $count } Zahlung seit { $when }
   *[other] { $count } Zahlungen seit { $when }
}
buyers-refunded = { $amount } davon erstattet
buyers-notes = Ihre Notizen
buyers-note-of = Zahlung zu dieser Notiz zeigen
buyers-payments = Zahlungen
buyers-caption = Zahlungen dieses Kunden, neueste zuerst
buyers-dashboard = In Stripes Dashboard öffnen
