"""What becomes of the money: cards, refunds, disputes, payouts, subscriptions, events."""

import io

import stripe
from practice import eventually

from life.shop import everything, step

PICTURE = b"\x89PNG\r\n\x1a\nthe rest of a picture"


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
        event = shop.construct(body, header)
        assert event.type == event_type
        read = shop.stripe.events.retrieve(event.id)
        assert read.data.object["id"] == event.data.object["id"]
    body, header = shop.receiver.got[0]
    try:
        shop.construct(body + b" ", header)
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
