"""The life of a shop on a practice store, as Stripe's own package for Python lives it.

Links, payments, refunds, disputes, payouts, and what goes wrong. One line of JSON for each step.

COUNTERTOP_CLI=PROGRAM python live.py
"""

import json
from pathlib import Path
from traceback import extract_tb

from life import calls, money, selling
from life.shop import Shop
from practice import Practice, Receiver

HERE = str(Path(__file__).parent)


def verdict(function, shop):
    try:
        function(shop)
    except Exception as error:  # Whatever comes is what a shop would meet.
        ours = [at for at in extract_tb(error.__traceback__) if at.filename.startswith(HERE)]
        at = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
        told = f"{type(error).__name__} at {at}: {error}"
        return " ".join(told.split())
    finally:
        # What one step leaves broken is no matter of the next.
        shop.store.door("faults", {})
    return "passed"


def main():
    with Practice() as store, Receiver() as receiver:
        shop = Shop(store, receiver)
        for part in (selling, calls, money):
            for function in [it for it in vars(part).values() if hasattr(it, "step")]:
                line = {"name": function.step, "verdict": verdict(function, shop)}
                print(json.dumps(line), flush=True)


main()
