"""The life of a shop on a practice store, as Stripe's own package for Python lives it: links, payments,
refunds, disputes, payouts, and what goes wrong. One line of JSON for each step.

COUNTERTOP_CLI=PROGRAM python life.py
"""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from traceback import extract_tb

import stripe
from practice import Practice, Receiver, eventually

DAY = 24 * 3600
PICTURE = b"\x89PNG\r\n\x1a\nthe rest of a picture"
STEPS = {}


def step(name):
    """Names a step as the other packages name it."""

    def keep(function):
        STEPS[name] = function
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
        self.construct = made.construct_event
        return made.v1

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


@step("an endpoint is told everything")
def endpoint(shop):
    given = {"url": shop.receiver.url, "enabled_events": ["*"]}
    made = shop.stripe.webhook_endpoints.create(given)
    assert made.secret.startswith("whsec_")
    shop.secret = made.secret
    read = shop.stripe.webhook_endpoints.retrieve(made.id)
    assert "secret" not in read


@step("a link is made, read and changed")
def link(shop):
    links = shop.stripe.payment_links
    made = links.create(cake(metadata={"season": "autumn"}))
    assert made.object == "payment_link" and made.active
    assert made.url.startswith(shop.store.url)
    assert made.last_response.request_id.startswith("req_")
    change = {
        "metadata": {"season": "", "shelf": "2"},
        "restrictions": {"completed_sessions": {"limit": 50}},
    }
    changed = links.update(made.id, change)
    assert changed.metadata.to_dict() == {"shelf": "2"}
    items = links.line_items.list(made.id)
    assert items.data[0].amount_total == 8650
    assert links.update(made.id, {"active": False}).active is False
    links.update(made.id, {"active": True})
    shop.link = made.id


@step("a link of prices, with a code and shipping")
def link_of_prices(shop):
    api = shop.stripe
    product = api.products.create({"name": "Loaf", "metadata": {"grain": "rye"}})
    price = api.prices.create({"product": product.id, "currency": "eur", "unit_amount": 640})
    coupon = api.coupons.create({"percent_off": 25, "duration": "once"})
    promotion = {"type": "coupon", "coupon": coupon.id}
    code = api.promotion_codes.create({"promotion": promotion, "code": "AUTUMN"})
    rate = api.shipping_rates.create(
        {
            "display_name": "By bicycle",
            "type": "fixed_amount",
            "fixed_amount": {"amount": 350, "currency": "eur"},
        }
    )
    item = {"price": price.id, "quantity": 2, "adjustable_quantity": {"enabled": True}}
    made = api.payment_links.create(
        {
            "line_items": [item],
            "allow_promotion_codes": True,
            "shipping_address_collection": {"allowed_countries": ["DE", "AT"]},
            "shipping_options": [{"shipping_rate": rate.id}],
            "expand": ["line_items.data.price.product"],
        }
    )
    assert made.line_items.data[0].price.product.metadata["grain"] == "rye"
    paid = shop.store.door("pay", {"payment_link": made.id, "promotion_code": code.code})
    expand = ["line_items", "total_details.breakdown"]
    session = api.checkout.sessions.retrieve(paid["checkout_session"], {"expand": expand})
    assert session.amount_total == 960 + 350
    assert session.total_details.amount_discount == 320


@step("a customer pays a link")
def pay(shop):
    paid = shop.store.door("pay", {"payment_link": shop.link, "email": "ada@example.com"})
    assert paid["status"] == "succeeded"
    shop.paid = paid["payment_intent"]
    expand = ["data.payment_intent.latest_charge.balance_transaction", "data.line_items"]
    sessions = shop.stripe.checkout.sessions.list({"payment_link": shop.link, "expand": expand})
    session = sessions.data[0]
    assert session.customer_details.email == "ada@example.com"
    assert session.line_items.data[0].description == "Birthday cake"
    charge = session.payment_intent.latest_charge
    settled = charge.balance_transaction
    assert settled.amount == 8650 and settled.net == 8650 - settled.fee
    shop.charge = charge.id


@step("a page goes on to the next by itself")
def paging(shop):
    products = shop.stripe.products
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: products.create({"name": f"Roll {number}"}), range(120)))
    made = everything(products.list({"limit": 50}))
    rolls = [one for one in made if one.name.startswith("Roll ")]
    assert len({one.id for one in rolls}) == 120
    back = products.list({"limit": 100, "ending_before": rolls[-1].id})
    assert len(back.data) == 100 and back.has_more
    events = everything(shop.stripe.events.list({"type": "product.created", "limit": 100}))
    assert len(events) >= 120


@step("a search goes on to the next page by itself")
def search(shop):
    products, charges = shop.stripe.products, shop.stripe.charges
    query = "name~'roll' AND active:'true'"
    assert len(everything(products.search({"query": query, "limit": 50}))) == 120
    page = products.search({"query": query, "expand": ["total_count"]})
    assert page.total_count == 120
    query = "status:'succeeded' AND amount:8650"
    found = charges.search({"query": query, "expand": ["data.payment_intent"]})
    assert found.data[0].payment_intent.id == shop.paid
    shop.refused(stripe.InvalidRequestError, lambda: charges.search({"query": "asdf"}))


@step("a key makes one object, however often it is sent")
def idempotency(shop):
    def send(name):
        options = {"idempotency_key": "once-and-no-more"}
        return shop.stripe.products.create({"name": name}, options)

    first, second = send("Once"), send("Once")
    assert second.id == first.id
    headers = second.last_response.headers
    assert headers["idempotent-replayed"] == "true"
    assert headers["original-request"] == first.last_response.request_id
    error = shop.refused(stripe.IdempotencyError, lambda: send("Other"))
    assert error.http_status == 400


@step("a call whose answer was cut off is made again, and done once")
def cut(shop):
    shop.store.door("faults", {"cut": 0.5, "seed": 11})
    cuts = 0
    for number in range(8):
        made = None
        while made is None:
            try:
                options = {"idempotency_key": f"cut-{number}"}
                made = shop.stripe.products.create({"name": f"Cut {number}"}, options)
            except (stripe.APIConnectionError, stripe.APIError):
                cuts += 1
    assert cuts > 0, "nothing was cut"
    shop.store.door("faults", {})
    made = everything(shop.stripe.products.list({"limit": 100}))
    names = [one.name for one in made if one.name.startswith("Cut ")]
    assert len(names) == len(set(names)) == 8


@step("errors are of the classes that they have at Stripe")
def errors(shop):
    api = shop.stripe
    unknown = {"name": "X", "colour": "red"}
    error = shop.refused(stripe.InvalidRequestError, lambda: api.products.create(unknown))
    assert (error.code, error.param) == ("parameter_unknown", "colour")
    error = shop.refused(stripe.InvalidRequestError, lambda: api.charges.retrieve("ch_x"))
    assert (error.code, error.http_status) == ("resource_missing", 404)
    stranger = shop.client("sk_test_somebody_elses_key")
    error = shop.refused(stripe.AuthenticationError, stranger.charges.list)
    assert error.http_status == 401
    key = shop.store.door("keys", {"permissions": {"charges": "read"}})["key"]
    restricted = shop.client(key)
    assert restricted.charges.list().data
    error = shop.refused(stripe.PermissionError, lambda: restricted.products.create({"name": "X"}))
    assert "rak_product_write" in str(error)
    nobody = shop.client(shop.store.key, base="http://127.0.0.1:9")
    shop.refused(stripe.APIConnectionError, nobody.charges.list)


@step("too many calls and broken ones are told as such")
def broken(shop):
    shop.store.door("faults", {"api_429": 1})
    error = shop.refused(stripe.RateLimitError, shop.stripe.charges.list)
    assert error.http_status == 429
    shop.store.door("faults", {"api_500": 1})
    shop.refused(stripe.APIError, shop.stripe.charges.list)
    shop.store.door("faults", {"api_500": 0.5, "seed": 2})
    patient = shop.client(shop.store.key, retries=8)
    made = patient.products.create({"name": "After all"})
    shop.store.door("faults", {})
    assert shop.stripe.products.retrieve(made.id).name == "After all"


@step("a card is declined")
def declined(shop):
    method = "pm_card_visa_chargeDeclinedInsufficientFunds"
    error = shop.refused(stripe.CardError, lambda: shop.intent(payment_method=method))
    assert (error.http_status, error.code) == (402, "card_declined")
    assert error.error.decline_code == "insufficient_funds"
    intent = error.error.payment_intent
    assert intent.status == "requires_payment_method"
    kept = shop.stripe.payment_intents.retrieve(intent.id)
    assert kept.last_payment_error.code == "card_declined"


@step("an intent is made, confirmed, captured and cancelled")
def intents(shop):
    api = shop.stripe.payment_intents
    held = shop.intent(capture_method="manual", metadata={"order": "7"})
    assert held.status == "requires_capture"
    taken = api.capture(held.id, {"amount_to_capture": 4000})
    assert (taken.status, taken.amount_received) == ("succeeded", 4000)
    opened = api.create({"amount": 500, "currency": "eur"})
    assert opened.status == "requires_payment_method"
    api.update(opened.id, {"description": "Rolls"})
    gone = api.cancel(opened.id, {"cancellation_reason": "requested_by_customer"})
    assert gone.status == "canceled"
    error = shop.refused(stripe.InvalidRequestError, lambda: api.confirm(opened.id))
    assert error.code == "payment_intent_unexpected_state"


@step("a customer and what it pays with")
def customers(shop):
    api = shop.stripe
    customer = api.customers.create({"name": "Ada", "email": "ada@example.com"})
    given = {"customer": customer.id}
    method = api.payment_methods.attach("pm_card_mastercard", given)
    assert method.card.brand == "mastercard"
    methods = everything(api.customers.payment_methods.list(customer.id))
    assert [one.id for one in methods] == [method.id]
    paid = shop.intent(customer=customer.id, payment_method=method.id)
    assert paid.customer == customer.id
    assert len(api.charges.list(given).data) == 1
    assert api.customers.delete(customer.id).deleted


@step("a session of the shop is made and expires")
def session(shop):
    sessions = shop.stripe.checkout.sessions
    given = cake(mode="payment", success_url="https://example.com/thanks")
    made = sessions.create(given)
    assert made.status == "open"
    assert sessions.expire(made.id).status == "expired"


@step("a payment is refunded in parts")
def refunds(shop):
    api = shop.stripe
    first = api.refunds.create(
        {
            "payment_intent": shop.paid,
            "amount": 1000,
            "reason": "requested_by_customer",
            "expand": ["charge"],
        }
    )
    assert first.status == "succeeded" and first.charge.amount_refunded == 1000
    api.refunds.create({"charge": shop.charge, "amount": 650})
    too_much = {"charge": shop.charge, "amount": 7001}
    error = shop.refused(stripe.InvalidRequestError, lambda: api.refunds.create(too_much))
    assert error.param == "amount"
    made = everything(api.refunds.list({"payment_intent": shop.paid, "limit": 1}))
    assert len(made) == 2
    charge = api.charges.retrieve(shop.charge, {"expand": ["refunds"]})
    assert charge.amount_refunded == 1650 and len(charge.refunds.data) == 2


@step("a dispute is answered with a file and won")
def dispute_won(shop):
    api = shop.stripe
    paid = shop.intent(payment_method="pm_card_createDispute")
    listed = {"payment_intent": paid.id}
    dispute = eventually("a dispute", lambda: api.disputes.list(listed).data)[0]
    assert dispute.status == "needs_response"
    picture = io.BytesIO(PICTURE)
    picture.name = "receipt.png"
    file = api.files.create({"purpose": "dispute_evidence", "file": picture})
    assert file.size == len(PICTURE)
    evidence = {"receipt": file.id, "uncategorized_text": "winning_evidence"}
    api.disputes.update(dispute.id, {"evidence": evidence, "submit": False})
    staged = api.disputes.retrieve(dispute.id, {"expand": ["evidence.receipt"]})
    assert staged.evidence_details.has_evidence
    assert staged.evidence.receipt.filename == "receipt.png"
    api.disputes.update(dispute.id, {"submit": True})
    shop.wait(1)
    assert api.disputes.retrieve(dispute.id).status == "won"


@step("a dispute is given up")
def dispute_lost(shop):
    opened = shop.store.door("disputes", {"payment_intent": shop.intent().id})
    closed = shop.stripe.disputes.close(opened["id"])
    assert closed.status == "lost"
    assert shop.stripe.charges.retrieve(closed.charge).disputed


@step("what is available is paid out")
def payouts(shop):
    api = shop.stripe
    shop.wait(6)
    paid = everything(api.payouts.list({"status": "paid"}))
    assert paid
    parts = everything(api.balance_transactions.list({"payout": paid[-1].id, "limit": 2}))
    assert sum(part.net for part in parts) == 0, "what a payout consists of and itself"
    assert "payout" in {part.type for part in parts}
    assert api.balance.retrieve().object == "balance"
    assert api.accounts.retrieve_current().object == "account"


@step("deliveries are what the package takes for genuine")
def deliveries(shop):
    for event_type in [
        "payment_link.created",
        "checkout.session.completed",
        "payment_intent.succeeded",
        "payment_intent.payment_failed",
        "charge.succeeded",
        "charge.refunded",
        "refund.created",
        "charge.dispute.created",
        "charge.dispute.closed",
        "payout.paid",
    ]:
        body, header = shop.receiver.first(event_type)
        event = shop.construct(body, header, shop.secret)
        assert event.type == event_type
        read = shop.stripe.events.retrieve(event.id)
        assert read.data.object["id"] == event.data.object["id"]
    body, header = shop.receiver.got[0]
    try:
        shop.construct(body + b" ", header, shop.secret)
    except stripe.SignatureVerificationError:
        return
    raise AssertionError("a forged delivery was taken for genuine")


# Its renewal takes more than the 30 days for which events can be read.
@step("a subscription is sold and renewed")
def subscription(shop):
    api = shop.stripe
    price = {
        "currency": "eur",
        "unit_amount": 1900,
        "recurring": {"interval": "month"},
        "product_data": {"name": "Bread box"},
    }
    given = {
        "line_items": [{"price_data": price, "quantity": 1}],
        "subscription_data": {"metadata": {"box": "small"}},
    }
    made = api.payment_links.create(given)
    paid = shop.store.door("pay", {"payment_link": made.id})
    expand = {"expand": ["subscription.latest_invoice"]}
    session = api.checkout.sessions.retrieve(paid["checkout_session"], expand)
    assert session.mode == "subscription"
    sold = session.subscription
    assert sold.status == "active" and sold.metadata["box"] == "small"
    assert sold.latest_invoice.status == "paid"
    shop.wait(32)
    invoices = everything(api.invoices.list({"subscription": sold.id}))
    assert len(invoices) >= 2
    payments = api.invoice_payments.list({"invoice": invoices[0].id})
    assert payments.data[0].status == "paid"
    assert len(api.subscriptions.list({"customer": sold.customer}).data) == 1
    assert api.subscriptions.cancel(sold.id).status == "canceled"


def verdict(function, shop):
    try:
        function(shop)
    except Exception as error:  # Whatever comes is what a shop would meet.
        where = [frame for frame in extract_tb(error.__traceback__) if frame.filename == __file__]
        told = f"{type(error).__name__} at line {where[-1].lineno}: {error}"
        return " ".join(told.split())
    finally:
        # What one step leaves broken is no matter of the next.
        shop.store.door("faults", {})
    return "passed"


def main():
    with Practice() as store, Receiver() as receiver:
        shop = Shop(store, receiver)
        for name, function in STEPS.items():
            line = {"name": name, "verdict": verdict(function, shop)}
            print(json.dumps(line), flush=True)


main()
