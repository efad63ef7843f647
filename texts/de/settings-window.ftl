# Einstellungen, Fenster und Start.

settings-window-tray = Symbol in der Leiste
settings-window-tray-text = Sagt, was heute einging und wie viel auf Sie wartet, und führt zum Fenster.
settings-window-tray-none = Dieser Desktop zeigt derzeit keine solchen Symbole. Sobald er es tut, ist unseres da.
settings-window-tray-on = Symbol zeigen
settings-window-close = Fenster schließen
settings-window-close-text = Countertop kann hinter seinem Symbol weiter empfangen. Sonst endet es mit dem Fenster.
settings-window-close-on = Hinter dem Symbol weiterlaufen
settings-window-login = Bei der Anmeldung
settings-window-login-text = Countertop kann schon da sein, bevor der erste Kunde kommt.
settings-window-login-on = Bei der Anmeldung starten
settings-window-hidden = Fenster bei der Anmeldung
settings-window-hidden-text = Es kann verborgen bleiben, bis Sie es über das Symbol öffnen.
settings-window-hidden-on = Verborgen starten
settings-window-browser = Nur die Desktop-App hat ein Symbol in der Leiste und startet bei der Anmeldung.
