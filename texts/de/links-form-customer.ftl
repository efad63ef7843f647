# Was Kunden außer der E-Mail-Adresse gefragt werden.

links-form-customer-title = Angaben zum Kunden
links-form-customer-phone = Nach der Telefonnummer fragen
links-form-customer-name = Nach dem Namen fragen
links-form-customer-business = Nach dem Firmennamen fragen
links-form-customer-may-be-empty = darf leer bleiben
links-form-customer-tax-id = Nach der Steuernummer einer Firma fragen
links-form-customer-tax-id-needed = Die Steuernummer
links-form-customer-tax-id-default = Darf leer bleiben
links-form-customer-tax-id-never = Nie verlangt
links-form-customer-tax-id-if-supported = Verlangt, wo es eine gibt
links-form-customer-billing = Rechnungsadresse
links-form-customer-billing-default = Nur was die Zahlungsart braucht
links-form-customer-billing-auto = Nur was nötig ist
links-form-customer-billing-required = Immer danach fragen
links-form-customer-creation = Kunde bei Stripe
links-form-customer-creation-hint = Ein Kunde bei Stripe hält die Zahlungen einer Person zusammen.
links-form-customer-creation-default = Nur wenn nötig
links-form-customer-creation-if-required = Wenn nötig
links-form-customer-creation-always = Immer anlegen

## Was davon gefragt wird, hintereinander, solange es zugeklappt ist

links-form-customer-summary-phone = Telefon
links-form-customer-summary-name = Name
links-form-customer-summary-business = Firmenname
links-form-customer-summary-tax-id = Steuernummer
links-form-customer-summary-billing = Rechnungsadresse
links-form-customer-summary-kept = Kunde angelegt
