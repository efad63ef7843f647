# Settings, Appearance.

settings-appearance-what = What is chosen here holds for this computer, whatever account is open.
settings-appearance-theme = Theme
settings-appearance-theme-text = Light or dark; or as the rest of your desktop.
settings-appearance-theme-system = System
settings-appearance-theme-light = Light
settings-appearance-theme-dark = Dark
settings-appearance-rows = Rows of lists
settings-appearance-rows-text = Compact rows show about a fifth more at once.
settings-appearance-rows-comfortable = Comfortable
settings-appearance-rows-compact = Compact
settings-appearance-zoom = Size of everything
settings-appearance-zoom-text = Also by Ctrl or ⌘ with plus, minus and 0.
settings-appearance-zoom-in = Larger
settings-appearance-zoom-out = Smaller
settings-appearance-zoom-reset = Actual size
settings-appearance-language = Language
settings-appearance-language-text = Of the texts. Numbers, dates and money are always written as you write them.
settings-appearance-language-system = System
# Each in its own language, wherever it is read.
settings-appearance-language-en = English
settings-appearance-language-de = Deutsch
