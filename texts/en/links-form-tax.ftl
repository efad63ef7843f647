# Tax, and the invoice that is made for a payment.

links-form-tax-title = Tax and invoice
links-form-tax-automatic = Stripe works out the tax
links-form-tax-automatic-hint = Needs an address in Stripe’s tax settings.
links-form-tax-liability = Who owes the tax
links-form-tax-invoice = Make an invoice for each payment
links-form-tax-invoice-hint = Stripe charges for invoices.
links-form-tax-description = Description on the invoice
links-form-tax-footer = Footer
links-form-tax-lines = Lines at its top
links-form-tax-amounts = Amounts on it
links-form-tax-amounts-without = Amounts without tax
links-form-tax-amounts-with = Amounts with the tax in them
links-form-tax-template = Template
links-form-tax-issuer = Who issues it
links-form-tax-metadata = Your own keys of the invoice

## What is set, while it is folded away

links-form-tax-summary-automatic = automatic tax
links-form-tax-summary-invoice = invoice
