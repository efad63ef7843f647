# One buyer: all that they paid.

buyers-title = Customer
buyers-loading = Loading the customer
buyers-back = Payments
buyers-all = All payments of this customer
buyers-guest = Known by the e-mail address: Stripe keeps no customer for it.
buyers-known = Stripe’s customer
buyers-email = E-mail
buyers-sums = What they paid
buyers-paid = { $count ->
    [one] { $count } payment since { $when }
   *[other] { $count } payments since { $when }
}
buyers-refunded = { $amount } of it given back
buyers-notes = Your notes
buyers-note-of = Show the payment of this note
buyers-payments = Payments
buyers-caption = Payments of this customer, newest first
buyers-dashboard = Open in Stripe’s Dashboard
