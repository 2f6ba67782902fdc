-- The rows of an upload in a table of their own: a hundred thousand of them are staged, checked and read a page at a time.
ALTER TABLE upload
  -- What the file was recognised as; 'unknown' while somebody is asked which column is which.
  ADD COLUMN format text NOT NULL DEFAULT 'plain',
  -- SHA-256 of the file's bytes: the same file again is known by it.
  ADD COLUMN content_hash text,
  -- Of the header: the key under which a person's mapping is remembered.
  ADD COLUMN fingerprint text,
  ADD COLUMN header text[] NOT NULL DEFAULT '{}',
  -- Which column is which, where a person has said so.
  ADD COLUMN mapping jsonb,
  -- { ignoredColumns: string[], notes: string[], refusedPhotos: string[] }
  ADD COLUMN notes jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN account_ids uuid[] NOT NULL DEFAULT '{}',
  -- Columns that any row has a text in, and how many rows there are and cannot go yet: kept, not counted by each page.
  ADD COLUMN columns text[] NOT NULL DEFAULT '{}',
  ADD COLUMN row_count integer NOT NULL DEFAULT 0,
  ADD COLUMN bad_count integer NOT NULL DEFAULT 0,
  -- What the stored errors were checked with (limits, variations, picture names); with another key they are checked anew.
  ADD COLUMN rules_key text;

CREATE TABLE upload_row (
  upload_id uuid NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
  -- 0, 1, 2 in the order of the sheet, without gaps.
  position integer NOT NULL,
  -- As a spreadsheet program counts.
  row integer NOT NULL,
  -- Texts by column; an empty cell has no entry.
  cells jsonb NOT NULL,
  -- Sentences by column, from reading.
  warnings jsonb NOT NULL DEFAULT '{}',
  -- Sentences by column, from checking; empty when the row can go.
  errors jsonb NOT NULL DEFAULT '{}',
  -- The checked listing; null while there are errors.
  listing jsonb,
  -- Given, or made from the title, and then the same whenever the same file is read. Null while there is neither.
  sku text,
  -- What it becomes when no listing has its SKU.
  listing_id uuid NOT NULL DEFAULT uuidv7(),
  PRIMARY KEY (upload_id, position)
);
CREATE INDEX upload_row_bad_idx ON upload_row (upload_id, position) WHERE listing IS NULL;
CREATE INDEX upload_row_sku_idx ON upload_row (upload_id, sku, position);

-- Without a key of rules they are checked when they are next looked at.
INSERT INTO upload_row (upload_id, position, row, cells, sku)
SELECT upload.id, stored.position - 1, (item ->> 'row')::integer, item -> 'cells',
  substring(item -> 'cells' ->> 'sku' FROM '^\s*(\S(?:.{0,48}\S)?)\s*$')
FROM upload, jsonb_array_elements(upload.rows) WITH ORDINALITY AS stored (item, position);

UPDATE upload SET row_count = jsonb_array_length(rows), bad_count = jsonb_array_length(rows),
  columns = ARRAY(SELECT DISTINCT jsonb_object_keys(cells) FROM upload_row WHERE upload_id = upload.id);

ALTER TABLE upload DROP COLUMN rows;

-- The rows of a file whose columns somebody has to name, or may name otherwise, as they stand in it: texts in the header's order.
CREATE TABLE upload_raw_row (
  upload_id uuid NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
  position integer NOT NULL,
  row integer NOT NULL,
  cells jsonb NOT NULL,
  PRIMARY KEY (upload_id, position)
);

-- Remembered answers of the column mapper: texts of the header to columns, by the fingerprint of the header.
CREATE TABLE column_mapping (
  fingerprint text PRIMARY KEY,
  mapping jsonb NOT NULL,
  user_id uuid REFERENCES "user" (id) ON DELETE SET NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
