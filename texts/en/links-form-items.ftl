# What a link sells: each item, what it costs, and how it is found in the catalogue.

links-form-items-nth = Item { $number }
links-form-items-add = Add an item
links-form-items-add-picked = Add from the catalogue
links-form-items-remove = Remove item { $number }
links-form-items-what = What are you selling?
links-form-items-what-else = What else?
links-form-items-example = Birthday cake, 24 cm

## From the catalogue

links-form-items-pick = From the catalogue…
links-form-items-find = Find it in the catalogue
links-form-items-find-words = Words of its name
links-form-items-looking = Looking…
links-form-items-catalogue-empty = The catalogue is empty.
links-form-items-nothing-found = Nothing in the catalogue is called that.
links-form-items-more-found = There are more. Write more of the name to find them.
links-form-items-keep = Keep it
links-form-items-write = Write it instead
links-form-items-new-price = At a new price
links-form-items-other-price = Other price
links-form-items-catalogue-price = A price of the catalogue

## Price

links-form-items-pricing = How it is priced
links-form-items-fixed = Fixed price
# The customer chooses how much to pay. Stands where a price would, too.
links-form-items-chosen = Customer chooses
links-form-items-repeated = Subscription
links-form-items-price = Price
links-form-items-suggested = Suggested amount
links-form-items-suggested-hint = May be left empty.
links-form-items-currency = Currency
links-form-items-no-currency = No currency that Stripe charges in is called that.
links-form-items-currency-as-first = { $currency }, as the first item
links-form-items-each = Each costs { $amount }.
# $every is links-form-items-every.
links-form-items-each-time = { $amount } { $every }.
links-form-items-price-every = { $amount } { $every }
links-form-items-every =
    { $interval ->
        [day] { $count ->
            [1] every day
           *[other] every { $count } days
        }
        [week] { $count ->
            [1] every week
           *[other] every { $count } weeks
        }
       *[month] { $count ->
            [1] every month
           *[other] every { $count } months
        }
        [year] { $count ->
            [1] every year
           *[other] every { $count } years
        }
    }
# A number stands in the field below, and a unit of time in the one beside it.
links-form-items-paid-every = Paid every
links-form-items-unit-of-time = Unit of time
links-form-items-day = day
links-form-items-week = week
links-form-items-month = month
links-form-items-year = year
# How many of an item, where the customer may change it.
links-form-items-range = Customer can take { $least } to { $most }

## More of an item

links-form-items-more = Description, pictures, changeable quantity
links-form-items-more-quantity = Changeable quantity
links-form-items-summary-described = described
links-form-items-summary-pictures =
    { $pictures ->
        [1] one picture
       *[other] { $pictures } pictures
    }
links-form-items-summary-tax = tax
links-form-items-description-hint = Customers read it below the name.
links-form-items-pictures-hint = Addresses of pictures on the web that anyone can see.
# What one of a product is called, such as a seat.
links-form-items-unit = One of it is called
links-form-items-unit-example = seat
links-form-items-tax-code = Tax code
links-form-items-tax-code-detailed = Tax code, detailed
# Of a service: where it is rendered, which decides the tax.
links-form-items-performed = Where it is performed
links-form-items-tax = Tax
links-form-items-tax-inclusive = Tax is in the price
links-form-items-tax-exclusive = Tax is added to it
links-form-items-tax-unspecified = Not said
links-form-items-decimal = Price with parts of a cent
links-form-items-decimal-hint = In cents, instead of the price above.
links-form-items-metadata = Your own keys of the product
