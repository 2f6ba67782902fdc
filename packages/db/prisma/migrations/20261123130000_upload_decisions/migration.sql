-- What a person decided about a row of an upload, and what the row was checked against.

ALTER TABLE upload_row
  -- Columns that were mended by hand: they stay when the columns of the file are named anew.
  ADD COLUMN mended text[] NOT NULL DEFAULT '{}',
  -- The row of the same file that had this SKU too and went, while this one stayed behind; null once somebody has decided.
  ADD COLUMN twin_row integer,
  -- Digest of what the check took from the listing that the row changes; null where there was none.
  ADD COLUMN checked_with text;
