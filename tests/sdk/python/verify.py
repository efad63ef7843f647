"""What Stripe's own package for Python makes of each vector: one line of JSON each.

python verify.py VECTORS.json
"""

import base64
import json
import sys
import time
from unittest import mock

import stripe


def verdict(vector, secret):
    body = vector.get("body")
    body = base64.b64decode(vector["body_base64"]) if body is None else body.encode()
    # Python's web servers join lines of one header in this way.
    header = ",".join(vector["headers"]) if vector["headers"] else None
    try:
        # The package asks no other clock than this one.
        with mock.patch.object(time, "time", return_value=vector["now"]):
            stripe.Webhook.construct_event(body, header, secret)
    except stripe.SignatureVerificationError:
        return "refused"
    except Exception as error:  # Whatever else comes is what a shop would meet.
        return f"fails: {type(error).__name__}"
    return "accepted"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)["cases"]
    for vector in cases:
        # While a secret is rolled, a shop tries one after the other.
        verdicts = [verdict(vector, secret) for secret in vector["secrets"]]
        best = "accepted" if "accepted" in verdicts else verdicts[0]
        print(json.dumps({"name": vector["name"], "verdict": best}))


main()
