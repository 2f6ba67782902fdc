-- A row that somebody left out does not go, and is not among those to mend either. It may be taken back until the batch is made.
ALTER TABLE upload_row ADD COLUMN is_out boolean NOT NULL DEFAULT false;
ALTER TABLE upload ADD COLUMN out_count integer NOT NULL DEFAULT 0;

CREATE INDEX upload_row_out_idx ON upload_row (upload_id, position) WHERE is_out;
-- Rows to mend: those that are left out have no listing either.
DROP INDEX upload_row_bad_idx;
CREATE INDEX upload_row_bad_idx ON upload_row (upload_id, position) WHERE listing IS NULL AND NOT is_out;
