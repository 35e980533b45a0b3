-- An open session has a name by which its owner sees and ends it, and the browser and system that the log-in came
-- from, by the words of the wire; null where that is not known. SQLite adds no column that is unique and never null,
-- so the sessions move into a table that has it. Those that are open stay open.
CREATE TABLE sessions_moving (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    account INTEGER NOT NULL REFERENCES accounts (id),
    browser TEXT,
    system TEXT,
    created_at INTEGER NOT NULL,
    last_active_at INTEGER NOT NULL
) STRICT;
INSERT INTO sessions_moving (token_hash, id, account, created_at, last_active_at)
SELECT token_hash, randomblob(16), account, created_at, last_active_at FROM sessions;
DROP TABLE sessions;
ALTER TABLE sessions_moving RENAME TO sessions;
CREATE INDEX sessions_by_activity ON sessions (last_active_at);
CREATE INDEX sessions_by_account ON sessions (account);
