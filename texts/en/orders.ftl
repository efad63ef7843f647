# Orders: what was bought, and where it goes.

orders-title = To fulfil
orders-loading = Loading the orders
orders-which = Show orders by whether they were handed over
orders-pending = To hand over
orders-done = Handed over
orders-refunded = Given back before
orders-none = Nothing is to be handed over
orders-none-how = Each paid order appears here once: with what was bought, what the customer answered, and where it goes. A payment that takes days appears when the money is there.
orders-none-done = Nothing was handed over yet
orders-none-done-how = What you mark as handed over is kept here, and can be taken back.
orders-none-refunded = No order was given back before it was handed over
orders-none-refunded-how = An order that is refunded in full leaves the list by itself and stands here.
orders-fulfil = Handed over
orders-undo = Not handed over after all
orders-show = Show the payment
orders-paid = Paid { $when }
orders-more = Show more orders
orders-new = { $count ->
    [one] { $count } new order
   *[other] { $count } new orders
}
orders-slips = { $count ->
    [one] Packing slip
   *[other] { $count } packing slips
}

## What a checkout told

orders-order = Order
orders-items = What was bought
orders-item = { $quantity } × { $name }
orders-more-items = and more, which Stripe’s Dashboard shows
orders-asking = Asking Stripe what was bought
orders-unknown = What was bought is not known yet: { $why }
orders-answers = What the customer answered
orders-no-answer = No answer
orders-phone = Phone
orders-ship-to = Ship to
orders-address = Address

## Papers

orders-packing-slip = Packing slip
orders-receipt = Receipt
orders-papers = Papers
orders-saved = Saved:
orders-missing = No font of this computer has { $characters }: boxes stand in their place.

## The note

orders-note = Note to yourself
orders-note-none = Nobody else sees it, and it goes with the customer if you erase them.
orders-note-add = Add a note
orders-note-change = Change the note
orders-note-keep = Keep the note
