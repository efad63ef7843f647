"""Makes `described.json` and `samples.json` from what Stripe publishes.

python trim.py SPEC3.json FIXTURES3.json

SPEC3 is `openapi/spec3.json` of github.com/stripe/openapi as of 2023-09-12 (API 2023-08-16), FIXTURES3
is its `openapi/fixtures3.json` as of 2026-07. Both are MIT: LICENSE-stripe-openapi.

What stays of the description is what the practice store's routes answer and take, without prose,
as plain JSON Schema: OpenAPI 3.0's `nullable` becomes a null beside the type, and an object takes no
fields but those that are described, so that a newer one is noticed.
"""

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent

# The resources of which the practice store has routes.
RESOURCES = """
account accounts balance balance_transactions charges checkout/sessions confirmation_tokens coupons
customers disputes events files invoice_payments invoiceitems invoices mandates payment_intents
payment_links payment_methods payouts prices products promotion_codes radar/early_fraud_warnings
refunds reviews shipping_rates subscription_items subscriptions tax_ids test_helpers/refunds tokens
webhook_endpoints
""".split()

# Objects that no answer of the practice store can hold: other products of Stripe's.
FOREIGN = (
    "account_link application_fee apps. bank_connections capability capital. climate. "
    "connect_collection_transfer country_spec credit_note cash_balance customer_cash_balance "
    "exchange_rate fee_refund financial_connections funding_instructions gelato "
    "identity. issuing_ issuing. legal_entity linked_account platform_tax_fee quote quotes "
    "reserve_transaction sigma. source source_ subscription_schedule subscription_schedules "
    "tax. tax_product terminal. test_helpers. topup transfer transfer_ treasury treasury. "
    "balance_transaction_source_unknown tax_deducted_at_source"
).split()


def is_foreign(name):
    return any(name == one or (one[-1] in "._" and name.startswith(one)) for one in FOREIGN)


def target(schema):
    """The component that a reference names."""
    reference = schema.get("$ref") if isinstance(schema, dict) else None
    return reference.rsplit("/", 1)[1] if isinstance(reference, str) else None


def is_prose(key, value):
    if key.startswith("x-"):
        return True
    return key in ("description", "title") and isinstance(value, str)


def plain(schema):
    """A schema of OpenAPI 3.0 as one of JSON Schema."""
    if isinstance(schema, list):
        return [plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if name := target(schema):
        return {"type": "object"} if is_foreign(name) else {"$ref": f"#/$defs/{name}"}
    kept = {key: value for key, value in schema.items() if not is_prose(key, value)}
    nullable = kept.pop("nullable", False)
    if "properties" in kept:
        kept["properties"] = {key: plain(one) for key, one in kept["properties"].items()}
        kept.setdefault("additionalProperties", False)
    for key in ("items", "additionalProperties", "anyOf", "oneOf", "allOf"):
        if key in kept:
            kept[key] = plain(kept[key])
    if nullable:
        if "type" in kept:
            kept["type"] = [kept["type"], "null"]
        if "enum" in kept:
            kept["enum"] = [*kept["enum"], None]
        if "anyOf" in kept:
            kept["anyOf"] = [*kept["anyOf"], {"type": "null"}]
    return kept


def references(schema):
    if isinstance(schema, list):
        return set().union(*map(references, schema)) if schema else set()
    if not isinstance(schema, dict):
        return set()
    found = set().union(*map(references, schema.values())) if schema else set()
    name = target(schema)
    return found | {name} if name else found


# What hangs on an account or a customer, and is of no use to payment links.
ASIDE = re.compile(
    r"/v1/accounts?/[^/]*/(?!external_accounts)|/v1/account/.|/v1/customers/.*/"
    r"(balance|bank|cards|cash|discount|funding|subscriptions)"
)


def is_ours(path):
    if ASIDE.search(path):
        return False
    return any(path == f"/v1/{one}" or path.startswith(f"/v1/{one}/") for one in RESOURCES)


def operation(described):
    answer = described["responses"]["200"]["content"]
    if "application/json" not in answer:
        return None
    parameters = {
        one["name"]: plain(one["schema"])
        for one in described.get("parameters", [])
        if one["in"] == "query"
    }
    # A form, or several parts where a file is uploaded.
    for body in described.get("requestBody", {}).get("content", {}).values():
        parameters.update(plain(body["schema"]).get("properties", {}))
    return {
        "answer": plain(answer["application/json"]["schema"]),
        "parameters": parameters,
    }


def described(spec):
    paths = {}
    for path, methods in spec["paths"].items():
        if not is_ours(path):
            continue
        for method in ("get", "post", "delete"):
            if method in methods and (found := operation(methods[method])):
                paths[f"{method.upper()} {path}"] = found
    components = spec["components"]["schemas"]
    kept = {}
    wanted = references([one["answer"] for one in paths.values()]) | {"error", "event"}
    wanted |= {name for name in components if name.startswith("deleted_")}
    while wanted:
        name = wanted.pop()
        if name not in kept and not is_foreign(name):
            kept[name] = plain(components[name])
            wanted |= references(kept[name])
    return {"paths": paths, "$defs": kept}


def write(name, parts):
    """One line for each entry, so that a difference can be read."""
    lines = []
    for part, entries in parts.items():
        rows = [
            f"{json.dumps(key)}: {json.dumps(entry, separators=(',', ':'), sort_keys=True)}"
            for key, entry in sorted(entries.items())
        ]
        lines.append(f"{json.dumps(part)}: {{\n" + ",\n".join(rows) + "\n}")
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    (HERE / name).write_text(text, encoding="utf-8")


def read(file):
    return json.loads(Path(file).read_text(encoding="utf-8"))


def main():
    spec, fixtures = sys.argv[1:]
    kept = described(read(spec))
    samples = {
        name: sample for name, sample in read(fixtures)["resources"].items() if not is_foreign(name)
    }
    write("described.json", kept)
    write("samples.json", {"resources": samples})


main()
