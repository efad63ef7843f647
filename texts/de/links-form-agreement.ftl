# Wozu Kunden zustimmen, und Codes für einen Rabatt.

links-form-agreement-title = Aktionscodes und Zustimmung
links-form-agreement-codes = Kunden können einen Aktionscode eingeben
links-form-agreement-not-asked = Nicht gefragt
links-form-agreement-never-asked = Nie gefragt
links-form-agreement-terms = Nutzungsbedingungen
links-form-agreement-terms-required = Zustimmung ist nötig
links-form-agreement-terms-hint = Die Adresse Ihrer Bedingungen muss bei Stripe in den Einstellungen Ihres Unternehmens stehen.
links-form-agreement-news = Neuigkeiten und Angebote per E-Mail
links-form-agreement-news-auto = Gefragt, wo es das Gesetz will
links-form-agreement-reuse = Hinweis, dass die Zahlungsart wieder benutzt wird
links-form-agreement-reuse-default = Wie Stripe ihn zeigt
links-form-agreement-reuse-shown = Gezeigt
links-form-agreement-reuse-hidden = Verborgen: Sie sagen es selbst

## Was eingestellt ist, solange es zugeklappt ist

links-form-agreement-summary-codes = Aktionscodes
links-form-agreement-summary-terms = Nutzungsbedingungen
links-form-agreement-summary-news = Neuigkeiten per E-Mail
links-form-agreement-summary-reuse = ohne Hinweis zur Zahlungsart
