# The first thing a person sees.

welcome-title = Welcome
welcome-promise = Make payment links, and watch the payments arrive.
welcome-lead = The practice store is a whole shop on this computer, to try everything in. It needs no account and no internet, and no real money moves.
welcome-open = Open the practice store
welcome-where = All that is recorded stays on this computer, in { $folder }.

## What happens in the practice store

welcome-step-link = You make a link: what you sell, and its price.
welcome-step-pay = You open its pay page and pay with a test card.
welcome-step-payment = The payment appears in this window, as a real one would.

## A drawing of a pay page, and of the row that it becomes

welcome-picture-shop = Your shop
welcome-picture-item = Sourdough box
welcome-picture-pay = Pay { $price }
welcome-picture-succeeded = Succeeded
welcome-picture-customer = Ana Ruiz
