# The keyboard shortcuts: what each does, where it works, and what keys are called.

shortcuts-search = Search and commands
shortcuts-list = Keyboard shortcuts
shortcuts-close = Close what is open, or go back to the list
shortcuts-zoom-in = Everything larger
shortcuts-zoom-out = Everything smaller
shortcuts-zoom-reset = Actual size
shortcuts-find = Search the list
shortcuts-next-row = Next row
shortcuts-row-before = Row before
shortcuts-ten-on = Ten rows on
shortcuts-ten-back = Ten rows back
shortcuts-first-row = First row
shortcuts-last-row = Last row
shortcuts-open-row = Open the row
shortcuts-choose = Choose the row, to do something with several at once
shortcuts-choose-all = Choose all payments that are loaded
shortcuts-send = Create the link, or save its changes
shortcuts-next-answer = On to the next answer of a question
shortcuts-leave-counter = Leave the counter

## Where they work

shortcuts-everywhere = On every page
shortcuts-in-lists = In the lists of payments and links
shortcuts-in-form = While you write a link
shortcuts-at-counter = At the counter

## What is written on the keys

shortcuts-key-command = Ctrl
shortcuts-key-enter = Enter
shortcuts-key-escape = Esc
shortcuts-key-home = Home
shortcuts-key-end = End
shortcuts-key-page-down = Page Down
shortcuts-key-page-up = Page Up
