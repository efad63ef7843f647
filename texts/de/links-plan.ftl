# Wann ein Link von selbst öffnet und schließt.

links-plan-schedule = Zeitplan
links-plan-make = Zeitplan festlegen
links-plan-change = Zeitplan ändern
links-plan-save = Zeitplan speichern
links-plan-take-back = Aufheben
links-plan-opens = Öffnet
links-plan-closes = Schließt
links-plan-zone = Zeitzone
links-plan-no-zone = Keine Zeitzone dieses Namens
links-plan-clear = „{ $field }“ leeren
links-plan-empty = Leer
links-plan-open-now = Der Link ist jetzt offen; er wird sofort geschlossen und bleibt es bis dahin.
links-plan-how = Stripe kennt keinen Zeitplan. Darum öffnet und schließt Countertop den Link selbst, solange es läuft oder bald nach seinem Start.
links-plan-overdue = Überfällig. Gleich ist es erledigt.
links-plan-overdue-trouble = Überfällig. { $trouble } Es wird von selbst noch einmal versucht.
