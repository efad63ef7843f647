# Eigene Schlüssel des Ladens, am Link und an dem, was daraus wird.

links-form-metadata-title = Eigene Schlüssel (Metadaten)
links-form-metadata-link = Des Links
links-form-metadata-hint = Für Ihre eigenen Programme und Exporte. Kunden sehen sie nicht.
links-form-metadata-same-payment = Jede Zahlung trägt dieselben
links-form-metadata-same-subscription = Jedes Abo trägt dieselben
links-form-metadata-payment = Jeder Zahlung
links-form-metadata-subscription = Jedes Abos
links-form-metadata-summary =
    { $keys ->
        [1] 1 Schlüssel
       *[other] { $keys } Schlüssel
    }
