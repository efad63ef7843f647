# Passing a link on: its address, its code, the counter, addresses for different places.

links-share-address = Address
links-share-pay-page = Open pay page
links-share-mail = E-mail

## Its code

links-share-code = QR code of the pay page of { $name }
links-share-code-scan = Customers scan it with their phone’s camera.
links-share-code-practice = In the practice store the code and the address work on this computer only.
links-share-code-save = Save the code
links-share-png = PNG…
links-share-svg = SVG…
links-share-poster = Poster
links-share-saved = Saved at

## A poster with it

links-share-poster-paper = Paper
links-share-poster-a4 = A4
links-share-poster-a5 = A5
links-share-poster-a6 = A6 (postcard)
links-share-poster-letter = US Letter
links-share-poster-language = Language
links-share-poster-shop = Shop’s name
links-share-poster-shop-hint = It stands above what you sell. Leave it empty for none.
links-share-poster-save = Save as PDF…
# The characters that cannot be printed.
links-share-poster-missing = No font of this computer has { $characters }: boxes stand in their place. Install a font that has them, or change the name.

## The counter: the whole screen for the queue

links-share-counter-show = Show at the counter
links-share-counter-about = Fills this screen with the code, and shows when it is paid.
links-share-counter = Counter
links-share-counter-sold-out = Sold out: nobody can pay with this code any more.
links-share-counter-closed = This link is closed: nobody can pay with this code.
links-share-counter-practice = In the practice store the code works on this computer only.
links-share-counter-scan = Scan with your phone’s camera to pay.
links-share-counter-paid = Paid { $time } · { $amount }
# The money is only reserved yet, to be captured later.
links-share-counter-reserved = Reserved { $time } · { $amount }
links-share-counter-more = and { $count } more
links-share-counter-looking = Looking for the link
links-share-counter-missing = This link is not here
links-share-counter-back = Back to the links
links-share-counter-fill = Fill the screen
links-share-counter-chime = Chime when it is paid
links-share-counter-leave = Leave the counter (Escape)
links-share-counter-lost = Countertop does not answer. The code works; payments are shown once it is back.
# Why, as a sentence.
links-share-counter-problem = Payments are not shown: { $problem }
links-share-counter-stopped = Not receiving. The code works; payments are shown later.
links-share-counter-down = No line from Stripe right now. The code works; payments are shown a little later.

## Addresses for different places

links-share-variants = Addresses for different places
links-share-variants-about = One link, several addresses: for a newsletter, a shop window, a customer. Each can have a language, a customer’s e-mail address or a reference, by which you see what came in through it.
links-share-variants-make = Make an address
links-share-variant-code = Code of { $name }
links-share-variant-change = Change { $name }
links-share-variant-remove = Remove { $name }
# A link and one of its addresses.
links-share-variant-of = { $link }, { $variant }
links-share-variant-paid = { $count ->
    [one] Paid once
   *[other] Paid { $count } times
}
links-share-variant-untold = It has no reference, so its results cannot be told from the link’s others.
links-share-variant-refer = Give it a reference
links-share-variant-sure = Its address goes on working; only this entry goes.
links-share-variant-remove-it = Remove it
links-share-variant-keep-it = Keep it

## What is added to such an address, each on a line

links-share-part-email = For { $email }
links-share-part-email-locked = Only for { $email }
links-share-part-promo-code = Promotion code { $code }
# A language by its own name, such as "Deutsch".
links-share-part-language = In { $language }
links-share-part-reference = Reference { $reference }
links-share-part-campaign = Campaign { $words }
links-share-own-language = The customer’s own language

## The form of such an address

links-share-form-name = What you call it
links-share-form-name-hint = Only you see it: “Newsletter in May”, “Table 7”.
links-share-form-reference = Reference
links-share-form-reference-hint = It comes back with each payment, so this address has results of its own.
links-share-form-reference-none = Without one, results cannot be told from the link’s others.
links-share-form-reference-use = Use “{ $reference }”
links-share-form-language = Language of the pay page
links-share-form-language-none = As the link says
links-share-form-email = The customer’s e-mail address
links-share-form-email-locked = The customer cannot change it
links-share-form-promo-code = Promotion code
# What the address says of where it stood; "utm" is how such words are called everywhere.
links-share-form-utm = Campaign words (utm)
links-share-form-utm-source = Source
links-share-form-utm-source-example = newsletter
links-share-form-utm-medium = Medium
links-share-form-utm-medium-example = email
links-share-form-utm-campaign = Campaign
links-share-form-utm-campaign-example = may-fair
links-share-form-utm-term = Search word
links-share-form-utm-content = Which one
links-share-form-utm-note = Stripe passes them on to your own page after the payment, and nowhere else.
links-share-form-save = Save it
links-share-form-keep = Keep this address
