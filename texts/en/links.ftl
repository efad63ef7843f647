# The list of payment links, and what is said of a link in several places.

links-title = Links
links-search = Search links
# Leads to making several links at once from a spreadsheet.
links-from-table = From a table
links-new = New payment link
links-loading = Loading links
# What is done to a link: customers can pay again, or cannot any more.
links-open = Open
links-close = Close

## What a link is called and what it costs

links-name-unknown = A link whose name is not known yet
# The first thing that a link sells, and how many others.
links-name-more = { $name } and { $count } more
links-price-chosen = Customer chooses
# "€24.00 / month", "€24.00 / 3 months".
links-price-each = { $price } / { $rhythm }
# How often is paid. Stripe knows no other interval than these four today.
links-rhythm = { $interval ->
    [day] { $count ->
        [one] day
       *[other] { $count } days
    }
    [week] { $count ->
        [one] week
       *[other] { $count } weeks
    }
    [month] { $count ->
        [one] month
       *[other] { $count } months
    }
    [year] { $count ->
        [one] year
       *[other] { $count } years
    }
   *[other] { $count } × { $interval }
}
links-product-archived = Archived product
links-product-deleted = Deleted product

## How a link stands

links-all = All
links-states = Show links by state
links-state-open = Open
links-state-scheduled = Scheduled
links-state-sold_out = Sold out
links-state-closed = Closed
links-none-open = No link is open
links-none-scheduled = No link is scheduled
links-none-sold_out = No link is sold out
links-none-closed = No link is closed
# The time is "in 4 hours", "in 18 days".
links-opens-in = Opens { $time }
links-closes-in = Closes { $time }
links-opens-on = Opens { $date }
links-closes-on = Closes { $date }
links-opening-overdue = Opening is overdue
links-closing-overdue = Closing is overdue

## The table; its columns are narrow

links-caption = Payment links; x chooses the one that has the focus
links-column-link = Link
links-column-state = State
links-column-paid = Paid
links-column-revenue = Revenue
# Which part of the checkouts that are over was paid.
links-column-finished = Finished
links-column-days = 30 days
links-column-last = Last payment
# What a row is called, for who cannot see it.
links-row = { $name }, { $price }
# How many checkouts were completed of how many may be.
links-paid-of = { $completed } of { $limit }
links-payments-in-days = { $count ->
    [0] No payment in { $days } days
    [one] { $count } payment in { $days } days
   *[other] { $count } payments in { $days } days
}

## Links that are chosen

links-choose = Choose { $name }
links-choose-all = Choose all links that are loaded
links-choose-none = Choose none
links-chosen = Chosen links
links-chosen-count = { $count } chosen
links-opened = { $count ->
    [one] { $count } link opened.
   *[other] { $count } links opened.
}
links-closed = { $count ->
    [one] { $count } link closed.
   *[other] { $count } links closed.
}
# A link, and why Stripe did not open or close it.
links-refused = { $name }: { $message }

## Below the table, and in its place

links-finished-means = Finished: checkouts that ended paid. Stripe does not report visits.
links-reading = Reading links from Stripe…
# The moment is "Today 13:48", "Yesterday", "30 Aug".
links-as-of = These are the links as of { $moment }.
links-not-found = No link is called “{ $search }”
links-show-all = Show all links
links-first = Make your first link
links-first-how = A payment link is a page of its own where customers pay. Say what it is and what it costs; then share the address, or its QR code.

## A link that was just made

links-ready = Your link is ready
links-ready-show = Show in Links
links-ready-another = Make another
links-ready-try = Try it: open the pay page and pay with the card { $card }, any date in the future and any three digits. No money moves.
links-ready-waiting = Waiting for its first payment
links-ready-paid = Paid { $time } · { $amount }
links-ready-payment = Show the payment
