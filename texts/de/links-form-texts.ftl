# Eigene Worte auf der Bezahlseite.

links-form-texts-title = Texte auf der Bezahlseite
links-form-texts-button = Wort auf dem Knopf
links-form-texts-auto = Was passt
links-form-texts-pay = Bezahlen
links-form-texts-book = Buchen
links-form-texts-donate = Spenden
links-form-texts-subscribe = Abonnieren
links-form-texts-above = Über dem Knopf
links-form-texts-below = Unter dem Knopf
links-form-texts-shipping = Bei der Lieferadresse
links-form-texts-terms = Bei den Nutzungsbedingungen
links-form-texts-closed = Wenn er geschlossen oder ausverkauft ist
links-form-texts-closed-example = Dieser Verkauf ist vorbei. Danke!

## Was eingestellt ist, solange es zugeklappt ist

links-form-texts-summary-button = „{ $button }“
links-form-texts-summary-texts =
    { $texts ->
        [1] ein Text
        [2] zwei Texte
        [3] drei Texte
       *[other] { $texts } Texte
    }
links-form-texts-summary-closed = für später
