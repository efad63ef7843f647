# Wohin geliefert wird, und wie.

links-form-shipping-title = Versand
links-form-shipping-countries = Nach einer Lieferadresse fragen in
links-form-shipping-countries-hint = Ohne Land wird nach keiner Adresse gefragt.
links-form-shipping-country = Land
links-form-shipping-another-country = Weiteres Land
links-form-shipping-no-country = Kein Land, in das geliefert werden kann, heißt so.
links-form-shipping-european-union = Europäische Union
links-form-shipping-all-countries = Alle Länder
links-form-shipping-no-countries = Keine
links-form-shipping-ways = Versandarten
links-form-shipping-way-nth = Versandart { $number }
links-form-shipping-way-new = Eine neue
links-form-shipping-way-name = Ihr Name
links-form-shipping-way-example = Paket, 2 Tage
links-form-shipping-way-costs = Kosten ({ $currency })
links-form-shipping-way-add = Versandart hinzufügen
links-form-shipping-way-remove = Versandart { $number } entfernen

## Was eingestellt ist, solange es zugeklappt ist

links-form-shipping-summary-countries =
    { $countries ->
        [1] in 1 Land
       *[other] in { $countries } Länder
    }
links-form-shipping-summary-ways =
    { $ways ->
        [1] 1 Versandart
       *[other] { $ways } Versandarten
    }
