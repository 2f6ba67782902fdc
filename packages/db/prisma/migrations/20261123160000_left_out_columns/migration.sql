-- A column that fails in most rows of an upload can be left out of all of them, and taken back: its texts wait beside the others.
ALTER TABLE upload ADD COLUMN left_out text[] NOT NULL DEFAULT '{}';
ALTER TABLE upload_row ADD COLUMN left_out jsonb NOT NULL DEFAULT '{}';
