# The form of a payment link: to make one, to change one, or to replace one. Its parts have files of their own.

## The page

links-form-new = New payment link
links-form-change = Change { $name }
links-form-change-nameless = Change this link
# As long as nothing is known of the link.
links-form-change-any = Change a link
links-form-replace = Replace { $name }
links-form-replace-nameless = Replace this link
links-form-loading = Loading the link
# What the form is called for whoever listens to the page.
links-form-name-new = New link
links-form-name-edit = The link
links-form-create = Create link
# The same on a button that nobody sees.
links-form-submit = Create
links-form-save = Save changes
links-form-make-new = Make the new link

## Notes above the form

# $day is today, yesterday or other; $when is a time for today, else a date.
links-form-draft-of =
    { $day ->
        [today] Draft of today { $when }
        [yesterday] Draft of yesterday
       *[other] Draft of { $when }
    }
links-form-back-to-draft =
    { $day ->
        [today] Back to the draft of today { $when }
        [yesterday] Back to the draft of yesterday
       *[other] Back to the draft of { $when }
    }
links-form-begun =
    { $day ->
        [today] Your changes of today { $when }, not saved yet.
        [yesterday] Your changes of yesterday, not saved yet.
       *[other] Your changes of { $when }, not saved yet.
    }
links-form-overtaken = The link was changed otherwise since: saving makes it what stands here.
links-form-start-over = Start over
links-form-start-anew = Start anew
links-form-origin-copy = A copy of { $name }
links-form-origin-template = From the template { $name }
links-form-origin-nameless = A copy of a link
links-form-change-note = What is sold and what it costs is fixed once a link is made; its address stays too. To change those, make a new link of it: the old one is closed then.
links-form-duplicate = Duplicate and replace…
links-form-replace-note = A new link is made of what stands here, and then the old one is closed. The old address and code cannot be paid any more: share the new ones. What was paid through the old link stays.
# Names of Stripe's for what the form does not know.
links-form-left-in = Kept as they are: { $params }.
links-form-left-out = Not taken over, as only platforms can set them: { $params }.
links-form-old-closed = The old link { $link } is closed: it cannot be paid any more.
links-form-old-open = The old link is still open. Close it from its page.

## Templates

links-form-templates = Templates
links-form-template-none = No templates yet. Keep this form under a name, to begin from it another time.
links-form-template-keep-form = Keep this form as a template
links-form-template-name = Its name
links-form-template-keep = Keep
links-form-template-replace = Replace
links-form-template-kept = “{ $name }” is kept.
links-form-template-remove = Remove the template { $name }
links-form-template-removed = “{ $name }” is removed.

## What stands at many fields

links-form-fixed = Fixed since the link was made.
links-form-characters = { $length } of { $limit } characters
links-form-whole-number = Write a whole number in digits, such as 20.
links-form-description = Description
links-form-quantity = Quantity
links-form-at-least = At least
links-form-at-most = At most
# Of the customer, who buys between so many and so many.
links-form-adjustable = Customers can change how many
links-form-adjustable-from = From
links-form-adjustable-to = To
# Chooses another product.
links-form-change-pick = Change…
# A list of what is chosen at a field.
links-form-chosen = { $label }: chosen
links-form-remove = Remove { $name }
links-form-as-stripe = As Stripe has it
links-form-as-account = As the account is set
links-form-this-account = This account
links-form-lines-picture = Pictures
links-form-lines-picture-nth = Pictures { $number }
links-form-lines-picture-add = Add picture
links-form-lines-picture-remove = Remove picture { $number }
links-form-lines-tax-id = Your own tax ids on it
links-form-lines-tax-id-nth = Your own tax ids on it { $number }
links-form-lines-tax-id-add = Add tax id
links-form-lines-tax-id-remove = Remove tax id { $number }
# The merchant's own keys (metadata), each with a value.
links-form-pairs-key = Key
links-form-pairs-key-nth = Key { $number }
links-form-pairs-key-add = Add key
links-form-pairs-key-remove = Remove key { $number }
# Lines on an invoice, each with a name and a value.
links-form-pairs-line = Name
links-form-pairs-line-nth = Name { $number }
links-form-pairs-line-add = Add name
links-form-pairs-line-remove = Remove name { $number }
links-form-pairs-value = Value
links-form-pairs-value-nth = Value { $number }

## After the payment, and how many are sold

links-form-after = After payment
links-form-after-example = Thank you! Your cake is ready after 15:00.
links-form-after-what = What comes
links-form-after-message = Show a message
links-form-after-page = Go to a page
links-form-after-url = After payment, go to
links-form-after-url-hint = “{ $code }” in it becomes the id of the checkout.
links-form-limit = Limit of sales
links-form-limit-none = As many as come
links-form-limit-hint = After so many payments it is sold out.
