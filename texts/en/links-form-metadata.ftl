# The merchant's own keys, on the link and on what comes of it.

links-form-metadata-title = Your own keys (metadata)
links-form-metadata-link = Of the link
links-form-metadata-hint = For your own programs and exports. Customers do not see them.
links-form-metadata-same-payment = Each payment carries the same
links-form-metadata-same-subscription = Each subscription carries the same
links-form-metadata-payment = Of each payment
links-form-metadata-subscription = Of each subscription
# While it is folded away.
links-form-metadata-summary =
    { $keys ->
        [1] 1 key
       *[other] { $keys } keys
    }
