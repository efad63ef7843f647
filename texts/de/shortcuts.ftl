# Die Tastenkürzel: was jedes tut, wo es gilt, und wie Tasten heißen.

shortcuts-search = Suche und Befehle
shortcuts-list = Tastenkürzel
shortcuts-close = Offenes schließen oder zurück zur Liste
shortcuts-zoom-in = Alles größer
shortcuts-zoom-out = Alles kleiner
shortcuts-zoom-reset = Normale Größe
shortcuts-find = Liste durchsuchen
shortcuts-next-row = Nächste Zeile
shortcuts-row-before = Vorige Zeile
shortcuts-ten-on = Zehn Zeilen weiter
shortcuts-ten-back = Zehn Zeilen zurück
shortcuts-first-row = Erste Zeile
shortcuts-last-row = Letzte Zeile
shortcuts-open-row = Zeile öffnen
shortcuts-choose = Zeile auswählen, um mit mehreren etwas zu tun
shortcuts-choose-all = Alle geladenen Zahlungen auswählen
shortcuts-send = Link erstellen oder Änderungen speichern
shortcuts-next-answer = Weiter zur nächsten Antwort einer Frage
shortcuts-leave-counter = Theke verlassen

## Wo sie gelten

shortcuts-everywhere = Auf jeder Seite
shortcuts-in-lists = In den Listen der Zahlungen und Links
shortcuts-in-form = Beim Schreiben eines Links
shortcuts-at-counter = An der Theke

## Was auf den Tasten steht

shortcuts-key-command = Strg
shortcuts-key-enter = Enter
shortcuts-key-escape = Esc
shortcuts-key-home = Pos1
shortcuts-key-end = Ende
shortcuts-key-page-down = Bild ↓
shortcuts-key-page-up = Bild ↑
