# Was Kunden auf der Bezahlseite zu ihrer Bestellung hinzufügen können.

links-form-extras-title = Extras zur Auswahl
links-form-extras-about = Was Kunden zu ihrer Bestellung hinzufügen können, aus Ihrem Katalog.
links-form-extras-nth = Extra { $number }
links-form-extras-add = Extra hinzufügen
links-form-extras-remove = Extra { $number } entfernen
