-- A list of more than two values in a CHECK is written with OR: for an IN, SQLite would fill a table in
-- memory with them for every row.

-- What we were told, append-only: the bytes of every event, in every rendering.
CREATE TABLE event (
    seq         INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL,
    digest      BLOB    NOT NULL CHECK (length(digest) = 32), -- of the bytes as they came
    redacted    BLOB             CHECK (length(redacted) = 32), -- of those that an erasure left, where there was one
    canonical   INTEGER NOT NULL CHECK (canonical IN (0, 1)), -- derived: the rendering that counts
    source      TEXT    NOT NULL CHECK (source = 'webhook' OR source = 'api' OR source = 'import'),
    aside       TEXT             CHECK (aside = 'clock' OR aside = 'mode' OR aside = 'account'),
    parked      INTEGER NOT NULL CHECK (parked IN (0, 1)), -- taking it up failed again and again
    parsed      INTEGER NOT NULL CHECK (parsed IN (0, 1)),
    type        TEXT,
    created     INTEGER NOT NULL, -- Unix seconds; received_at where the event names none
    received_at INTEGER NOT NULL, -- Unix seconds
    delivered_at INTEGER,         -- Unix seconds; when it first came by webhook, if it did
    api_version TEXT,
    livemode    INTEGER          CHECK (livemode IN (0, 1)),
    account     TEXT,
    subject     TEXT,             -- id of the object that it is about
    body        BLOB    NOT NULL  -- as compressed.rs stores bytes
) STRICT;
CREATE INDEX event_by_id ON event (id); -- several renderings may share an id
CREATE INDEX event_by_type ON event (type, created DESC, id DESC) WHERE canonical = 1;
CREATE INDEX event_by_time ON event (created DESC, id DESC) WHERE canonical = 1;
-- The few that are left out can be counted without reading the others.
CREATE INDEX event_left_out ON event (parked) WHERE aside IS NOT NULL OR parked = 1;
CREATE INDEX event_by_subject ON event (subject) WHERE subject IS NOT NULL;

-- What we were told, append-only: answers of the API.
CREATE TABLE fetched (
    seq         INTEGER PRIMARY KEY,
    digest      BLOB    NOT NULL CHECK (length(digest) = 32), -- of the bytes as they came
    redacted    BLOB             CHECK (length(redacted) = 32), -- of those that an erasure left, where there was one
    request_id  TEXT    NOT NULL,
    at          INTEGER NOT NULL, -- Unix seconds, by Stripe's clock
    received_at INTEGER NOT NULL, -- Unix seconds, by ours
    body        BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX fetched_by_digest ON fetched (digest, request_id);

-- What we were told, append-only: which events the API's list named.
CREATE TABLE listed (
    seq       INTEGER PRIMARY KEY,
    event     TEXT    NOT NULL UNIQUE,
    created   INTEGER NOT NULL, -- Unix seconds
    listed_at INTEGER NOT NULL  -- Unix seconds, by Stripe's clock
) STRICT;

-- How far that list was read: one row. A place in it is an event and when that was created.
CREATE TABLE cursor (
    seq             INTEGER PRIMARY KEY CHECK (seq = 1),
    since           INTEGER NOT NULL, -- Unix seconds, like all times here
    through         TEXT,             -- read without a hole through this event
    through_created INTEGER,
    settled         TEXT,             -- up to this event none can enter the list any more
    settled_created INTEGER,
    reading         TEXT,             -- a reading that is not at the list's end: how far it came,
    reading_created INTEGER,
    reading_since   INTEGER,          -- from which time on it reads,
    reading_began   INTEGER,          -- and when it began, by Stripe's clock
    ended_at        INTEGER           -- when the last one began that came to the end
) STRICT;

-- Stretches of time of which that list told nothing any more when it was read. One is closed when the
-- objects of that time were read instead of its events.
CREATE TABLE gap (
    seq       INTEGER PRIMARY KEY,
    since     INTEGER NOT NULL, -- Unix seconds
    until     INTEGER NOT NULL CHECK (until > since),
    closed_at INTEGER,          -- Unix seconds, by Stripe's clock; null while it is open
    closed_by TEXT             CHECK (closed_by = 'objects'),
    CHECK ((closed_at IS NULL) = (closed_by IS NULL))
) STRICT;

-- When nothing could be delivered, and why: a log for people, bounded in number.
CREATE TABLE absence (
    seq   INTEGER PRIMARY KEY AUTOINCREMENT,
    since INTEGER NOT NULL, -- Unix seconds
    until INTEGER NOT NULL,
    why   TEXT    NOT NULL CHECK (why = 'asleep' OR why = 'offline' OR why = 'stopped' OR why = 'unreached')
) STRICT;
CREATE INDEX absence_by_time ON absence (until);

-- What the API was asked for in vain: objects that a payment names, or a session that it may have.
CREATE TABLE look (
    lack  TEXT    PRIMARY KEY, -- the domain's kind of lack and an id
    times INTEGER NOT NULL,
    at    INTEGER NOT NULL     -- Unix seconds
) STRICT, WITHOUT ROWID;

-- What the merchant did here, append-only.
CREATE TABLE act (
    seq     INTEGER PRIMARY KEY,
    subject TEXT    NOT NULL, -- what it was done to: the payment's id at that time, or a link's
    at      INTEGER NOT NULL, -- Unix milliseconds
    act     TEXT    NOT NULL  -- the domain's kind of act as JSON
) STRICT;
CREATE INDEX act_by_subject ON act (subject);

-- What the merchant keeps here and Stripe knows nothing of: drafts, templates and the like.
CREATE TABLE document (
    seq  INTEGER PRIMARY KEY,
    kind TEXT    NOT NULL,
    id   TEXT    NOT NULL,
    at   INTEGER NOT NULL, -- Unix milliseconds; when it was last kept
    body TEXT    NOT NULL, -- JSON
    UNIQUE (kind, id)
) STRICT;

-- That customers were erased, never who they were.
CREATE TABLE erasure (
    seq      INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL, -- Unix seconds
    salt     BLOB    NOT NULL CHECK (length(salt) = 16),
    asked    BLOB    NOT NULL CHECK (length(asked) = 32), -- SHA-256 of the salt and of what was asked for
    events   INTEGER NOT NULL, -- how many renderings gave way
    answers  INTEGER NOT NULL,
    notes    INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    payments INTEGER NOT NULL  -- how many payments were the customer's
) STRICT;

-- What was erased, by the SHA-256 of its id: what comes of it later is emptied as well.
CREATE TABLE erased (
    seq INTEGER PRIMARY KEY,
    id  BLOB    NOT NULL UNIQUE CHECK (length(id) = 32)
) STRICT;

-- The newest known state of each object. With row numbers: in a table without them, a row of more
-- than a quarter of a page would take a page of its own.
CREATE TABLE snapshot (
    seq          INTEGER PRIMARY KEY,
    kind         TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    intent       TEXT,            -- the objects that it names as its own, by family
    charge       TEXT,
    invoice      TEXT,
    subscription TEXT,
    first_at     INTEGER NOT NULL, -- when it was first seen; the least over all that was told
    paid_at      INTEGER,         -- the least time over all its states that tell of payment
    at           INTEGER NOT NULL, -- what decides which state is newest: at, rank, origin, pinned, digest
    rank         INTEGER NOT NULL,
    origin       TEXT    NOT NULL,
    pinned       INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    digest       BLOB    NOT NULL,
    object       TEXT    NOT NULL, -- the domain's object as JSON
    UNIQUE (id, kind)
) STRICT;
-- Fraud warnings and reviews of which something can still be done: their lowest rank.
CREATE INDEX snapshot_to_look_at ON snapshot (at DESC, id)
    WHERE rank = 0 AND (kind = 'early_fraud_warning' OR kind = 'review');
CREATE INDEX snapshot_by_intent ON snapshot (intent) WHERE intent IS NOT NULL;
CREATE INDEX snapshot_by_charge ON snapshot (charge) WHERE charge IS NOT NULL;
CREATE INDEX snapshot_by_invoice ON snapshot (invoice) WHERE invoice IS NOT NULL;
CREATE INDEX snapshot_by_subscription ON snapshot (subscription) WHERE subscription IS NOT NULL;

-- The row that people see. Amounts are minor units of `currency`, times Unix seconds.
CREATE TABLE payment (
    seq                 INTEGER PRIMARY KEY,
    id                  TEXT    NOT NULL UNIQUE,
    created             INTEGER NOT NULL,
    status              TEXT    NOT NULL,
    currency            TEXT,
    amount              INTEGER NOT NULL,
    amount_captured     INTEGER NOT NULL,
    amount_refunded     INTEGER NOT NULL,
    paid_at             INTEGER,
    livemode            INTEGER NOT NULL CHECK (livemode IN (0, 1)),
    settled             INTEGER, -- with the next three in `settlement_currency`, once Stripe has told us
    fee                 INTEGER,
    net                 INTEGER,
    settlement_currency TEXT,
    exchange_rate       TEXT,    -- a decimal
    email               TEXT,
    name                TEXT,
    description         TEXT,
    link                TEXT,
    session             TEXT,
    charge              TEXT,
    method              TEXT,    -- Stripe's name for the kind
    brand               TEXT,
    last4               TEXT,
    failure_code        TEXT,
    failure_message     TEXT,
    dispute             TEXT,    -- the domain's dispute as JSON
    fulfilment          TEXT    NOT NULL CHECK (fulfilment = 'pending' OR fulfilment = 'done' OR fulfilment = 'not_needed'),
    metadata            TEXT,    -- JSON; null where there is none
    customer            TEXT,
    version             INTEGER NOT NULL -- grows with every change of any row, so that what follows finds it
) STRICT;
CREATE INDEX payment_by_version ON payment (version);
CREATE INDEX payment_by_time ON payment (created DESC, id DESC);
CREATE INDEX payment_by_status ON payment (status, created DESC, id DESC);
CREATE INDEX payment_by_link ON payment (link, created DESC, id DESC) WHERE link IS NOT NULL;
CREATE INDEX payment_by_customer ON payment (customer, created DESC, id DESC) WHERE customer IS NOT NULL;
CREATE INDEX payment_by_email ON payment (email COLLATE NOCASE, created DESC, id DESC) WHERE email IS NOT NULL;
CREATE INDEX payment_to_fulfil ON payment (created DESC, id DESC) WHERE fulfilment = 'pending';
CREATE INDEX payment_fulfilled ON payment (created DESC, id DESC) WHERE fulfilment = 'done';

-- How many there are: of the events that count, of the payments of each status, of the orders to be handed over.
-- SQLite keeps it with each row, since people wait for it and counting a million takes longer than they should.
CREATE TABLE tally (
    name  TEXT    PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER event_counted AFTER INSERT ON event WHEN new.canonical = 1 BEGIN
    INSERT INTO tally VALUES ('events', 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER event_recounted AFTER UPDATE OF canonical ON event WHEN new.canonical != old.canonical BEGIN
    INSERT INTO tally VALUES ('events', new.canonical - old.canonical)
        ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
CREATE TRIGGER event_discounted AFTER DELETE ON event WHEN old.canonical = 1 BEGIN
    UPDATE tally SET count = count - 1 WHERE name = 'events';
END;
CREATE TRIGGER payment_counted AFTER INSERT ON payment BEGIN
    INSERT INTO tally VALUES ('status:' || new.status, 1) ON CONFLICT DO UPDATE SET count = count + 1;
    INSERT INTO tally SELECT 'to fulfil', 1 WHERE new.fulfilment = 'pending'
        ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER payment_recounted AFTER UPDATE OF status, fulfilment ON payment
WHEN new.status != old.status OR new.fulfilment != old.fulfilment BEGIN
    UPDATE tally SET count = count - 1 WHERE name = 'status:' || old.status;
    INSERT INTO tally VALUES ('status:' || new.status, 1) ON CONFLICT DO UPDATE SET count = count + 1;
    INSERT INTO tally VALUES ('to fulfil', (new.fulfilment = 'pending') - (old.fulfilment = 'pending'))
        ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
CREATE TRIGGER payment_discounted AFTER DELETE ON payment BEGIN
    UPDATE tally SET count = count - 1 WHERE name = 'status:' || old.status;
    UPDATE tally SET count = count - 1 WHERE name = 'to fulfil' AND old.fulfilment = 'pending';
END;

CREATE VIRTUAL TABLE payment_search USING fts5 (
    id, email, name, description, link, last4,
    content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- What follows the payments by a moment: to which quarter of an hour each was counted.
CREATE TABLE followed (
    seq     INTEGER PRIMARY KEY, -- the payment's
    quarter INTEGER NOT NULL,    -- Unix seconds, a multiple of 900
    link    TEXT                 -- the link that it was counted to
) STRICT;

-- Quarters of an hour whose totals have to be added up anew.
CREATE TABLE stale_quarter (
    quarter INTEGER PRIMARY KEY
) STRICT;

-- The sums of a quarter of an hour, so that any time zone's day can be summed. Minor units.
CREATE TABLE period_total (
    quarter      INTEGER NOT NULL,
    currency     TEXT    NOT NULL, -- empty where Stripe named none
    gross        INTEGER NOT NULL,
    fees         INTEGER NOT NULL,
    fees_unknown INTEGER NOT NULL,
    refunded     INTEGER NOT NULL,
    paid         INTEGER NOT NULL,
    failed       INTEGER NOT NULL,
    processing   INTEGER NOT NULL,
    PRIMARY KEY (quarter, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
    id       TEXT    PRIMARY KEY,
    created  INTEGER NOT NULL, -- when it was first seen: Stripe's links have no time of their own
    active   INTEGER NOT NULL CHECK (active IN (0, 1)),
    name     TEXT,
    currency TEXT,
    url      TEXT    NOT NULL,
    amount   INTEGER,          -- what one checkout comes to; null where the customer chooses
    livemode INTEGER          CHECK (livemode IN (0, 1)),
    items    TEXT    NOT NULL, -- the domain's line items as JSON
    metadata TEXT    NOT NULL,
    completed_limit  INTEGER,  -- of completed checkouts, as Stripe says
    completed_count  INTEGER,
    inactive_message TEXT,
    opens_at  INTEGER,         -- Unix seconds; what the merchant planned here and is yet to be done
    closes_at INTEGER,
    plan_zone TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_time ON link (created DESC, id DESC);
CREATE INDEX link_to_open ON link (opens_at) WHERE opens_at IS NOT NULL;
CREATE INDEX link_to_close ON link (closes_at) WHERE closes_at IS NOT NULL;

-- The checkout sessions that links opened, as far as Stripe told of them.
CREATE TABLE checkout (
    id             TEXT    PRIMARY KEY,
    link           TEXT    NOT NULL,
    created        INTEGER NOT NULL, -- Unix seconds
    status         TEXT,             -- Stripe's own words
    payment_status TEXT,
    currency       TEXT,
    amount         INTEGER,          -- the total in minor units
    reference      TEXT              -- the client_reference_id that the link's address carried
) STRICT, WITHOUT ROWID;
CREATE INDEX checkout_by_link ON checkout (link, created);

-- Quarters of an hour of links whose sums have to be added up anew.
CREATE TABLE stale_link_quarter (
    link    TEXT    NOT NULL,
    quarter INTEGER NOT NULL,
    PRIMARY KEY (link, quarter)
) STRICT, WITHOUT ROWID;

-- What came in through each link: payments by when they began, and checkouts likewise. Minor units.
CREATE TABLE link_period (
    link         TEXT    NOT NULL,
    level        INTEGER NOT NULL, -- 0 a quarter of an hour, 1 32 days, 2 all
    start        INTEGER NOT NULL, -- Unix seconds, a multiple of how long it is; 0 for all
    currency     TEXT    NOT NULL, -- empty where Stripe named none
    paid         INTEGER NOT NULL,
    pending      INTEGER NOT NULL,
    failed       INTEGER NOT NULL,
    revenue      INTEGER NOT NULL,
    refunded     INTEGER NOT NULL,
    last_payment INTEGER,          -- when the newest paid payment began
    completed    INTEGER NOT NULL, -- of the checkouts
    finished     INTEGER NOT NULL, -- completed, and paid or free
    ended        INTEGER NOT NULL, -- completed or expired
    PRIMARY KEY (link, level, start, currency)
) STRICT, WITHOUT ROWID;

-- A short row for each link, by which the list is sorted, filtered and searched.
CREATE TABLE link_figures (
    link         TEXT    PRIMARY KEY,
    created      INTEGER NOT NULL,
    state        INTEGER NOT NULL, -- 0 open, 1 scheduled, 2 sold out, 3 closed
    name         TEXT    NOT NULL, -- in lower case; the last letter there is where none is known
    words        TEXT    NOT NULL, -- in lower case: what a search finds it by
    currency     TEXT    NOT NULL, -- empty where Stripe named none
    paid         INTEGER NOT NULL,
    pending      INTEGER NOT NULL,
    failed       INTEGER NOT NULL,
    revenue      INTEGER NOT NULL, -- in that currency
    last_payment INTEGER NOT NULL, -- 0 where there is none
    completed    INTEGER NOT NULL,
    finished     INTEGER NOT NULL,
    ended        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX link_figures_by_time ON link_figures (created, link);
CREATE INDEX link_figures_by_state ON link_figures (state, created, link);
CREATE INDEX link_figures_by_name ON link_figures (name, link);
CREATE INDEX link_figures_by_paid ON link_figures (paid, link);
CREATE INDEX link_figures_by_revenue ON link_figures (currency, revenue, link);
CREATE INDEX link_figures_by_last_payment ON link_figures (last_payment, link);

-- What Stripe sends to the bank.
CREATE TABLE payout (
    id           TEXT    PRIMARY KEY,
    created      INTEGER NOT NULL,
    status       TEXT    NOT NULL,
    amount       INTEGER NOT NULL, -- minor units; negative when money is taken from the bank
    currency     TEXT,
    arrival_date INTEGER,
    automatic    INTEGER          CHECK (automatic IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX payout_by_time ON payout (created DESC, id DESC);

CREATE TABLE dispute (
    id              TEXT    PRIMARY KEY,
    created         INTEGER NOT NULL,
    payment         TEXT,
    status          TEXT    NOT NULL,
    reason          TEXT,
    amount          INTEGER NOT NULL, -- minor units
    currency        TEXT,
    evidence_due_by INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_by_time ON dispute (created DESC, id DESC);
CREATE INDEX dispute_to_answer ON dispute (evidence_due_by, id)
    WHERE status = 'needs_response' OR status = 'warning_needs_response';

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What came to the door: a log for people, bounded in number.
CREATE TABLE delivery (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT, -- a number is never used twice: cursors hold it
    at      INTEGER NOT NULL, -- Unix seconds
    status  INTEGER NOT NULL, -- the HTTP status that was answered
    code    TEXT,
    event   TEXT,
    bytes   INTEGER NOT NULL,
    digest  BLOB             CHECK (length(digest) = 32),
    count   INTEGER NOT NULL, -- how many it stands for
    symptom TEXT              -- what the body tells, where its signature fits no secret
) STRICT;
CREATE INDEX delivery_by_time ON delivery (at DESC, seq DESC);
