-- Posts that a person uploads in a file, because their channel takes no calls: Facebook's bulk template.

-- Nothing in this file may use it: a new value is good only once it is committed.
ALTER TYPE post_status ADD VALUE 'awaiting_upload' AFTER 'queued';

CREATE TABLE sheet (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  account_id uuid NOT NULL REFERENCES account (id),
  -- 1, 2, 3 ... on each account: what people call it.
  number integer NOT NULL,
  -- Prices in the file are bare numbers, so one file has one currency.
  currency char(3) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- The latest time. From the first on it takes no more posts: what a person has in hand is not added to.
  downloaded_at timestamptz,
  CONSTRAINT sheet_account_number_key UNIQUE (account_id, number)
);

CREATE TABLE sheet_row (
  sheet_id uuid NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
  -- Facebook takes no more rows in one file.
  position smallint NOT NULL CHECK (position BETWEEN 1 AND 50),
  post_id uuid NOT NULL REFERENCES post (id) ON DELETE CASCADE,
  generation integer NOT NULL,
  -- What the latest download said of it: a later edit shows as a difference. Null before the first.
  written jsonb,
  PRIMARY KEY (sheet_id, position),
  -- A generation of a post is in one sheet at most.
  CONSTRAINT sheet_row_post_key UNIQUE (post_id, generation)
);

CREATE TRIGGER sheet_announce AFTER INSERT OR UPDATE OR DELETE ON sheet
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

-- Null where a person did it: uploading a sheet is an attempt too.
ALTER TABLE attempt ALTER COLUMN worker_id DROP NOT NULL;
