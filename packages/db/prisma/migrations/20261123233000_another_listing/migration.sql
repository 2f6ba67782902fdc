-- A row that says no SKU is known by one of its title, and may so be taken for a listing that is here. Somebody says that it is
-- another one: this is the SKU that the row had then, and its own is one that no listing has.
ALTER TABLE upload_row ADD COLUMN another_than text;
