"""Says in `newer.json` since when Stripe has each difference, where its entry does not say so yet.

python since.py CHANGELOG.md

CHANGELOG is that of Stripe's package for Node, such as tests/sdk/node/node_modules/stripe/CHANGELOG.md: it
names what each release added, with its day. What it does not name is left to whoever adds the entry.
"""

import json
import re
import sys
from pathlib import Path

LIST = Path(__file__).with_name("newer.json")
RELEASE = re.compile(r"^## .*?(\d+\.\d+\.\d+) - (\d{4}-\d{2}-\d{2})")
NAMES = {"item": "LineItem", "checkout.session": "Checkout.Session"}


def resource(name):
    """`payment_intent` is written `PaymentIntent` there."""
    if name in NAMES:
        return NAMES[name]
    words = name.split(".")
    return ".".join("".join(map(str.capitalize, word.split("_"))) for word in words)


def split(at, names):
    """The object of an entry, and the fields from there."""
    fitting = (name for name in names if f"{at}.".startswith(f"{name}."))
    owner = max(fitting, key=len, default="")
    return owner, at[len(owner) + 1 :].split(".")


def mentions(lines, words):
    """The oldest release since the description of which a line has all of these words."""
    release = found = None
    for line in lines:
        if match := RELEASE.match(line):
            release = match.groups()
        elif release and release[1] > "2023-08-16" and all(one in line for one in words):
            found = release
    return found


def since(entry, names, lines):
    owner, fields = split(entry["at"], names)
    *parents, field = fields
    parent = ".".join([resource(owner), *parents])
    if entry["what"] == "field":
        found = mentions(lines, ["Add support", f"`{field}`", f"`{parent}`"])
    elif entry["what"] == "absent":
        found = mentions(lines, ["Remove support", f"`{field}`", f"`{parent}`"])
    elif entry["what"] == "null":
        found = mentions(lines, ["| null", f"`{parent}.{field}`"])
    else:
        word = entry["what"].removeprefix("value ")
        found = mentions(lines, ["new value", f"`{word}`", f"`{parent}.{field}`"])
    return f"stripe-node {found[0]} of {found[1]}" if found else ""


def main():
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    samples = json.loads(LIST.with_name("samples.json").read_text(encoding="utf-8"))
    entries = json.loads(LIST.read_text(encoding="utf-8"))
    for entry in entries:
        entry.pop("met_in", None)
        if not entry["since"]:
            entry["since"] = since(entry, samples["resources"], lines)
            if not entry["since"]:
                print("left to you:", entry["at"], entry["what"])
    rows = [
        json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        for entry in entries
    ]
    LIST.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")


main()
