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
