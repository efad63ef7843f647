# Payments: their list, and one of them from all sides.

payments-title = Payments
payments-search = Search payments
payments-loading = Loading payments
payments-caption = Payments, newest first
payments-new = { $count ->
    [one] { $count } new payment
   *[other] { $count } new payments
}

## The filters above the list

payments-statuses = Show payments by status
payments-all = All
payments-to-fulfil = To fulfil

## What became of a payment

payments-status-succeeded = Succeeded
payments-status-processing = Processing
# The customer has to do something, such as to confirm at the bank.
payments-status-needs-customer = Needs customer
payments-status-to-capture = To capture
payments-status-partial-refund = Partial refund
payments-status-refunded = Refunded
payments-status-disputed = Disputed
payments-status-dispute-lost = Dispute lost
payments-status-failed = Failed
payments-status-canceled = Canceled
payments-status-incomplete = Incomplete

## The table; its columns are narrow

payments-column-amount = Amount
payments-column-status = Status
payments-column-customer = Customer
payments-column-bought = Bought
payments-column-time = Time
# What was paid with: a card, a debit.
payments-paid-with = Paid with
payments-no-name = No name yet

## Methods of payment whose names are words; the others are brands

payments-method-acss-debit = Pre-authorized debit
payments-method-au-becs-debit = BECS debit
payments-method-bacs-debit = Bacs debit
payments-method-bank-transfer = Bank transfer
payments-method-card = Card
payments-method-sepa-debit = SEPA debit
payments-method-us-bank-account = Bank account
# A card whose brand is not known.
payments-brand-unknown = Unknown

## In place of the list

payments-none = No payment
# The label is one of the statuses.
payments-none-of = No payment among “{ $label }”
payments-none-to-fulfil = Nothing is to be fulfilled
payments-not-found = Nothing found for “{ $search }”
payments-not-found-of = Nothing found for “{ $search }” among “{ $label }”
payments-searched = Names, e-mail addresses, what was bought, ids and the last four digits of a card are searched.
payments-show-all = Show all payments
payments-first = No payments yet
payments-first-how = Each payment appears here the moment it is made. All it takes is a link that a customer can open.

## One payment

payments-payment = Payment
payments-payment-loading = Loading the payment
payments-net = Net
# Behind the net amount.
payments-net-after = after { $fee } fees
payments-fee-unknown = The fee is not known yet
payments-captured = Captured
payments-refunded = Refunded
payments-email = E-mail
payments-began = Began
payments-paid = Paid
payments-link = Link
payments-show-link = Show the link
payments-charge = Charge
payments-checkout = Checkout
payments-metadata = Metadata

## Its timeline: how an event became known, perhaps with when, if that was later

payments-timeline = Timeline
payments-source = { $source ->
    [webhook] signature checked
    [api] read from Stripe
    [import] imported
   *[other] { $source }
}
payments-source-at = { $source ->
    [webhook] signature checked at { $time }
    [api] read from Stripe at { $time }
    [import] imported at { $time }
   *[other] { $source } at { $time }
}

## Its steps, by the event’s type, in the order of a payment’s life; the program says the same in English

payments-step-invoice-created = Invoice made
payments-step-invoice-finalized = Invoice sent out
payments-step-payment_intent-created = Payment started
payments-step-payment_intent-requires_action = Customer asked to confirm
payments-step-charge-failed = Charge declined
payments-step-payment_intent-payment_failed = Payment failed, the customer can try again
payments-step-checkout-session-expired = Checkout expired
payments-step-charge-pending = Waiting for the bank
payments-step-payment_intent-processing = Payment on its way
payments-step-payment_intent-partially_funded = Paid in part
payments-step-payment_intent-amount_capturable_updated = Authorised, ready to capture
payments-step-charge-expired = Authorisation expired
payments-step-payment_intent-canceled = Payment canceled
payments-step-charge-succeeded = Charge accepted
payments-step-charge-captured = Money captured
payments-step-payment_intent-succeeded = Payment succeeded
payments-step-invoice-payment_failed = Invoice could not be paid
payments-step-invoice_payment-paid = Payment counted to its invoice
payments-step-invoice-paid = Invoice paid
payments-step-invoice-voided = Invoice voided
payments-step-checkout-session-completed = Checkout finished
payments-step-checkout-session-async_payment_failed = Bank payment failed
payments-step-checkout-session-async_payment_succeeded = Bank payment arrived
payments-step-charge-updated = Settled on the Stripe balance
payments-step-radar-early_fraud_warning-created = Early warning of fraud
payments-step-radar-early_fraud_warning-updated = Early warning of fraud updated
payments-step-review-opened = Review opened
payments-step-review-closed = Review closed
payments-step-refund-created = Refund started
payments-step-charge-refunded = Refunded
payments-step-refund-updated = Refund updated
payments-step-refund-failed = Refund failed
payments-step-charge-dispute-created = Customer disputes the payment
payments-step-charge-dispute-funds_withdrawn = Disputed money withdrawn
payments-step-charge-dispute-updated = Dispute updated
payments-step-charge-dispute-closed = Dispute closed
payments-step-charge-dispute-funds_reinstated = Disputed money given back to you

## A search with filters: how it was understood

# The parts are a list, such as: Refunded, over €20.00, by words “ana”.
payments-query-sentence = Shown: { $parts }
payments-query-status = { $status }
payments-query-order-pending = to fulfil
payments-query-order-done = fulfilled
payments-query-over = over { $amount }
payments-query-under = under { $amount }
payments-query-least = from { $amount }
payments-query-most = up to { $amount }
payments-query-exactly = exactly { $amount }
payments-query-between = from { $least } to { $most }
payments-query-currency = in { $currency }
payments-query-link = through links called “{ $name }”
payments-query-card = paid with •••• { $last4 }
payments-query-from = since { $from }
payments-query-to = before { $to }
payments-query-on = on: { $day }
payments-query-words = with “{ $words }”

# What cannot be understood, and how to write it.
payments-query-problem = “{ $text }” is not understood. { $how }
payments-query-how-amount = Write an amount, such as >20, <=12.50 or 20..50.
payments-query-how-status = Write a status, such as status:refunded.
payments-query-how-order = Write order:open or order:done.
payments-query-how-currency = Write a currency’s three letters, such as currency:eur.
payments-query-how-link = Write words of its name, such as link:"birthday cake".
payments-query-how-card = Write the last digits, such as card:4242.
payments-query-how-last = Write a number and h, d, w, m or y, such as last:7d.
payments-query-how-from = Write a day, such as from:2026-11-01.
payments-query-how-to = Write a day, such as to:2026-12-01.
payments-query-how-on = Write a day, such as on:today or on:2026-11-24.

## What is suggested while it is typed

payments-query-suggestions = What may follow
payments-query-key-status = Refunded, failed, disputed …
payments-query-key-order = To fulfil, or fulfilled
payments-query-key-currency = One currency
payments-query-key-link = The name of a link
payments-query-key-card = The last digits of a card
payments-query-key-last = The last hours or days
payments-query-key-from = From a day on
payments-query-key-to = Before a day
payments-query-key-on = One day
payments-query-last-hours = The last { $count } hours
payments-query-last-days = The last { $count } days
payments-query-last-months = The last { $count } months

## What threatens a payment

payments-alert-dispute = { $amount } are disputed: { $reason }
payments-alert-dispute-due = Answer by { $due }.
payments-alert-was-disputed = { $amount } were disputed: { $reason }
payments-dispute-under-review = The bank is deciding.
payments-dispute-closed = It is closed without a loss.
payments-dispute-won = You won: the money is yours.
payments-dispute-lost = You lost: the money is gone.
payments-alert-fraud = The card’s bank warns of fraud.
payments-alert-fraud-note = If you give the money back now, there will be no dispute.
payments-alert-review = Stripe wants you to look at this payment.
payments-alert-review-note = Approve it or give it back in Stripe’s Dashboard.
payments-open-in-stripe = Open in Stripe’s Dashboard
payments-answer-in-stripe = Answer in Stripe’s Dashboard
# The event behind a step, for those who hear it.
payments-show-event = Show the event { $type }

## Why a customer disputes a payment

payments-reason-unknown = no reason is known
payments-reason-bank-cannot-process = the bank cannot process it
payments-reason-check-returned = the cheque was returned
payments-reason-credit-not-processed = the customer waits for money back
payments-reason-customer-initiated = the customer asked the bank
payments-reason-debit-not-authorized = the customer did not authorise the debit
payments-reason-duplicate = the customer was charged twice
payments-reason-fraudulent = the card’s owner did not pay
payments-reason-general = the bank gave no reason
payments-reason-incorrect-account-details = the account’s details are wrong
payments-reason-insufficient-funds = the account had too little money
payments-reason-noncompliant = the bank says that a rule was broken
payments-reason-product-not-received = it was not received
payments-reason-product-unacceptable = it is not as promised
payments-reason-subscription-canceled = the subscription was canceled
payments-reason-unrecognized = the customer does not know of it
