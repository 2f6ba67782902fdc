-- As of which change of its listing a post was last taken to be sent. A listing that was changed since is told from that one
-- exactly: by the time at which it was published a change that was not committed yet, or came while it was sent, is missed.
ALTER TABLE post ADD COLUMN listing_seen_at timestamptz;

-- A picture that came with a file is asked for by its name, once for each image of each row.
CREATE INDEX photo_brought_idx ON photo (upload_id, lower(file_name)) WHERE listing_id IS NULL;

-- Whatever the reason for which a post is due again: without its photos it is held.
DROP INDEX post_held_idx;
CREATE INDEX post_held_idx ON post (listing_id)
  WHERE due_at IS NULL AND status IN ('queued', 'scheduled', 'retry_wait', 'rate_limited') AND deleted_at IS NULL;
