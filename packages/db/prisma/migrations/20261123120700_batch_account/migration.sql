-- The posts of a batch on one account: passing over those of its other accounts is to read no more than the index.
DROP INDEX post_batch_status_idx;
CREATE INDEX post_batch_status_idx ON post (batch_id, status, id) INCLUDE (account_id) WHERE deleted_at IS NULL;
