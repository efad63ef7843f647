# What the customer agrees to, and codes for a discount.

links-form-agreement-title = Promotion codes and consent
links-form-agreement-codes = Customers can enter a promotion code
links-form-agreement-not-asked = Not asked
links-form-agreement-never-asked = Never asked
links-form-agreement-terms = Terms of service
links-form-agreement-terms-required = Has to agree to your terms of service
links-form-agreement-terms-hint = The address of your terms has to be in Stripe’s settings of your business.
links-form-agreement-news = News and offers by e-mail
links-form-agreement-news-auto = Asked where the law wants it
# What the pay page says of the method of payment, if it is used again later.
links-form-agreement-reuse = Words on using the method of payment again
links-form-agreement-reuse-default = As Stripe shows it
links-form-agreement-reuse-shown = Shown
links-form-agreement-reuse-hidden = Hidden: you say it yourself

## What is set, while it is folded away

links-form-agreement-summary-codes = promotion codes
links-form-agreement-summary-terms = terms of service
links-form-agreement-summary-news = news by e-mail
links-form-agreement-summary-reuse = reuse words hidden
