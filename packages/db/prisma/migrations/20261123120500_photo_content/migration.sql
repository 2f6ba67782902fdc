-- What the store of photos holds, so that what no photo names any more can be removed from it.

CREATE TABLE photo_content (
  -- SHA-256 of the bytes, in hex: the name in the store.
  content_hash text PRIMARY KEY,
  -- Since when no row of `photo` names it, as far as the sweeper has seen. NULL: named, or about to be.
  unused_since timestamptz
);
CREATE INDEX photo_content_unused_idx ON photo_content (unused_since) WHERE unused_since IS NOT NULL;

INSERT INTO photo_content (content_hash)
SELECT DISTINCT content_hash FROM photo WHERE content_hash IS NOT NULL;
