-- The event with which a lot left the pool: sold, revoked or expired. An account's purchases and the lots that it took
-- back are listed by it, because the order in which lots were delivered says nothing about that.
ALTER TABLE lots ADD COLUMN left_event BIGINT REFERENCES pool_events (seq);

UPDATE lots SET left_event = pool_events.seq
FROM pool_events
WHERE pool_events.lot = lots.hash AND pool_events.kind <> 'delivered';

DROP INDEX lots_by_buyer;
CREATE INDEX lots_by_buyer ON lots (buyer, left_event) WHERE buyer IS NOT NULL;
CREATE INDEX lots_revoked ON lots (seller, left_event) WHERE status = 'revoked';
