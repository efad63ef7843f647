# Ein Bild der Bezahlseite neben dem Formular. Es spricht wie die Bezahlseite.

links-form-preview-title = Was Ihr Kunde sieht
links-form-preview-trial =
    { $days ->
        [1] 1 Tag kostenlos, danach
       *[other] { $days } Tage kostenlos, danach
    }
links-form-preview-item = Was Sie verkaufen
links-form-preview-extras = Zur Bestellung hinzufügen
links-form-preview-email = E-Mail
links-form-preview-phone = Telefon
links-form-preview-business = Firmenname
links-form-preview-name = Name
links-form-preview-shipping-address = Lieferadresse
links-form-preview-billing-address = Rechnungsadresse
links-form-preview-tax-id = Steuernummer einer Firma
links-form-preview-code = Aktionscode
links-form-preview-question = Ihre Frage
links-form-preview-optional = { $words } (freiwillig)
links-form-preview-card = Karte
links-form-preview-card-here = Eingabe auf der Bezahlseite
links-form-preview-card-at-stripe = Eingabe auf der Seite von Stripe
links-form-preview-shipping = Versand
links-form-preview-way = Eine Versandart
links-form-preview-agree = Ich stimme den Nutzungsbedingungen zu
links-form-preview-news = Neuigkeiten und Angebote per E-Mail
links-form-preview-pay-amount = { $total } bezahlen
links-form-preview-start-trial = Probezeit beginnen
links-form-preview-after = Nach der Zahlung
links-form-preview-after-page = Nach der Zahlung: { $page }
links-form-preview-after-some-page = Nach der Zahlung: eine andere Seite
links-form-preview-soon = Code und Adresse sind da, sobald Sie den Link erstellen.
