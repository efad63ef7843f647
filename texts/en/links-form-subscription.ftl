# A subscription's trial, and what stands on its invoices.

links-form-subscription-title = Trial and subscription
links-form-subscription-trial = Free trial, days
# No days of trial.
links-form-subscription-trial-none = None
links-form-subscription-end = If no method of payment is there when it ends
links-form-subscription-end-default = An invoice is made
links-form-subscription-end-invoice = Make an invoice
links-form-subscription-end-pause = Pause the subscription
links-form-subscription-end-cancel = Cancel the subscription
links-form-subscription-description-hint = Customers read it on their invoices.
links-form-subscription-issuer = Who issues the invoices

## What is set, while it is folded away

# $days is what was typed where that is no number.
links-form-subscription-summary-trial =
    { $days ->
        [1] 1 day of trial
       *[other] { $days } days of trial
    }
links-form-subscription-summary-description = description
