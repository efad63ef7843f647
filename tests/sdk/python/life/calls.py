"""How calls are made: pages, searches, keys, and what goes wrong."""

from concurrent.futures import ThreadPoolExecutor

import stripe

from life.shop import everything, step


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
