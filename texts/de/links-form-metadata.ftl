# Eigene Schlüssel des Ladens, am Link und an dem, was daraus wird.

links-form-metadata-title = Eigene Schlüssel (Metadaten)
links-form-metadata-link = Am Link
links-form-metadata-hint = Für Ihre eigenen Programme und Exporte. Kunden sehen sie nicht.
links-form-metadata-same-payment = Jede Zahlung erhält dieselben
links-form-metadata-same-subscription = Jedes Abo erhält dieselben
links-form-metadata-payment = An jeder Zahlung
links-form-metadata-subscription = An jedem Abo
links-form-metadata-summary =
    { $keys ->
        [1] 1 Schlüssel
       *[other] { $keys } Schlüssel
    }
