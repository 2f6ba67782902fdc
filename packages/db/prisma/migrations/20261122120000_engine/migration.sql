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

-- By what a channel that accepted a post, but has not shown it yet, wants to be asked again.
ALTER TABLE attempt ADD COLUMN pending_token text;

-- Posts that wait for photos: every sweep looks for those whose photos are in.
CREATE INDEX post_held_idx ON post (listing_id)
  WHERE due_at IS NULL AND status IN ('queued', 'scheduled') AND deleted_at IS NULL;

-- Folds only what has something to fold: rewriting every row each minute would leave as many dead ones behind.
CREATE OR REPLACE FUNCTION fold_post_counts() RETURNS void LANGUAGE sql AS $$
  WITH many AS (SELECT account_id, status FROM post_count GROUP BY 1, 2 HAVING count(*) > 1),
    gone AS (DELETE FROM post_count USING many
      WHERE post_count.account_id = many.account_id AND post_count.status = many.status RETURNING post_count.*)
    INSERT INTO post_count SELECT account_id, status, sum(n) FROM gone GROUP BY 1, 2 HAVING sum(n) <> 0;
  WITH many AS (SELECT batch_id, status FROM batch_count GROUP BY 1, 2 HAVING count(*) > 1),
    gone AS (DELETE FROM batch_count USING many
      WHERE batch_count.batch_id = many.batch_id AND batch_count.status = many.status RETURNING batch_count.*)
    INSERT INTO batch_count SELECT batch_id, status, sum(n) FROM gone GROUP BY 1, 2 HAVING sum(n) <> 0;
  WITH many AS (SELECT account_id, day, status FROM post_day GROUP BY 1, 2, 3 HAVING count(*) > 1),
    gone AS (DELETE FROM post_day USING many
      WHERE post_day.account_id = many.account_id AND post_day.day = many.day AND post_day.status = many.status
      RETURNING post_day.*)
    INSERT INTO post_day SELECT account_id, day, status, sum(n) FROM gone GROUP BY 1, 2, 3 HAVING sum(n) <> 0;
$$;
