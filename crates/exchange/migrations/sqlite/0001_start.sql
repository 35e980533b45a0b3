-- The exchange from the first day. Money is whole credits, energy whole watt-hours, moments Unix milliseconds.
-- Rules that must hold whatever the code does stand here as constraints.

-- One row: a random name of this very database, so that a version of another one is never honoured.
CREATE TABLE identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    token TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    address BLOB NOT NULL UNIQUE CHECK (length(address) = 20),
    balance INTEGER NOT NULL CHECK (balance >= 0),
    operator INTEGER NOT NULL DEFAULT 0 CHECK (operator IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    account INTEGER NOT NULL REFERENCES accounts (id),
    created_at INTEGER NOT NULL,
    last_active_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_activity ON sessions (last_active_at);

-- Everything that ever changed the pool, in order. AUTOINCREMENT: a number is never given twice.
CREATE TABLE pool_events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('delivered', 'sold', 'revoked', 'expired')),
    lot BLOB NOT NULL REFERENCES lots (hash) DEFERRABLE INITIALLY DEFERRED,
    at INTEGER NOT NULL
) STRICT;

-- block_height is the number of the event that delivered the lot.
CREATE TABLE lots (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    status TEXT NOT NULL CHECK (status IN ('waiting', 'succeeded', 'revoked', 'expired')),
    block_height INTEGER NOT NULL UNIQUE REFERENCES pool_events (seq),
    timestamp_sell INTEGER NOT NULL,
    timestamp_buy INTEGER,
    timestamp_expire INTEGER NOT NULL,
    power INTEGER NOT NULL CHECK (power > 0),
    amount INTEGER NOT NULL CHECK (amount > 0),
    value INTEGER NOT NULL CHECK (value > 0),
    energy_type TEXT NOT NULL CHECK (energy_type IN ('solar', 'water', 'wind')),
    seller INTEGER NOT NULL REFERENCES accounts (id),
    buyer INTEGER REFERENCES accounts (id) CHECK (buyer <> seller),
    note TEXT NOT NULL,
    CHECK ((status = 'succeeded') = (buyer IS NOT NULL)),
    CHECK ((buyer IS NULL) = (timestamp_buy IS NULL))
) STRICT;
CREATE INDEX lots_waiting ON lots (block_height) WHERE status = 'waiting';
CREATE INDEX lots_waiting_by_expiry ON lots (timestamp_expire) WHERE status = 'waiting';
CREATE INDEX lots_by_seller ON lots (seller, block_height);
CREATE INDEX lots_by_buyer ON lots (buyer, block_height) WHERE buyer IS NOT NULL;

-- Double entry: the rows of one transfer sum to zero. No account: the exchange itself, which issues the
-- opening balances.
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    account INTEGER REFERENCES accounts (id),
    amount INTEGER NOT NULL CHECK (amount <> 0),
    lot BLOB REFERENCES lots (hash),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX ledger_by_account ON ledger (account);
CREATE UNIQUE INDEX ledger_one_sale_per_lot ON ledger (lot) WHERE lot IS NOT NULL AND amount < 0;

CREATE TABLE idempotency_keys (
    account INTEGER NOT NULL REFERENCES accounts (id),
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    answer BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (account, key)
) STRICT;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

CREATE TABLE throttle (
    subject TEXT PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures > 0),
    blocked_until INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
