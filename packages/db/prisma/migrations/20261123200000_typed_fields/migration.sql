-- What a post says differently from its listing is its account's rule's, or a person's. What the rule made is made anew when
-- the listing changes; what a person typed stays, also where they typed what the listing says (then its own value is null).
ALTER TABLE post
  ADD COLUMN typed text[] NOT NULL DEFAULT '{}' CHECK (typed <@ '{title,description,priceMinor}'),
  -- By field: why the rule makes nothing of the listing as it is now. Such a post does not go out.
  ADD COLUMN rule_errors jsonb;
CREATE INDEX post_rule_errors_idx ON post (account_id) WHERE rule_errors IS NOT NULL;

-- Of the posts that are there: a price is the rule's where it is what the present rule makes of the listing. Texts cannot be
-- compared here, so they are the rule's where there is one and nobody has edited the post. Anything else counts as typed; a
-- currency without hundredths too, where the rule has an ending: what somebody may have typed is never overwritten.
UPDATE post SET typed = array_remove(ARRAY[
    CASE WHEN post.title IS NOT NULL AND said.title IS NULL OR said.title IS NOT NULL AND said.is_edited THEN 'title' END,
    CASE WHEN post.description IS NOT NULL AND said.description IS NULL OR said.description IS NOT NULL AND said.is_edited
      THEN 'description' END,
    CASE WHEN post.price_minor IS DISTINCT FROM said.price_minor AND (post.price_minor IS NOT NULL OR said.is_edited)
      THEN 'priceMinor' END
  ], NULL)
FROM (
  SELECT post.id, variation ->> 'title' AS title, variation ->> 'description' AS description,
    nullif(ended.price_minor, listing.price_minor) AS price_minor,
    EXISTS (SELECT 1 FROM audit_entry WHERE entity = 'post' AND entity_id = post.id AND action = 'update') AS is_edited
  FROM post JOIN listing ON listing.id = post.listing_id JOIN account ON account.id = post.account_id
  CROSS JOIN LATERAL (SELECT variation -> 'price' AS price) AS rule
  CROSS JOIN LATERAL (
    SELECT floor((listing.price_minor::numeric * (10000 + coalesce((price ->> 'basisPoints')::integer, 0)) + 5000) / 10000)
      + coalesce((price ->> 'amountMinor')::integer, 0) AS price_minor, (price ->> 'ending')::integer AS hundredths
  ) AS moved
  CROSS JOIN LATERAL (SELECT floor((moved.price_minor - hundredths) / 100) * 100 + hundredths AS below) AS nearest
  CROSS JOIN LATERAL (
    SELECT CASE WHEN hundredths IS NULL OR moved.price_minor < 1 THEN moved.price_minor
      WHEN below >= 1 AND moved.price_minor - below < below + 100 - moved.price_minor THEN below
      ELSE below + 100 END AS price_minor
  ) AS ended
  WHERE post.title IS NOT NULL OR post.description IS NOT NULL OR post.price_minor IS NOT NULL
    OR post.id IN (SELECT entity_id FROM audit_entry WHERE entity = 'post' AND action = 'update')
) AS said
WHERE post.id = said.id;
