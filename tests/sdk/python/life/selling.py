"""What is sold: links, prices, codes, shipping, sessions."""

from life.shop import cake, step


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


@step("a session of the shop is made and expires")
def session(shop):
    sessions = shop.stripe.checkout.sessions
    given = cake(mode="payment", success_url="https://example.com/thanks")
    made = sessions.create(given)
    assert made.status == "open"
    assert sessions.expire(made.id).status == "expired"
