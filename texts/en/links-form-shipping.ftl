# Where things are sent, and how.

links-form-shipping-title = Shipping
# Names of countries are chosen in the field below.
links-form-shipping-countries = Ask for a shipping address in
links-form-shipping-countries-hint = Without a country no address is asked for.
links-form-shipping-country = Country
links-form-shipping-another-country = Another country
links-form-shipping-no-country = No country that things can be sent to is called that.
links-form-shipping-european-union = European Union
links-form-shipping-all-countries = All countries
# A button that takes every country away.
links-form-shipping-no-countries = None
links-form-shipping-ways = Ways of shipping
links-form-shipping-way-nth = Way { $number }
links-form-shipping-way-new = A new one
links-form-shipping-way-name = Its name
links-form-shipping-way-example = Parcel, 2 days
links-form-shipping-way-costs = Costs ({ $currency })
links-form-shipping-way-add = Add a way of shipping
links-form-shipping-way-remove = Remove way { $number }

## What is set, while it is folded away

links-form-shipping-summary-countries =
    { $countries ->
        [1] to 1 country
       *[other] to { $countries } countries
    }
links-form-shipping-summary-ways =
    { $ways ->
        [1] 1 way of shipping
       *[other] { $ways } ways of shipping
    }
