-- An open session has a name by which its owner sees and ends it, and the browser and system that the log-in came
-- from, by the words of the wire; null where that is not known. Those that are open stay open.
ALTER TABLE sessions ADD COLUMN id BYTEA UNIQUE CHECK (length(id) = 16);
ALTER TABLE sessions ADD COLUMN browser TEXT;
ALTER TABLE sessions ADD COLUMN system TEXT;
UPDATE sessions SET id = uuid_send(gen_random_uuid());
ALTER TABLE sessions ALTER COLUMN id SET NOT NULL;
CREATE INDEX sessions_by_account ON sessions (account);
