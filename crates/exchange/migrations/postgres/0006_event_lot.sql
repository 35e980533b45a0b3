-- A file needs it: see there. Here it makes the same tables and indexes.
CREATE INDEX pool_events_by_lot ON pool_events (lot);
