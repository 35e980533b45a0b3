-- The files that the global data is written into, each under the handshake by which it is asked for: so any exchange
-- tells how far one is, not only the one that writes it.
CREATE TABLE global_data_files (
    handshake TEXT PRIMARY KEY CHECK (length(handshake) = 32),
    state TEXT NOT NULL CHECK (state IN ('going_on', 'done', 'failed')),
    started_at BIGINT NOT NULL,
    -- When its writer was last heard of. Whoever is not heard of for too long writes no more.
    heard_at BIGINT NOT NULL,
    -- How much is written, in thousandths.
    progress BIGINT NOT NULL CHECK (progress BETWEEN 0 AND 1000),
    name TEXT,
    bytes BIGINT CHECK (bytes >= 0),
    sha256 BYTEA CHECK (length(sha256) = 32),
    -- Why there is no file, by the words of the wire.
    reason TEXT,
    CHECK ((state = 'done') = (name IS NOT NULL)),
    CHECK ((name IS NULL) = (bytes IS NULL) AND (name IS NULL) = (sha256 IS NULL)),
    CHECK ((state = 'failed') = (reason IS NOT NULL))
);
-- At most one goes on.
CREATE UNIQUE INDEX global_data_files_one_going_on ON global_data_files (state) WHERE state = 'going_on';
