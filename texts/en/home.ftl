home-search = Search payments
home-loading = Loading today
home-today = Today

## The figures of today. Where there are several currencies, each names its own.

home-gross = Gross today
home-gross-of = Gross today, { $currency }
home-fees = Fees today
home-fees-of = Fees today, { $currency }
home-payments = Payments
home-payments-of = Payments, { $currency }
home-next-payout = Next payout
# A change in percent with its sign, such as +18%; a weekday such as Tuesday.
home-change = { $change } on last { $weekday } by { $time }
home-first-that-day = Nothing last { $weekday } by { $time }
home-given-back = { $amount } given back
home-before-fees = Before fees
home-fees-unknown = { $count } not known yet
home-fees-known = All known
home-failed = { $count } failed
home-processing = { $count } processing
home-all-paid = All paid
home-none-yet = None yet today
home-payout-arrives = { $near ->
    [today] Arrives today
    [yesterday] Was to arrive yesterday
   *[other] Arrives { $day }
}
home-payout-unknown = On its way
home-payout-others = { $arrives }, { $count } more
home-no-payout = None on its way

## The chart of the last days

home-volume-title = Gross volume, last { $count } days
home-volume-against = against the { $count } before
home-volume-label = Gross by day. Arrow keys go from day to day.
home-volume-currency = Currency of the chart
home-volume-day = Day
home-volume-now = Gross
home-volume-before = { $count } days before
# What is read out at a day of the chart.
home-volume-spoken = { $day }: { $amount }, { $count } days before: { $before }
home-volume-none = Nothing was paid in these days.

## What waits for the merchant

home-waiting = Needs you
home-waiting-none = Nothing waits for you.
home-dispute = { $amount } are disputed: { $reason }
home-dispute-due = Answer by { $due }
home-show-payment = Show the payment
home-payout-failed = A payout of { $amount } failed
home-payout-failed-note = Made on { $day }. Look at your bank account in Stripe’s Dashboard.
home-orders = { $count ->
    [one] One order is to be fulfilled
   *[other] { $count } orders are to be fulfilled
}
home-show-orders = { $count ->
    [one] Show it
   *[other] Show them
}
home-fraud-warning = The card’s bank warns of fraud: { $amount }
# Where the payment is not known here.
home-fraud-warning-unknown = The card’s bank warns of fraud.
home-fraud-warning-note = If you give the money back now, there will be no dispute.
home-review = Stripe wants you to look at a payment: { $amount }
home-review-unknown = Stripe wants you to look at a payment.
home-review-note = Approve it or give it back in Stripe’s Dashboard.
home-sold-out = { $name } is sold out
home-sold-out-note = Its limit of { $limit } is reached.
home-show-link = Show the link
home-unnamed-link = A link
home-not-receiving = Payments do not reach this computer
home-way-shut = Stripe does not reach this computer
home-show-health = Open Health
home-show-connection = Open Connection

## The newest payments

home-latest = Latest payments
home-all-payments = All payments

## While nobody has paid yet

home-first-waiting = Waiting for the first payment
home-first-make = Make your first link
home-first-link = Make a payment link
home-first-link-open = { $name } is open.
home-first-link-how = Say what you are selling and what it costs. It takes ten seconds.
home-first-pay = Pay it yourself
# The number is that of a test card.
home-first-pay-how = Open its pay page and use the card { $number }, any date in the future and any three digits. No money moves.
home-first-share = Share it
home-first-share-how = Send its address, or let customers scan its code.
home-first-watch = Watch it arrive
home-first-watch-how = The payment appears here the moment it is made.
home-first-show = Show the link
