# Steuer, und die Rechnung zu einer Zahlung.

links-form-tax-title = Steuer und Rechnung
links-form-tax-automatic = Stripe berechnet die Steuer
links-form-tax-automatic-hint = Braucht eine Adresse in den Steuereinstellungen bei Stripe.
links-form-tax-liability = Wer die Steuer schuldet
links-form-tax-invoice = Zu jeder Zahlung eine Rechnung erstellen
links-form-tax-invoice-hint = Stripe verlangt eine Gebühr für Rechnungen.
links-form-tax-description = Beschreibung auf der Rechnung
links-form-tax-footer = Fußzeile
links-form-tax-lines = Zeilen oben auf der Rechnung
links-form-tax-amounts = Beträge auf der Rechnung
links-form-tax-amounts-without = Beträge ohne Steuer
links-form-tax-amounts-with = Beträge einschließlich Steuer
links-form-tax-template = Vorlage
links-form-tax-issuer = Wer sie ausstellt
links-form-tax-metadata = Eigene Schlüssel der Rechnung

## Was eingestellt ist, solange es zugeklappt ist

links-form-tax-summary-automatic = automatische Steuer
links-form-tax-summary-invoice = Rechnung
