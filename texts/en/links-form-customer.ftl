# What the customer is asked besides the e-mail address.

links-form-customer-title = About the customer
links-form-customer-phone = Ask for a phone number
links-form-customer-name = Ask for the person’s name
links-form-customer-business = Ask for the business’s name
# Indented below one of the two before.
links-form-customer-may-be-empty = may be left empty
links-form-customer-tax-id = Ask for a business’s tax id
links-form-customer-tax-id-needed = The tax id
links-form-customer-tax-id-default = May be left empty
links-form-customer-tax-id-never = Never required
links-form-customer-tax-id-if-supported = Required where there is one
links-form-customer-billing = Billing address
links-form-customer-billing-default = Only what the method of payment needs
links-form-customer-billing-auto = Only what is needed
links-form-customer-billing-required = Always ask for it
links-form-customer-creation = Customer in Stripe
links-form-customer-creation-hint = A customer in Stripe keeps the payments of one person together.
links-form-customer-creation-default = Only if it is needed
links-form-customer-creation-if-required = If it is needed
links-form-customer-creation-always = Always keep one

## What of it is asked, one after the other, while it is folded away

links-form-customer-summary-phone = phone
links-form-customer-summary-name = name
links-form-customer-summary-business = business name
links-form-customer-summary-tax-id = tax id
links-form-customer-summary-billing = billing address
links-form-customer-summary-kept = customer kept
