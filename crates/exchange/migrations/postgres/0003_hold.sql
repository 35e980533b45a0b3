-- Purchases that wait for their buyer's word. Meanwhile their lots are out of the pool, and nothing is charged.
CREATE TABLE holds (
    id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
    account BIGINT NOT NULL REFERENCES accounts (id),
    -- 'released': by the buyer, by a later hold of theirs, or because the time was over.
    state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'released')),
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > created_at),
    -- The buyer's balance after the confirmation, which is told again to whoever confirms again.
    balance BIGINT CHECK (balance >= 0),
    CHECK ((state = 'confirmed') = (balance IS NOT NULL))
);
-- Nobody holds more than one purchase.
CREATE UNIQUE INDEX holds_one_open_per_account ON holds (account) WHERE state = 'open';
CREATE INDEX holds_open_by_end ON holds (ends_at) WHERE state = 'open';
CREATE INDEX holds_by_age ON holds (created_at);

-- What was told of each lot of a held purchase, in the order of the request. A lot may be unknown.
CREATE TABLE hold_outcomes (
    hold TEXT NOT NULL REFERENCES holds (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    lot BYTEA NOT NULL CHECK (length(lot) = 32),
    code BIGINT NOT NULL CHECK (code BETWEEN 600 AND 999),
    PRIMARY KEY (hold, place)
);

-- The lots that are held now, each by one hold at most.
CREATE TABLE held_lots (
    lot BYTEA PRIMARY KEY REFERENCES lots (hash),
    hold TEXT NOT NULL REFERENCES holds (id)
);
CREATE INDEX held_lots_by_hold ON held_lots (hold);

-- A lot is out of the pool from 'held' on, and in it again from 'freed' on.
ALTER TABLE pool_events DROP CONSTRAINT pool_events_kind_check;
ALTER TABLE pool_events ADD CONSTRAINT pool_events_kind_check
    CHECK (kind IN ('delivered', 'held', 'freed', 'sold', 'revoked', 'expired'));
