# Wie das Geld eingezogen wird, und was auf dem Kontoauszug steht.

links-form-payment-title = Zahlung und Kontoauszug
links-form-payment-methods = Zahlungsarten
links-form-payment-methods-all = Alle, die Ihr Stripe-Konto bietet
links-form-payment-methods-another = Weitere Zahlungsart
links-form-payment-no-method = Keine Zahlungsart heißt so.
links-form-payment-brands = Karten, die nicht angenommen werden
links-form-payment-brands-none = Keine: Jede Karte wird angenommen
links-form-payment-no-brand = Keine Marke, die sich ausschließen lässt, heißt so.
links-form-payment-ask = Nach einer Zahlungsart fragen
links-form-payment-ask-default = Immer
links-form-payment-ask-always = Immer, auch bei kostenloser Probezeit
links-form-payment-ask-if-required = Nur wenn sofort etwas fällig ist
links-form-payment-capture = Das Geld wird eingezogen
links-form-payment-capture-default = Sofort
links-form-payment-capture-automatic = Sofort, bevor es für den Kunden weitergeht
links-form-payment-capture-async = Sofort, im Hintergrund
links-form-payment-capture-manual = Später, durch Sie: Der Betrag wird nur vorgemerkt
links-form-payment-keep = Zahlungsart aufbewahren
links-form-payment-keep-default = Nein
links-form-payment-keep-on-session = Für Zahlungen, bei denen der Kunde dabei ist
links-form-payment-keep-off-session = Auch für Zahlungen ohne den Kunden
links-form-payment-statement = Auf der Kartenabrechnung
links-form-payment-statement-hint = Steht hinter dem Kurznamen Ihres Ladens.
links-form-payment-statement-read = Kunden lesen „{ $line }“.
links-form-payment-statement-other = Auf anderen Kontoauszügen
links-form-payment-statement-other-hint = Statt des Namens Ihres Ladens; nicht bei Karten.
links-form-payment-description = Beschreibung der Zahlung
links-form-payment-description-hint = Für Sie, und auf den Belegen von Stripe.
links-form-payment-currency = Währung der Zahlung
links-form-payment-currency-default = Wie die Preise
links-form-payment-currency-hint = Nur für Preise aus dem Katalog, die es in mehreren Währungen gibt.
links-form-payment-managed = Stripe verkauft im eigenen Namen
links-form-payment-managed-hint = Managed Payments, für manche Konten: Stripe übernimmt Steuer, Anfechtungen und Erstattungen.

## Zahlungsarten, deren Namen Wörter sind; die anderen sind Marken

links-form-payment-method-acss-debit = Lastschrift (Kanada)
links-form-payment-method-au-becs-debit = BECS-Lastschrift
links-form-payment-method-bacs-debit = Bacs-Lastschrift
links-form-payment-method-card = Karte
links-form-payment-method-pay-by-bank = Pay by Bank
links-form-payment-method-sepa-debit = SEPA-Lastschrift
links-form-payment-method-us-bank-account = US-Bankkonto
links-form-payment-brand-discover = Discover, Diners Club, JCB und andere dieses Netzes

## Was eingestellt ist, solange es zugeklappt ist

links-form-payment-summary-methods =
    { $methods ->
        [1] 1 Zahlungsart
       *[other] { $methods } Zahlungsarten
    }
links-form-payment-summary-brands = nicht jede Karte
links-form-payment-summary-ask = Zahlungsart, wenn fällig
links-form-payment-summary-captured = später eingezogen
links-form-payment-summary-keep = Zahlungsart aufbewahrt
links-form-payment-summary-statement = Kontoauszug
links-form-payment-summary-description = Beschreibung
links-form-payment-summary-managed = durch Stripe
