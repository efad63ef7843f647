-- A subscription's payment is reached over its invoice; and the time of payment is the earliest one told.
ALTER TABLE snapshot ADD COLUMN invoice TEXT;      -- the invoice that it names as its own
ALTER TABLE snapshot ADD COLUMN subscription TEXT; -- the subscription that it names as its own
ALTER TABLE snapshot ADD COLUMN paid_at INTEGER;   -- the least time over all its states that tell of payment
CREATE INDEX snapshot_by_invoice ON snapshot (invoice) WHERE invoice IS NOT NULL;
CREATE INDEX snapshot_by_subscription ON snapshot (subscription) WHERE subscription IS NOT NULL;
