-- Purchases that wait for their buyer's word. Meanwhile their lots are out of the pool, and nothing is charged.
CREATE TABLE holds (
    id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
    account INTEGER NOT NULL REFERENCES accounts (id),
    -- 'released': by the buyer, by a later hold of theirs, or because the time was over.
    state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'released')),
    created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > created_at),
    -- The buyer's balance after the confirmation, which is told again to whoever confirms again.
    balance INTEGER CHECK (balance >= 0),
    CHECK ((state = 'confirmed') = (balance IS NOT NULL))
) STRICT;
-- Nobody holds more than one purchase.
CREATE UNIQUE INDEX holds_one_open_per_account ON holds (account) WHERE state = 'open';
CREATE INDEX holds_open_by_end ON holds (ends_at) WHERE state = 'open';
CREATE INDEX holds_by_age ON holds (created_at);

-- What was told of each lot of a held purchase, in the order of the request. A lot may be unknown.
CREATE TABLE hold_outcomes (
    hold TEXT NOT NULL REFERENCES holds (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    lot BLOB NOT NULL CHECK (length(lot) = 32),
    code INTEGER NOT NULL CHECK (code BETWEEN 600 AND 999),
    PRIMARY KEY (hold, place)
) STRICT;

-- The lots that are held now, each by one hold at most.
CREATE TABLE held_lots (
    lot BLOB PRIMARY KEY REFERENCES lots (hash),
    hold TEXT NOT NULL REFERENCES holds (id)
) STRICT;
CREATE INDEX held_lots_by_hold ON held_lots (hold);

-- A lot is out of the pool from 'held' on, and in it again from 'freed' on. SQLite changes no CHECK, so the history
-- moves into a table that knows both words. The lots name its rows: whether they do is asked once all are there again.
PRAGMA defer_foreign_keys = ON;
CREATE INDEX lots_by_left_event ON lots (left_event);
CREATE TABLE pool_events_moving (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    lot BLOB NOT NULL,
    at INTEGER NOT NULL
) STRICT;
INSERT INTO pool_events_moving (seq, kind, lot, at) SELECT seq, kind, lot, at FROM pool_events;
DROP TABLE pool_events;
CREATE TABLE pool_events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('delivered', 'held', 'freed', 'sold', 'revoked', 'expired')),
    lot BLOB NOT NULL REFERENCES lots (hash) DEFERRABLE INITIALLY DEFERRED,
    at INTEGER NOT NULL
) STRICT;
INSERT INTO pool_events (seq, kind, lot, at) SELECT seq, kind, lot, at FROM pool_events_moving;
DROP TABLE pool_events_moving;
DROP INDEX lots_by_left_event;
