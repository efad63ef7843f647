# How the money is taken, and what stands on the bank statement.

links-form-payment-title = Payment and statement
links-form-payment-methods = Methods of payment
links-form-payment-methods-all = All that your Stripe account offers
links-form-payment-methods-another = Another method
links-form-payment-no-method = No method of payment is called that.
links-form-payment-brands = Cards that are not taken
links-form-payment-brands-none = None: every card is taken
links-form-payment-no-brand = No brand that can be left out is called that.
links-form-payment-ask = Ask for a method of payment
links-form-payment-ask-default = Always
links-form-payment-ask-always = Always, also for a free trial
links-form-payment-ask-if-required = Only if something is due at once
# When: one of those below.
links-form-payment-capture = The money is taken
links-form-payment-capture-default = At once
links-form-payment-capture-automatic = At once, before the customer goes on
links-form-payment-capture-async = At once, in the background
links-form-payment-capture-manual = Later, by you: the amount is only held
links-form-payment-keep = Keep the method of payment
links-form-payment-keep-default = No
links-form-payment-keep-on-session = For payments at which the customer is present
links-form-payment-keep-off-session = For payments without the customer too
links-form-payment-statement = On a card’s statement
links-form-payment-statement-hint = It follows your shop’s short name.
links-form-payment-statement-read = The customer reads “{ $line }”.
links-form-payment-statement-other = On other statements
links-form-payment-statement-other-hint = Instead of your shop’s name; not for cards.
links-form-payment-description = Description of the payment
links-form-payment-description-hint = For you, and in Stripe’s receipts.
links-form-payment-currency = Currency to charge
links-form-payment-currency-default = As the prices are
links-form-payment-currency-hint = Only for prices of the catalogue that exist in several currencies.
links-form-payment-managed = Stripe sells in its own name
links-form-payment-managed-hint = Managed payments: Stripe takes care of tax, disputes and refunds, for accounts that have it.

## Methods of payment whose names are words; the others are brands

links-form-payment-method-acss-debit = Pre-authorised debit (Canada)
links-form-payment-method-au-becs-debit = BECS Direct Debit
links-form-payment-method-bacs-debit = Bacs Direct Debit
links-form-payment-method-card = Card
links-form-payment-method-pay-by-bank = Pay by bank
links-form-payment-method-sepa-debit = SEPA Direct Debit
links-form-payment-method-us-bank-account = US bank account
links-form-payment-brand-discover = Discover, Diners Club, JCB and others of that network

## What is set, while it is folded away

links-form-payment-summary-methods =
    { $methods ->
        [1] 1 method
       *[other] { $methods } methods
    }
links-form-payment-summary-brands = not every card
links-form-payment-summary-ask = method if due
links-form-payment-summary-captured = captured later
links-form-payment-summary-keep = method kept
links-form-payment-summary-statement = statement
links-form-payment-summary-description = description
links-form-payment-summary-managed = managed by Stripe
