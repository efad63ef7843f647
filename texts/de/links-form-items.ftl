# Was ein Link verkauft: jeder Artikel, sein Preis, und wie man ihn im Katalog findet.

links-form-items-nth = Artikel { $number }
links-form-items-add = Artikel hinzufügen
links-form-items-add-picked = Aus dem Katalog hinzufügen
links-form-items-remove = Artikel { $number } entfernen
links-form-items-what = Was verkaufen Sie?
links-form-items-what-else = Was noch?
links-form-items-example = Geburtstagstorte, 24 cm

## Aus dem Katalog

links-form-items-pick = Aus dem Katalog …
links-form-items-find = Im Katalog suchen
links-form-items-find-words = Wörter aus dem Namen
links-form-items-looking = Wird gesucht …
links-form-items-catalogue-empty = Der Katalog ist leer.
links-form-items-nothing-found = Nichts im Katalog heißt so.
links-form-items-more-found = Es gibt noch mehr. Schreiben Sie mehr vom Namen, um es zu finden.
links-form-items-keep = Dabei bleiben
links-form-items-write = Selbst eintragen
links-form-items-new-price = Zu einem neuen Preis
links-form-items-other-price = Anderer Preis
links-form-items-catalogue-price = Ein Preis aus dem Katalog

## Preis

links-form-items-pricing = Art des Preises
links-form-items-fixed = Fester Preis
links-form-items-chosen = Frei wählbar
links-form-items-repeated = Abo
links-form-items-price = Preis
links-form-items-suggested = Vorgeschlagener Betrag
links-form-items-suggested-hint = Darf leer bleiben.
links-form-items-currency = Währung
links-form-items-no-currency = Keine Währung, in der Stripe abrechnet, heißt so.
links-form-items-currency-as-first = { $currency }, wie beim ersten Artikel
links-form-items-each = Ein Stück kostet { $amount }.
links-form-items-each-time = { $amount } { $every }.
links-form-items-price-every = { $amount } { $every }
links-form-items-every =
    { $interval ->
        [day] { $count ->
            [1] pro Tag
           *[other] alle { $count } Tage
        }
        [week] { $count ->
            [1] pro Woche
           *[other] alle { $count } Wochen
        }
       *[month] { $count ->
            [1] pro Monat
           *[other] alle { $count } Monate
        }
        [year] { $count ->
            [1] pro Jahr
           *[other] alle { $count } Jahre
        }
    }
links-form-items-paid-every = Bezahlt wird alle
links-form-items-unit-of-time = Zeiteinheit
links-form-items-day = Tag(e)
links-form-items-week = Woche(n)
links-form-items-month = Monat(e)
links-form-items-year = Jahr(e)
links-form-items-range = Wählbar: { $least } bis { $most } Stück

## Mehr zu einem Artikel

links-form-items-more = Beschreibung, Bilder, änderbare Anzahl
links-form-items-more-quantity = Änderbare Anzahl
links-form-items-summary-described = beschrieben
links-form-items-summary-pictures =
    { $pictures ->
        [1] ein Bild
       *[other] { $pictures } Bilder
    }
links-form-items-summary-tax = Steuer
links-form-items-description-hint = Kunden lesen sie unter dem Namen.
links-form-items-pictures-hint = Adressen von Bildern im Web, die alle sehen können.
links-form-items-unit = Ein Stück davon heißt
links-form-items-unit-example = Platz
links-form-items-tax-code = Steuercode
links-form-items-tax-code-detailed = Steuercode, genauer
links-form-items-performed = Ort der Leistung
links-form-items-tax = Steuer
links-form-items-tax-inclusive = Im Preis enthalten
links-form-items-tax-exclusive = Kommt zum Preis hinzu
links-form-items-tax-unspecified = Nicht angegeben
links-form-items-decimal = Preis mit Bruchteilen eines Cents
links-form-items-decimal-hint = In Cent, statt des Preises oben.
links-form-items-metadata = Eigene Schlüssel des Produkts
