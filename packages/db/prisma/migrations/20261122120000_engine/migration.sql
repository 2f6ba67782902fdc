-- The circuit of a channel, the end of a live listing, and announcements of both.

ALTER TABLE channel_state
  -- How often in a row it opened: each time it stays open for longer.
  ADD COLUMN circuit_trips integer NOT NULL DEFAULT 0,
  -- When it opened or closed last: older failures no longer count.
  ADD COLUMN circuit_since timestamptz NOT NULL DEFAULT now();

-- What opens a circuit: the attempts of the last minutes. Also the failures of the last day, for the screen.
CREATE INDEX attempt_finished_at_idx ON attempt (finished_at);

-- What a person asked to be done with a live listing at its channel, until it is done.
ALTER TABLE post ADD COLUMN ending text CHECK (ending IN ('sold', 'delisted', 'relisted'));
CREATE INDEX post_ending_idx ON post (id) WHERE ending IS NOT NULL;

CREATE TRIGGER channel_state_announce AFTER INSERT OR UPDATE OR DELETE ON channel_state
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();
-- Starts and stops, not heartbeats: a screen asks for those itself while it shows them.
CREATE TRIGGER worker_announce_start AFTER INSERT ON worker
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();
CREATE TRIGGER worker_announce_stop AFTER UPDATE ON worker
  FOR EACH ROW WHEN (OLD.stopped_at IS DISTINCT FROM NEW.stopped_at) EXECUTE FUNCTION announce_change();
