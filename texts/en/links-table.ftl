# Several links at once, from a table.

links-table-title = Links from a table
links-table-choose = Choose a CSV file…
links-table-loading = Looking for a table

## How it is written

links-table-how = A spreadsheet saved as CSV: the first line names the columns, every further line is a link. It is looked over first, and nothing is made before you say so. A run that was broken off can be repeated with the same file: no link is made twice.
links-table-sample = A sample table
# Two things that are sold in the sample. The first has no comma in it, the second has one.
links-table-sample-cake = Birthday cake
links-table-sample-course = Baking course, two hours
# What is written in a column, beside its name.
links-table-column-name = What is sold. Or price_id, for a price of the catalogue.
links-table-column-price = The price of one as you write it, 1,234.50 or 1.234,50, and its currency.
links-table-column-quantity = How many, where it is not one.
# The four words are written as they stand here.
links-table-column-interval = day, week, month or year: paid again and again.
links-table-column-limit = How often the link may be paid.
links-table-column-open = When the link opens and closes, such as 2026-12-24T18:00.
links-table-column-message = What comes after the payment: words, or another page.
links-table-column-row = An id of your own: read again under it, a row makes no second link.
links-table-column-metadata = Your own keys.
links-table-others = Any other parameter of Stripe’s may be a column, under Stripe’s own name, such as { $parameter }.

## The table as a whole

links-table-head = The table
links-table-progress = Links made of the table
links-table-stop = Stop
links-table-make = { $count ->
    [one] Make the link
   *[other] Make { $count } links
}
links-table-read-again = Read it again
links-table-another = Another file…
links-table-put-away = Put away
links-table-amounts = Amounts are written
links-table-currency = Currency of rows that name none
links-table-no-currency = No currency of that name

## How it stands with it

links-table-ready = { $count ->
    [one] One link to be made.
   *[other] { $count } links to be made.
}
# May follow the others.
links-table-known = { $count ->
    [one] One link of it was made before.
   *[other] { $count } links of it were made before.
}
links-table-all-known = All of its links were made before. Nothing is left to do.
links-table-wrong = { $count ->
    [one] Something is wrong with one row. Correct the file and read it again: no link is made before.
   *[other] Something is wrong with { $count } rows. Correct the file and read it again: no link is made before.
}
links-table-making = { $made ->
    [one] One link made, { $left } to go.
   *[other] { $made } links made, { $left } to go.
}
links-table-refused = { $refused ->
    [one] One link could not be made; why stands with each. Made are { $made }, and none is made twice.
   *[other] { $refused } links could not be made; why stands with each. Made are { $made }, and none is made twice.
}
links-table-done = { $made ->
    [one] Done: one link made.
   *[other] Done: { $made } links made.
}
links-table-stopped = { $made ->
    [one] Stopped: one link made, { $left } left.
   *[other] Stopped: { $made } links made, { $left } left.
}

## Its rows

links-table-show = Show rows
links-table-show-all = All rows
links-table-show-wrong = With a problem
links-table-line = Line
links-table-sells = Sells
links-table-amount = Amount
links-table-opens = Opens
links-table-closes = Closes
links-table-state = State
links-table-state-ready = Ready
links-table-state-known = Made before
links-table-state-wrong = Wrong
links-table-state-made = Made
links-table-state-refused = Refused
links-table-nameless = No name
links-table-more = Show more rows
