payouts-title = Payouts
payouts-one = Payout
payouts-caption = Payouts, newest first
payouts-loading = Loading payouts
payouts-loading-one = Loading the payout
payouts-none = No payout yet
payouts-none-how = Stripe sends what customers paid to your bank by a schedule. Each payout appears here as soon as it is made, with the day on which it arrives.

## The columns

payouts-amount = Amount
payouts-status = Status
payouts-arrives = Arrives
payouts-made = Made
payouts-by = By

payouts-by-schedule = Schedule
payouts-by-hand = Hand

## How a payout stands

payouts-status-pending = Planned
payouts-status-in-transit = On its way
payouts-status-paid = Paid out
payouts-status-failed = Failed
payouts-status-canceled = Canceled
payouts-failed-what = The money is back on your Stripe balance. Check your bank account in Stripe’s Dashboard.

## What is in it

payouts-contents = What is in it
payouts-sums = Sums by kind
payouts-kind = Kind
payouts-net = Net
payouts-loading-contents = Asking Stripe what is in it
payouts-sum = { $kind }, { $count }
payouts-after-fees = after { $fees } fees
payouts-together = Together
payouts-not-whole = These are the newest { $count } lines: the payout has more.
payouts-other-sum = That is not the payout’s { $amount }: Stripe named lines that cannot be read here.
payouts-by-hand-what = You made this payout by hand. Stripe does not say which payments are in those.
payouts-open-payment = { $amount }, open the payment

# One line, or the sum of several.
payouts-kind-charge = { $count ->
    [one] Payment
   *[other] Payments
}
payouts-kind-refund = { $count ->
    [one] Refund
   *[other] Refunds
}
payouts-kind-refund-failure = { $count ->
    [one] Failed refund
   *[other] Failed refunds
}
payouts-kind-topup = { $count ->
    [one] Top-up
   *[other] Top-ups
}
payouts-kind-transfer = { $count ->
    [one] Transfer
   *[other] Transfers
}
payouts-kind-application-fee = { $count ->
    [one] Application fee
   *[other] Application fees
}
payouts-kind-adjustment = { $count ->
    [one] Dispute or adjustment
   *[other] Disputes and adjustments
}
payouts-kind-stripe-fee = { $count ->
    [one] Stripe’s fee
   *[other] Stripe’s fees
}
payouts-kind-tax-fee = { $count ->
    [one] Tax on fees
   *[other] Tax on fees
}
payouts-kind-reserve = { $count ->
    [one] Reserve
   *[other] Reserve
}
payouts-kind-payout-back = { $count ->
    [one] Failed payout, back
   *[other] Failed payouts, back
}
