-- Lists of posts at a million of them. A page is the merge of a few walks, each along one of these indexes from where
-- the page begins, however the statuses lie among the others (queries/post-pages.ts).

DROP INDEX post_account_idx;
DROP INDEX post_batch_idx;
CREATE INDEX post_account_status_idx ON post (account_id, status, id) WHERE deleted_at IS NULL;
CREATE INDEX post_batch_status_idx ON post (batch_id, status, id) WHERE deleted_at IS NULL;
CREATE INDEX post_last_class_idx ON post (last_class, id) WHERE last_class IS NOT NULL AND deleted_at IS NULL;
-- Whether a post of a listing still counts is said by the index alone.
DROP INDEX post_listing_id_idx;
CREATE INDEX post_listing_id_idx ON post (listing_id, deleted_at);

-- Three letters make a trigram. For what is shorter: every letter of a text, and every two that stand together. In
-- plpgsql, so that Postgres believes what it costs, and does not go through all titles for two letters.
CREATE FUNCTION short_pieces(text) RETURNS text[] IMMUTABLE STRICT PARALLEL SAFE COST 400 LANGUAGE plpgsql AS $$
BEGIN
  RETURN array_remove(
    string_to_array(lower($1), NULL)
      || string_to_array(regexp_replace(lower($1), '(..)', E'\\1\x01', 'g'), E'\x01')
      || string_to_array(regexp_replace(substr(lower($1), 2), '(..)', E'\\1\x01', 'g'), E'\x01'),
    '');
END $$;
CREATE INDEX listing_short_search_idx ON listing USING gin (short_pieces(title || ' ' || sku));

-- Which words are frequent is seen in a sample of titles. In one of a hundred titles a word that one in a hundred has is
-- often missed; to compare many more with a search takes as long as it saves.
ALTER INDEX listing_search_idx ALTER COLUMN 1 SET STATISTICS 400;
