-- What a person decided about a row of an upload, and what the row was checked against.

-- Counted up by whatever a person changes in the rows: a plan is of one revision.
ALTER TABLE upload ADD COLUMN revision integer NOT NULL DEFAULT 0;

ALTER TABLE upload_row
  -- Columns that were mended by hand: they stay when the columns of the file are named anew.
  ADD COLUMN mended text[] NOT NULL DEFAULT '{}',
  -- The row of the same file that had this SKU too and went, while this one stayed behind, and that SKU: it counts while
  -- this row has it. Null once somebody has accepted that this row changes what the other has become.
  ADD COLUMN twin_row integer,
  ADD COLUMN twin_sku text,
  -- Digest of what the check took from the listing that the row changes; null where there was none.
  ADD COLUMN checked_with text;
