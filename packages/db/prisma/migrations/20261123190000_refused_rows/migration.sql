-- Of a sheet that a person uploaded, the marketplace may refuse some listings. Whoever publishes such a one again lists
-- nothing twice, and is not asked. Null: nobody has said so; a new sheet forgets it.
ALTER TABLE sheet_row
  ADD COLUMN refused_at timestamptz,
  ADD CONSTRAINT sheet_row_refused_was_written CHECK (refused_at IS NULL OR written IS NOT NULL);
