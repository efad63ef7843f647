"""The shop that lives on a practice store, and what its steps share."""

import stripe

DAY = 24 * 3600


def step(name):
    """Names a step as the other packages name it."""

    def keep(function):
        function.step = name
        return function

    return keep


def cake(**change):
    price = {"currency": "eur", "unit_amount": 8650, "product_data": {"name": "Birthday cake"}}
    return {"line_items": [{"price_data": price, "quantity": 1}], **change}


def everything(page):
    return list(page.auto_paging_iter())


class Shop:
    """What the steps share."""

    def __init__(self, store, receiver):
        self.store, self.receiver = store, receiver
        self.stripe = self.client(store.key)

    def client(self, key, base=None, retries=0):
        base = base or self.store.url
        addresses = {"api": base, "files": base}
        made = stripe.StripeClient(key, base_addresses=addresses, max_network_retries=retries)
        return made.v1

    def construct(self, body, header):
        """The event of a delivery, as the package makes it."""
        return stripe.Webhook.construct_event(body, header, self.secret)

    def refused(self, kind, call):
        """The error of a call that has to fail, of that class of the package."""
        try:
            call()
        except stripe.StripeError as error:
            assert type(error) is kind, f"{type(error).__name__}: {error}"
            return error
        raise AssertionError(f"it was not refused with {kind.__name__}")

    def intent(self, **change):
        """An intent of the shop's own, paid at once."""
        given = {
            "amount": 4200,
            "currency": "eur",
            "confirm": True,
            "payment_method": "pm_card_visa",
            "payment_method_types": ["card"],
            **change,
        }
        return self.stripe.payment_intents.create(given)

    def wait(self, days):
        self.store.door("advance", {"seconds": days * DAY})
