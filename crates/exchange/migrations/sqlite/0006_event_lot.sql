-- A lot that comes into being is looked for in the history, because the event that brings it is written first. Without
-- this each delivery walked through all events there ever were.
CREATE INDEX pool_events_by_lot ON pool_events (lot);
