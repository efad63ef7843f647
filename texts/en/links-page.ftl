# The page of one link.

links-page-link = Link
links-page-all = All links
links-page-loading = Loading the link
links-page-missing = This link is not here
links-page-missing-why = It may belong to another account, to another mode of this one, or be so new that it was not read yet.
links-page-look = Look for it at Stripe
links-page-edit = Edit
links-page-duplicate = Duplicate

## What came in

links-page-came-in = What came in
links-page-revenue = Revenue
links-page-before-fees = Before fees, and before { $refunded } that was given back.
links-page-paid = Paid
# How many checkouts were completed, perhaps of how many may be; the space stays with the number.
links-page-completed = Completed
links-page-completed-of = { $completed }{"\u00A0"}of { $limit }
links-page-pending = Pending
links-page-failed = Failed
links-page-finished = Finished
links-page-last = Last payment
links-page-none-yet = None yet
links-page-ended = { $ended ->
    [one] Of { $ended } checkout that is over, { $finished } ended paid.
   *[other] Of { $ended } checkouts that are over, { $finished } ended paid.
}
links-page-none-ended = No checkout is over yet, as far as Stripe told.
# Follows either of the two above.
links-page-visits = Stripe does not report visits, and an abandoned checkout only once it has expired.

## The chart

links-page-chart = Payments a day
links-page-chart-days = Payments a day, { $days } days
links-page-chart-day = Day
# One bar, without and with what its payments amount to.
links-page-bar = { $date }: { $count ->
    [0] no payment
    [one] { $count } payment
   *[other] { $count } payments
}
links-page-bar-sum = { $date }: { $count ->
    [one] { $count } payment, { $sum }
   *[other] { $count } payments, { $sum }
}

## Its payments

links-page-payments = Payments
links-page-payments-caption = Payments through this link, newest first
links-page-payments-loading = Loading payments
links-page-payments-none = None yet. The first one appears here as soon as it arrives.
links-page-payments-more = Show more

## What was done to it

links-page-history = History
links-page-deed-made = Made
links-page-deed-seen = First seen here
links-page-deed-changed = Changed
links-page-deed-opened = Opened
links-page-deed-closed = Closed
links-page-deed-planned = Planned
links-page-deed-unplanned = Plan taken back
links-page-deed-opened_as_planned = Opened as planned
links-page-deed-closed_as_planned = Closed as planned
# What was planned: "Thu 24 Dec at 18:00".
links-page-plan-opens = Opens { $opens }
links-page-plan-closes = Closes { $closes }
links-page-plan-both = Opens { $opens }, closes { $closes }
# One of the three above, and the time zone of its times.
links-page-plan-zone = { $plan }, { $zone }
links-page-elsewhere = In the Dashboard or with another tool

## What it sells and asks

links-page-share = Share
links-page-schedule = Schedule
links-page-terms = Terms
links-page-sells = Sells
links-page-nameless = An item without a name
# As links-price-each; the stroke stays with the price.
links-page-price-each = { $price }{"\u00A0"}/ { $rhythm }
links-page-made = Made
