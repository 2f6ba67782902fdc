-- What a batch from a file did to listings, and the rows of the file that stayed behind.

ALTER TABLE batch
  -- Null where the batch came from no file.
  ADD COLUMN created_count integer,
  ADD COLUMN updated_count integer;

-- Rows that could not go are kept as an upload of their own, to be mended and brought later.
ALTER TABLE upload ADD COLUMN rest_of_batch_id uuid REFERENCES batch (id) ON DELETE SET NULL;
CREATE INDEX upload_rest_of_batch_id_idx ON upload (rest_of_batch_id);
