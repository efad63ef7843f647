# What can be done to a payment.

payments-deeds-refund = Refund…
payments-deeds-capture = Capture…
payments-deeds-cancel = Cancel payment…
payments-deeds-fulfil = Mark as fulfilled
payments-deeds-fulfilled = Fulfilled
payments-deeds-undo = Undo

## The forms of the first two; each button without and with the amount

payments-deeds-refund-submit = Refund
payments-deeds-refund-submit-amount = Refund { $amount }
payments-deeds-capture-submit = Capture
payments-deeds-capture-submit-amount = Capture { $amount }
# Leaves one of the three forms.
payments-deeds-keep = Keep as it is
# Below the field, where more is written than there is.
payments-deeds-most = { $amount } is the most.

## Giving money back

payments-deeds-refund-label = How much to give back
payments-deeds-refund-hint = { $amount } is left of this payment. Stripe keeps its fee.
payments-deeds-reason = Why
payments-deeds-reason-none = No reason given
payments-deeds-reason-requested_by_customer = The customer asked for it
payments-deeds-reason-duplicate = It was charged twice
payments-deeds-reason-fraudulent = It was not the card’s owner
payments-deeds-reason-hint = Only you and Stripe see it.
payments-deeds-reason-hint-fraudulent = Stripe blocks this card and e-mail address from then on.

## Taking what is held, or letting it go

payments-deeds-capture-label = How much to take
payments-deeds-capture-hint = What you do not take is let go, and cannot be taken later.
payments-deeds-cancel-held = The money that is held is let go, and the customer is not charged. A payment that is canceled stays so.
payments-deeds-cancel-unpaid = The customer cannot pay it any more. A payment that is canceled stays so.
payments-deeds-cancel-submit = Cancel the payment
