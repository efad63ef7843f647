# Was der Laden seine Kunden fragt, bis zu drei Fragen.

links-form-questions-title = Fragen an den Kunden
links-form-questions-add = Frage hinzufügen
links-form-questions-add-left = Frage hinzufügen (noch { $left })
links-form-questions-nth = Frage { $number }
links-form-questions-remove = Frage { $number } entfernen

## Eine Frage in wenigen Worten

links-form-questions-text = Text
links-form-questions-numeric = Zahl
links-form-questions-dropdown = Auswahl
links-form-questions-optional = freiwillig
links-form-questions-options =
    { $count ->
        [1] 1 Antwort
       *[other] { $count } Antworten
    }
links-form-questions-up-to = bis { $most } Zeichen

## Ihre Einstellungen

links-form-questions-ask = Was fragen Sie?
links-form-questions-example = Abholtag
links-form-questions-answer = Antwort
links-form-questions-digits = Ziffern
links-form-questions-characters = Zeichen
links-form-questions-default = Steht schon da
links-form-questions-first = Schon ausgewählt
links-form-questions-first-none = Keine
links-form-questions-may-be-empty = Die Antwort ist freiwillig
links-form-questions-key = Ihr Name in Exporten
links-form-questions-key-example = Buchstaben und Ziffern
links-form-questions-answers = Antworten zur Auswahl
links-form-questions-answer-nth = Antwort { $number }
links-form-questions-answer-add = Antwort hinzufügen
links-form-questions-answer-remove = Antwort { $number } entfernen
links-form-questions-answer-keys = Namen in Exporten …
links-form-questions-answer-key-nth = Name der Antwort { $number } in Exporten
