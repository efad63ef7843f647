# Words of the merchant's on the pay page.

links-form-texts-title = Words on the pay page
links-form-texts-button = Word on the button
# Stripe chooses the word.
links-form-texts-auto = What fits
links-form-texts-pay = Pay
links-form-texts-book = Book
links-form-texts-donate = Donate
links-form-texts-subscribe = Subscribe
links-form-texts-above = Above the button
links-form-texts-below = Below the button
links-form-texts-shipping = At the shipping address
links-form-texts-terms = At the terms of service
links-form-texts-closed = Once it is closed or sold out
links-form-texts-closed-example = This sale is over. Thank you!

## What is set, while it is folded away

links-form-texts-summary-button = “{ $button }”
links-form-texts-summary-texts =
    { $texts ->
        [1] one text
        [2] two texts
        [3] three texts
       *[other] { $texts } texts
    }
links-form-texts-summary-closed = once closed
