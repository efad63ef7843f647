#!/usr/bin/env python3
"""Writes signatures.json: headers and bodies, good, bad and hostile, for any language to run.

The signatures are made here with Python's own hmac module, so they owe nothing to the code that
they test. The same input gives the same bytes: `make.py --check` compares instead of writing.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import sys

NOW = 1_790_000_000
T = str(NOW)
SECRET = "whsec_0123456789abcdefghijklmnop"
OLD = "whsec_the_secret_that_is_going"
OTHER = "whsec_of_somebody_else_entirely"
BODY = '{"id":"evt_1","object":"event","type":"charge.succeeded","data":{"object":{}}}'

MISSING = "missing_signature"
MALFORMED = "malformed_signature"
NO_V1 = "no_v1"
MISMATCH = "signature_mismatch"
OUT_OF_TIME = "timestamp_out_of_tolerance"
EMPTY = "empty_body"
ACCEPTED = "accepted"

cases = []


def raw(body):
    return body if isinstance(body, bytes) else body.encode()


def mac(body=BODY, t=T, secret=SECRET):
    """The v1 signature of a body; the time is signed as it is sent."""
    return hmac.new(secret.encode(), raw(t) + b"." + raw(body), hashlib.sha256).hexdigest()


def signed(body=BODY, t=T, secret=SECRET):
    return f"t={t},v1={mac(body, t, secret)}"


def case(number, name, expected, header, body=BODY, **more):
    """One vector. `header` is None, a line, or a list of lines; `more` is what only we tell."""
    assert all(vector["name"] != name for vector in cases), name
    lines = [] if header is None else header if isinstance(header, list) else [header]
    vector = {"case": number, "name": name, "secrets": more.pop("secrets", [SECRET])}
    vector["headers"] = lines
    try:
        vector["body"] = raw(body).decode()
    except UnicodeDecodeError:
        vector["body_base64"] = base64.b64encode(body).decode()
    vector |= {"now": NOW, "expected": expected, **more}
    cases.append(vector)


good, bad = mac(), mac(secret=OTHER)

case(1, "one good signature", ACCEPTED, f"t={T},v1={good}", secret=0, kept_as="event")
case(2, "no header", MISSING, None)
case(3, "an empty header", MISSING, "")
case(4, "a header of one word", MALFORMED, "bad_header")
case(5, "v1 without a value", MALFORMED, "v1,t=1")
case(6, "an empty time", MALFORMED, f"t=,v1={mac(t='')}")
case(7, "no time", MALFORMED, f"v1={good}")
case(8, "no signature", NO_V1, f"t={T}")
case(9, "only a v0, and a correct one", NO_V1, f"t={T},v0={good}")
case(10, "a good v1 and a v0", ACCEPTED, f"t={T},v1={good},v0={bad}")
case(11, "a good v1 and then a bad one", ACCEPTED, f"t={T},v1={good},v1={bad}")
case(12, "a bad v1 and then a good one", ACCEPTED, f"t={T},v1={bad},v1={good}")
both = f"t={T},v1={mac(secret=OLD)},v1={good}"
case(13, "rolled, and only the old secret is known", ACCEPTED, both, secrets=[OLD], secret=0)
case(13, "rolled, and only the new secret is known", ACCEPTED, both, secret=0)
case(13, "rolled, and both are known", ACCEPTED, both, secrets=[OLD, SECRET], secret=0)
case(13, "signed with the second secret alone", ACCEPTED, signed(), secrets=[OLD, SECRET], secret=1)
case(14, "sixteen v1", ACCEPTED, f"t={T}" + f",v1={bad}" * 15 + f",v1={good}")
case(14, "seventeen v1", MALFORMED, f"t={T}" + f",v1={bad}" * 16 + f",v1={good}")
case(14, "a header over 4 KiB", MALFORMED, f"t={T},v1={good},x=" + "y" * 4096)
case(15, "another secret", MISMATCH, f"t={T},v1={bad}")
crlf = '{"id":"evt_1",\r\n "object":"event"}'
case(16, "one bit of the body changed", MISMATCH, signed(), BODY.replace("evt_1", "evt_0"))
case(16, "CRLF became LF", MISMATCH, signed(crlf), crlf.replace("\r\n", "\n"))
case(17, "a newline was added", MISMATCH, signed(), BODY + "\n")
case(17, "the JSON was written anew", MISMATCH, signed(), json.dumps(json.loads(BODY)))
case(18, "upper-case hex", ACCEPTED, f"t={T},v1={good.upper()}")
case(19, "an empty v1", MISMATCH, f"t={T},v1=")
for digits in (62, 63):
    case(19, f"a v1 of {digits} digits, a prefix of the good one", MISMATCH, f"t={T},v1={good[:digits]}")
case(19, "a v1 of 65 digits", MISMATCH, f"t={T},v1={good}0")
case(20, "v1=potato beside a good one", ACCEPTED, f"t={T},v1=potato,v1={good}")
case(20, "v1=potato alone", MISMATCH, f"t={T},v1=potato")
case(21, "an equals sign inside a v1, beside a good one", ACCEPTED, f"t={T},v1={good[:40]}={good[41:]},v1={good}")
case(21, "an equals sign inside the only v1", MISMATCH, f"t={T},v1={good}=")
case(22, "a trailing comma", ACCEPTED, f"t={T},v1={good},")
case(23, "a space after the comma", ACCEPTED, f"t={T}, v1={good}")
case(23, "spaces and tabs around the items", ACCEPTED, f" t={T} ,\tv1={good}\t")
case(24, "unknown keys", ACCEPTED, f"x=1,t={T},y,v1={good},v2={bad}")
case(25, "v1 before t", ACCEPTED, f"v1={good},t={T}")
case(26, "two times", MALFORMED, f"t={T},t={T},v1={good}")
case(26, "two times, and each is signed", MALFORMED, f"t=1,v1={mac(t='1')},t={T},v1={good}")
case(27, "two header lines", MALFORMED, [signed(), signed()])
for number, name, time in (
    (28, "a time of letters", "abc"),
    (29, "a time with letters behind", f"{T}abc"),
    (30, "a time with a plus", f"+{T}"),
    (30, "a time with an underscore", "1_790_000_000"),
    (30, "a time in Arabic digits", "١٧٩٠٠٠٠٠٠٠"),
    (30, "a time with a space inside", "1790 000000"),
    (30, "a time with a point", f"{T}.0"),
    (31, "a negative time", f"-{T}"),
    (32, "a time of 20 digits", f"{NOW:020}"),
    (32, "a time of 13 digits", f"{NOW:013}"),
    (32, "the smallest 64-bit number", "-9223372036854775808"),
    (32, "a time beyond 64 bits", "99999999999999999999"),
):
    case(number, name, MALFORMED, signed(t=time))
    # Whoever reads it as a number signs with that number.
    case(number, f"{name}, and the plain time is signed", MALFORMED, f"t={time},v1={good}")
case(32, "a time with leading zeros", ACCEPTED, signed(t=f"{NOW:012}"))
for age, expected in ((299, ACCEPTED), (300, ACCEPTED), (301, OUT_OF_TIME)):
    case(33, f"made {age} s ago", expected, signed(t=str(NOW - age)))
case(33, "made in 1970", OUT_OF_TIME, signed(t="0"))
case(33, "made long ago with another secret", MISMATCH, signed(t="0", secret=OTHER))
for ahead, expected in ((299, ACCEPTED), (300, ACCEPTED), (301, OUT_OF_TIME)):
    case(34, f"made {ahead} s in the future", expected, signed(t=str(NOW + ahead)))
case(34, "made in the far future", OUT_OF_TIME, signed(t="999999999999"))
for name, inner in (
    ("an emoji", '{"name":"\U0001f370"}'),
    ("U+2028 and an escaped NUL", '{"name":"a\u2028b\\u0000c"}'),
    ("a 64-bit integer", '{"amount":9223372036854775807}'),
    ("a number beyond every range", '{"amount":1e400}'),
):
    body = f'{{"id":"evt_1","object":"event","data":{{"object":{inner}}}}}'
    case(36, name, ACCEPTED, signed(body), body, kept_as="event")
for number, name, body in (
    (37, "a byte order mark", b"\xef\xbb\xbf" + BODY.encode()),
    (37, "no UTF-8", b'{"id":"evt_1","object":"event","x":"\xff\xfe"}'),
    (37, "no JSON", "paid=yes"),
    (37, "JSON that ends too early", BODY[:-1]),
    (38, "no id", '{"object":"event"}'),
    (38, "an id that is a number", '{"id":5,"object":"event"}'),
    (38, "another object", '{"id":"ch_1","object":"charge"}'),
    (38, "an array", "[" + BODY + "]"),
):
    case(number, name, ACCEPTED, signed(body), body, kept_as="raw")
case(39, "an empty body", EMPTY, signed(""), "")
thin = '{"id":"evt_1","object":"v2.core.event","type":"v1.billing.meter.no_meter_found"}'
case(40, "a thin event", ACCEPTED, signed(thin), thin, kept_as="thin")

ABOUT = (
    "Made by make.py. Each case: every line of the Stripe-Signature header that was sent, the body "
    "(in base64 where it is no UTF-8), the endpoint's secrets, the receiver's clock, and what is "
    "expected: accepted, or the code of the refusal. Only for us: which secret matched, and what the "
    "body is kept as."
)


def text():
    lines = [json.dumps(vector, ensure_ascii=False) for vector in cases]
    return f'{{"about": {json.dumps(ABOUT)},\n"cases": [\n' + ",\n".join(lines) + "\n]}\n"


def main():
    file = pathlib.Path(__file__).with_name("signatures.json")
    if sys.argv[1:] == ["--check"]:
        if file.read_text(encoding="utf-8") != text():
            sys.exit(f"{file.name} is not what make.py writes: run it, and commit the result")
    else:
        file.write_text(text(), encoding="utf-8")


main()
