# Einstellungen, Übungsladen.

settings-practice-anew = Neu beginnen
settings-practice-anew-text = Alle Links, Zahlungen und Sicherungen des Übungsladens werden gelöscht, und er beginnt leer. Ihre Stripe-Konten bleiben, wie sie sind.
settings-practice-anew-open = Neu beginnen …
settings-practice-word = neu beginnen
settings-practice-action = Löschen und neu beginnen
settings-practice-done = Der Übungsladen hat neu begonnen.
