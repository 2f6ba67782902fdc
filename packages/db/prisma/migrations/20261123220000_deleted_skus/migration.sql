-- What is brought anew after its listing was deleted may still be live: found by its SKU among the deleted, which are few.
CREATE INDEX listing_deleted_sku_idx ON listing (sku) WHERE deleted_at IS NOT NULL;
