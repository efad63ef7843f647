//! The tables of `sandbox.sqlite`.

use countertop_sqlite::Schema;

/// `CtSb` in the file's header: no other program's file is taken for ours.
const APPLICATION_ID: i32 = 0x4374_5362;

/// How the file came to its shape. A step that was released is never edited.
pub(super) const SCHEMA: Schema = Schema {
    application_id: APPLICATION_ID,
    migrations: &[FIRST],
};

const FIRST: &str = "
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every object of the API as its JSON document; an event's is the bytes that deliveries send.
CREATE TABLE object (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    created INTEGER NOT NULL,
    body TEXT NOT NULL,
    -- Products and coupons have ids of the merchant's choice, which may be the same.
    UNIQUE (id, kind)
) STRICT;
CREATE INDEX object_newest ON object (kind, created, seq);

-- The fields by which lists are filtered.
CREATE TABLE lookup (
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    created INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (kind, field, value, created, seq)
) STRICT, WITHOUT ROWID;

-- What was uploaded.
CREATE TABLE file_content (
    file TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What was sold in a new store's past. A sale's objects are made of its rows when they are asked for;
-- those that change later are rows of object, with negative numbers.
CREATE TABLE past_sale (
    sale INTEGER PRIMARY KEY,
    opened INTEGER NOT NULL,
    link INTEGER NOT NULL,
    buyer INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    amount INTEGER
) STRICT;
CREATE INDEX past_sale_link ON past_sale (link, opened);
CREATE INDEX past_sale_buyer ON past_sale (buyer);

-- What happened when, in the order of time; of sales with the same shapes the same kinds of objects come.
CREATE TABLE past_moment (
    seq INTEGER PRIMARY KEY,
    created INTEGER NOT NULL,
    sale INTEGER NOT NULL,
    shape INTEGER NOT NULL,
    detail INTEGER
) STRICT;
CREATE INDEX past_moment_sale ON past_moment (sale);
CREATE INDEX past_moment_shape ON past_moment (shape);

CREATE TABLE past_shape (
    shape INTEGER PRIMARY KEY,
    what INTEGER NOT NULL,
    sample INTEGER NOT NULL,
    moments INTEGER NOT NULL
) STRICT;

-- What sales leave for payouts, by the midnight at which it can be paid out, and the payouts that it
-- is in: each takes what no earlier one took.
CREATE TABLE past_payable (
    currency TEXT NOT NULL,
    midnight INTEGER NOT NULL,
    net INTEGER NOT NULL,
    PRIMARY KEY (currency, midnight)
) STRICT, WITHOUT ROWID;
CREATE TABLE past_payout (
    currency TEXT NOT NULL,
    midnight INTEGER NOT NULL,
    payout TEXT NOT NULL,
    PRIMARY KEY (currency, midnight)
) STRICT, WITHOUT ROWID;

-- Who bought, by the beginning of the digest of the e-mail address.
CREATE TABLE past_buyer (
    digest INTEGER NOT NULL,
    buyer INTEGER NOT NULL,
    PRIMARY KEY (digest, buyer)
) STRICT, WITHOUT ROWID;

-- What the shop sold then, as it was then.
CREATE TABLE past_ground (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- What deliveries are signed with. While a secret is rolled, the one before it signs as well.
CREATE TABLE endpoint_secret (
    endpoint TEXT PRIMARY KEY,
    secret TEXT NOT NULL,
    old_secret TEXT,
    old_until INTEGER
) STRICT, WITHOUT ROWID;

-- Who listens with the Stripe CLI. Sessions live as long as the process.
CREATE TABLE cli_session (
    id TEXT PRIMARY KEY,
    payloads TEXT NOT NULL,
    -- Which of its connections is the present one; none before the first.
    connection INTEGER NOT NULL DEFAULT 0,
    opened_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An endpoint is a webhook endpoint, an event destination or a session of the Stripe CLI.
CREATE TABLE delivery (
    seq INTEGER PRIMARY KEY,
    event TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (payload IN ('snapshot', 'thin')),
    state TEXT NOT NULL CHECK (state IN ('pending', 'made', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    code INTEGER,
    queued_ms INTEGER NOT NULL,
    due_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX delivery_pending ON delivery (endpoint, due_ms, seq) WHERE state = 'pending';
CREATE INDEX delivery_event ON delivery (event);
CREATE INDEX delivery_state ON delivery (state);

-- By the digest of the key; what it may do, as JSON.
CREATE TABLE restricted_key (
    digest BLOB PRIMARY KEY,
    permissions TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_key (
    key TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    digest BLOB NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    request_id TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_key_created ON idempotency_key (created);
";
