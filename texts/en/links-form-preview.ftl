# A picture of the pay page beside the form. It speaks as the pay page does.

links-form-preview-title = What your customer sees
# Above the price. $days is what was typed where that is no number.
links-form-preview-trial =
    { $days ->
        [1] 1 day free, then
       *[other] { $days } days free, then
    }
links-form-preview-item = What you are selling
links-form-preview-extras = Add to the order
links-form-preview-email = E-mail
links-form-preview-phone = Phone
links-form-preview-business = Business name
links-form-preview-name = Name
links-form-preview-shipping-address = Shipping address
links-form-preview-billing-address = Billing address
links-form-preview-tax-id = Tax id of a business
links-form-preview-code = Promotion code
links-form-preview-question = Your question
links-form-preview-optional = { $words } (optional)
links-form-preview-card = Card
links-form-preview-card-here = Entered on the pay page
links-form-preview-card-at-stripe = Entered on Stripe’s page
links-form-preview-shipping = Shipping
links-form-preview-way = A way of shipping
links-form-preview-agree = I agree to the terms of service
links-form-preview-news = News and offers by e-mail
links-form-preview-pay-amount = Pay { $total }
links-form-preview-start-trial = Start trial
links-form-preview-after = After payment
links-form-preview-after-page = After payment: { $page }
links-form-preview-after-some-page = After payment: another page
links-form-preview-soon = The code and the address are ready as soon as you create the link.
