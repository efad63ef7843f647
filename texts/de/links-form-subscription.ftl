# Die Probezeit eines Abos, und was auf seinen Rechnungen steht.

links-form-subscription-title = Probezeit und Abo
links-form-subscription-trial = Kostenlose Probezeit, Tage
links-form-subscription-trial-none = Keine
links-form-subscription-end = Wenn an ihrem Ende keine Zahlungsart da ist
links-form-subscription-end-default = Eine Rechnung wird erstellt
links-form-subscription-end-invoice = Rechnung erstellen
links-form-subscription-end-pause = Abo pausieren
links-form-subscription-end-cancel = Abo beenden
links-form-subscription-description-hint = Kunden lesen sie auf ihren Rechnungen.
links-form-subscription-issuer = Wer die Rechnungen ausstellt

## Was eingestellt ist, solange es zugeklappt ist

links-form-subscription-summary-trial =
    { $days ->
        [1] 1 Tag Probezeit
       *[other] { $days } Tage Probezeit
    }
links-form-subscription-summary-description = Beschreibung
