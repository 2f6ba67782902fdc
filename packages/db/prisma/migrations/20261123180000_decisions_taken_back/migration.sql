-- What a person decides about the rows of an upload can be taken back.

-- What all rows shall say that say nothing themselves in a column: { column: text }.
ALTER TABLE upload ADD COLUMN filled jsonb NOT NULL DEFAULT '{}';

ALTER TABLE upload_row
  -- The columns in which a row has it.
  ADD COLUMN filled text[] NOT NULL DEFAULT '{}',
  -- This row shall change the listing that its twin has become: its twin was forgotten then, and is known still.
  ADD COLUMN twin_accepted boolean NOT NULL DEFAULT false;
