# Einstellungen, Darstellung.

settings-appearance-what = Was hier gewählt ist, gilt für diesen Computer, welches Konto auch offen ist.
settings-appearance-theme = Farben
settings-appearance-theme-text = Hell oder dunkel, oder wie Ihr übriger Desktop.
settings-appearance-theme-system = System
settings-appearance-theme-light = Hell
settings-appearance-theme-dark = Dunkel
settings-appearance-rows = Zeilen der Listen
settings-appearance-rows-text = Enge Zeilen zeigen etwa ein Fünftel mehr auf einmal.
settings-appearance-rows-comfortable = Weit
settings-appearance-rows-compact = Eng
settings-appearance-zoom = Größe von allem
settings-appearance-zoom-text = Auch mit Strg oder ⌘ und Plus, Minus oder 0.
settings-appearance-zoom-in = Größer
settings-appearance-zoom-out = Kleiner
settings-appearance-zoom-reset = Normale Größe
settings-appearance-language = Sprache
settings-appearance-language-text = Der Texte. Zahlen, Daten und Beträge stehen immer so da, wie Sie sie schreiben.
settings-appearance-language-system = System
settings-appearance-language-en = English
settings-appearance-language-de = Deutsch
