# The table of payments: its columns, the views that are kept, and several rows at once.

## Columns that are not usually shown; they are narrow

payments-table-link = Link
payments-table-refunded = Refunded
payments-table-fee = Fee
payments-table-net = Net
payments-table-order = Order
payments-table-id = ID
# An order that was handed over.
payments-table-fulfilled = Fulfilled

## Choosing columns

payments-table-columns = Columns
payments-table-columns-as-usual = As it was
payments-table-column-forward = Move “{ $column }” forward
payments-table-column-back = Move “{ $column }” back
payments-table-width = Width of “{ $column }”

## Views: filters and columns that are kept under a name

payments-table-views = Views
payments-table-views-none = Keep what you search, filter and show under a name, and come back to it with one press.
payments-table-view-keep = Keep what is shown now
payments-table-view-name = Name
payments-table-view-new-name = New name
payments-table-keep = Keep
payments-table-view-update = Keep the changes in “{ $name }”
payments-table-view-rename = Rename “{ $name }”
payments-table-view-remove = Remove “{ $name }”
payments-table-view-removed = “{ $name }” is removed.
payments-table-undo = Undo

## Several payments at once

# The name is the amount, the status and the customer of a payment.
payments-table-choose = Choose { $name }
payments-table-choose-all = Choose all payments that are loaded
payments-table-choose-none = Choose none
payments-table-chosen = Chosen payments
payments-table-chosen-count = { $count } chosen
payments-table-chosen-most = { $count } chosen, which is the most
payments-table-mark = Mark as fulfilled
# In place of the button’s action.
payments-table-mark-most = Up to { $count } orders can be marked at once.
payments-table-marked = { $count ->
    [one] { $count } order marked as fulfilled.
   *[other] { $count } orders marked as fulfilled.
}
payments-table-refused = { $name }: { $message }
payments-table-export = Export…
payments-table-exported = { $count ->
    [one] { $count } payment saved as a table:
   *[other] { $count } payments saved as a table:
}
