-- A list may have a caption above its headers: the kept rows begin with the first of the file, and somebody may say which of them
-- is the header. 0 where they begin below it.
ALTER TABLE upload ADD COLUMN header_row integer NOT NULL DEFAULT 0;
