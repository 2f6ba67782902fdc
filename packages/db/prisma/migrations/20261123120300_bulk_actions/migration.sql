-- What a person asked of very many posts or listings at once: of which, and how far it has come. It is done in chunks,
-- each a transaction of its own, so that a crash leaves whole ones and whoever asks again goes on with the next: the
-- person's own tab, and where that was closed a worker. Kept for a day after it began, for an answer that was lost.
CREATE TABLE bulk_action (
  -- That of its entry in the audit trail, which counts along.
  id uuid PRIMARY KEY REFERENCES audit_entry (id) ON DELETE CASCADE,
  -- What to do with each: { act, ... }.
  work jsonb NOT NULL,
  -- In the order in which they are taken.
  ids uuid[] NOT NULL,
  -- How many of them had their turn, and how many of these changed.
  done integer NOT NULL DEFAULT 0,
  moved integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When somebody last asked for a chunk: while that is not long ago a worker keeps out.
  stepped_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- A person said that the rest shall stay as it is.
  stopped_at timestamptz
);
-- Ids do not compress; trying to costs time with every reading.
ALTER TABLE bulk_action ALTER COLUMN ids SET STORAGE EXTERNAL;
CREATE INDEX bulk_action_created_at_idx ON bulk_action (created_at);
CREATE INDEX bulk_action_unfinished_idx ON bulk_action (stepped_at) WHERE done < cardinality(ids) AND stopped_at IS NULL;

-- What was deleted by one action bears its moment: so it is found, and brought back at once.
CREATE INDEX post_deleted_idx ON post (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX listing_deleted_idx ON listing (deleted_at) WHERE deleted_at IS NOT NULL;
