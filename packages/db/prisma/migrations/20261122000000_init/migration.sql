-- Trigram search over titles and SKUs. A trusted extension: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TYPE role AS ENUM ('owner', 'editor', 'viewer');
CREATE TYPE account_status AS ENUM ('active', 'paused', 'blocked');
CREATE TYPE condition AS ENUM ('new', 'like_new', 'good', 'fair');
CREATE TYPE photo_status AS ENUM ('pending', 'ready', 'failed');
CREATE TYPE post_status AS ENUM (
  'draft', 'scheduled', 'queued', 'publishing', 'published', 'retry_wait', 'rate_limited',
  'auth_blocked', 'failed', 'unknown', 'needs_review', 'sold', 'delisted', 'canceled'
);
CREATE TYPE attempt_status AS ENUM (
  'started', 'submitting', 'succeeded', 'failed', 'unknown', 'abandoned', 'not_published', 'needs_review'
);
CREATE TYPE circuit_state AS ENUM ('closed', 'open', 'half_open');

-- People and programs ------------------------------------------------------------------------------------------

CREATE TABLE "user" (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  email text NOT NULL CONSTRAINT user_email_key UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL,
  role role NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_sign_in_at timestamptz
);

CREATE TABLE session (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  -- SHA-256 of the cookie's value; the value itself is nowhere but in the browser.
  token_hash bytea NOT NULL CONSTRAINT session_token_hash_key UNIQUE,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_user_id_idx ON session (user_id);
CREATE INDEX session_expires_at_idx ON session (expires_at);

CREATE TABLE api_token (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  name text NOT NULL,
  token_hash bytea NOT NULL CONSTRAINT api_token_token_hash_key UNIQUE,
  -- The last characters, so that people can tell their tokens apart.
  hint text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_token_user_id_idx ON api_token (user_id);

-- One row a failed sign-in, by email and by address: what the rate limit counts.
CREATE TABLE sign_in_failure (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  key text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sign_in_failure_key_at_idx ON sign_in_failure (key, at);
CREATE INDEX sign_in_failure_at_idx ON sign_in_failure (at);

CREATE TABLE audit_entry (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  user_id uuid REFERENCES "user" (id) ON DELETE SET NULL,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id uuid,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_entry_entity_idx ON audit_entry (entity, entity_id);

-- What is sold, and where ----------------------------------------------------------------------------------------

CREATE TABLE channel_state (
  channel text PRIMARY KEY,
  paused_at timestamptz,
  circuit circuit_state NOT NULL DEFAULT 'closed',
  -- While open: when one try is let through again.
  circuit_until timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE account (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  channel text NOT NULL,
  name text NOT NULL,
  status account_status NOT NULL DEFAULT 'active',
  -- Why it is blocked, in plain words.
  blocked_reason text,
  -- AES-256-GCM: version byte, nonce, tag, ciphertext. The key is never in the database.
  credentials bytea NOT NULL,
  time_zone text NOT NULL,
  min_gap_seconds integer NOT NULL CHECK (min_gap_seconds >= 0),
  posts_per_day integer NOT NULL CHECK (posts_per_day > 0),
  quiet_start_minute integer CHECK (quiet_start_minute BETWEEN 0 AND 1439),
  quiet_end_minute integer CHECK (quiet_end_minute BETWEEN 0 AND 1439),
  next_slot_at timestamptz,
  quota_date date,
  quota_used integer NOT NULL DEFAULT 0,
  -- Grows with every claim: a write that carries an older fence is refused.
  fence bigint NOT NULL DEFAULT 0,
  lease_worker_id uuid,
  lease_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
CREATE UNIQUE INDEX account_channel_name_key ON account (channel, lower(name)) WHERE deleted_at IS NULL;

CREATE TABLE listing (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  sku text NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  price_minor integer NOT NULL CHECK (price_minor > 0),
  currency char(3) NOT NULL,
  quantity integer NOT NULL DEFAULT 1 CHECK (quantity > 0),
  condition condition NOT NULL DEFAULT 'good',
  category text,
  brand text,
  location text,
  latitude double precision,
  longitude double precision,
  tags text[] NOT NULL DEFAULT '{}',
  attributes jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
CREATE UNIQUE INDEX listing_sku_key ON listing (sku) WHERE deleted_at IS NULL;
CREATE INDEX listing_id_live_idx ON listing (id) WHERE deleted_at IS NULL;
CREATE INDEX listing_search_idx ON listing USING gin ((title || ' ' || sku) gin_trgm_ops);

CREATE TABLE batch (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  name text NOT NULL,
  listing_count integer NOT NULL,
  post_count integer NOT NULL,
  user_id uuid REFERENCES "user" (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A sheet on its way to becoming a batch: leaving the page and coming back loses nothing.
CREATE TABLE upload (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  file_name text NOT NULL,
  -- The rows as read, then as mended by hand: [{ row, cells: { column: text } }].
  rows jsonb NOT NULL,
  currency char(3) NOT NULL,
  -- Set once, in the transaction that makes the batch: a double click makes nothing twice.
  batch_id uuid REFERENCES batch (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX upload_user_id_idx ON upload (user_id, id);
CREATE INDEX upload_batch_id_idx ON upload (batch_id);

CREATE TABLE photo (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  -- Null until the form or the upload that brought it is saved.
  listing_id uuid REFERENCES listing (id) ON DELETE CASCADE,
  upload_id uuid REFERENCES upload (id) ON DELETE SET NULL,
  position integer NOT NULL DEFAULT 0,
  status photo_status NOT NULL,
  source_url text,
  file_name text,
  content_hash text,
  mime text,
  width integer,
  height integer,
  size_bytes integer,
  -- Why it could not be fetched, in plain words.
  error text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX photo_listing_id_idx ON photo (listing_id, position);
CREATE INDEX photo_upload_id_idx ON photo (upload_id) WHERE upload_id IS NOT NULL;
CREATE INDEX photo_content_hash_idx ON photo (content_hash);
CREATE INDEX photo_pending_idx ON photo (id) WHERE status = 'pending';
CREATE INDEX photo_loose_idx ON photo (created_at) WHERE listing_id IS NULL;

-- Posts and their ledger -----------------------------------------------------------------------------------------

CREATE TABLE post (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  account_id uuid NOT NULL REFERENCES account (id),
  listing_id uuid NOT NULL REFERENCES listing (id),
  batch_id uuid REFERENCES batch (id) ON DELETE SET NULL,
  status post_status NOT NULL,
  status_since timestamptz NOT NULL DEFAULT now(),
  -- Grows by one with every move; a screen ignores what is older than what it shows.
  version integer NOT NULL DEFAULT 1,
  -- Grows with every relist; part of the idempotency key.
  generation integer NOT NULL DEFAULT 1,
  retries integer NOT NULL DEFAULT 0,
  crashes integer NOT NULL DEFAULT 0,
  -- When a person wants it out.
  scheduled_at timestamptz,
  -- When the engine may take it; null while a person or a sign-in must act first.
  due_at timestamptz,
  title text,
  description text,
  price_minor integer CHECK (price_minor > 0),
  external_id text,
  external_url text,
  published_at timestamptz,
  -- The account's own local date on which it was published or failed: what the chart of days counts.
  settled_on date,
  last_class text,
  last_sentence text,
  last_next_step text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
-- One listing is on one account once. A relist is a new generation of the same post, not a second post.
CREATE UNIQUE INDEX post_account_listing_key ON post (account_id, listing_id) WHERE deleted_at IS NULL;
CREATE INDEX post_listing_id_idx ON post (listing_id);
CREATE INDEX post_live_idx ON post (id) WHERE deleted_at IS NULL;
CREATE INDEX post_account_idx ON post (account_id, id) WHERE deleted_at IS NULL;
CREATE INDEX post_batch_idx ON post (batch_id, id) WHERE deleted_at IS NULL;
CREATE INDEX post_status_idx ON post (status, id) WHERE deleted_at IS NULL;
-- The claim reads the first entry of one account; the sweeper the accounts that have one.
CREATE INDEX post_due_idx ON post (account_id, due_at, id)
  WHERE status IN ('scheduled', 'queued', 'retry_wait', 'rate_limited', 'unknown') AND deleted_at IS NULL;
-- Lookups come before everything else that an account has to do.
CREATE INDEX post_unknown_idx ON post (account_id, due_at, id) WHERE status = 'unknown' AND deleted_at IS NULL;

CREATE TABLE attempt (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  post_id uuid NOT NULL REFERENCES post (id) ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account (id),
  generation integer NOT NULL,
  idempotency_key text NOT NULL,
  status attempt_status NOT NULL,
  fence bigint NOT NULL,
  worker_id uuid NOT NULL,
  class text,
  sentence text,
  next_step text,
  field_errors jsonb,
  -- How often the channel was asked whether it has the listing, while unknown.
  lookups integer NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  submitting_at timestamptz,
  finished_at timestamptz
);
CREATE INDEX attempt_post_id_idx ON attempt (post_id, id);
CREATE INDEX attempt_account_id_idx ON attempt (account_id, id);
CREATE UNIQUE INDEX attempt_open_key ON attempt (post_id) WHERE status IN ('started', 'submitting', 'unknown');
CREATE UNIQUE INDEX attempt_success_key ON attempt (post_id, generation) WHERE status = 'succeeded';

-- What a channel said, appended whatever became of the attempt: a late success is never lost.
CREATE TABLE observed_listing (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  post_id uuid NOT NULL REFERENCES post (id) ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account (id),
  attempt_id uuid REFERENCES attempt (id) ON DELETE SET NULL,
  generation integer NOT NULL,
  external_id text NOT NULL,
  external_url text,
  source text NOT NULL CHECK (source IN ('reply', 'lookup', 'person')),
  observed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX observed_listing_post_id_idx ON observed_listing (post_id);
CREATE INDEX observed_listing_external_idx ON observed_listing (account_id, external_id);

CREATE TABLE post_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  post_id uuid NOT NULL REFERENCES post (id) ON DELETE CASCADE,
  account_id uuid NOT NULL,
  batch_id uuid,
  move text NOT NULL,
  from_status post_status,
  to_status post_status NOT NULL,
  version integer NOT NULL,
  attempt_id uuid,
  actor text NOT NULL,
  detail text,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX post_event_post_id_idx ON post_event (post_id, id);
CREATE INDEX post_event_at_idx ON post_event USING brin (at);

CREATE TABLE worker (
  id uuid PRIMARY KEY,
  host text NOT NULL,
  pid integer NOT NULL,
  -- graphile-worker's name for this process's pool: what holds its job locks.
  pool_id text,
  concurrency integer NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  heartbeat_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  stopped_at timestamptz
);
CREATE INDEX worker_heartbeat_at_idx ON worker (heartbeat_at) WHERE stopped_at IS NULL;

-- Counters -------------------------------------------------------------------------------------------------------
-- The dashboard never counts posts. A statement that changes posts appends the differences here; a reader sums; the
-- sweeper folds many differences into one row. Only inserts: writers never wait for each other and cannot deadlock.

CREATE TABLE post_count (account_id uuid NOT NULL, status post_status NOT NULL, n integer NOT NULL);
CREATE TABLE batch_count (batch_id uuid NOT NULL, status post_status NOT NULL, n integer NOT NULL);
CREATE INDEX batch_count_batch_id_idx ON batch_count (batch_id);
-- Which batches still run, without a look at those that are over.
CREATE INDEX batch_count_running_idx ON batch_count (batch_id)
  WHERE status IN ('scheduled', 'queued', 'publishing', 'retry_wait', 'rate_limited', 'unknown');
CREATE TABLE post_day (account_id uuid NOT NULL, day date NOT NULL, status post_status NOT NULL, n integer NOT NULL);
CREATE INDEX post_day_day_idx ON post_day (day);

CREATE FUNCTION count_posts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO post_count SELECT account_id, status, count(*) FROM new_rows WHERE deleted_at IS NULL GROUP BY 1, 2;
    INSERT INTO batch_count SELECT batch_id, status, count(*) FROM new_rows
      WHERE deleted_at IS NULL AND batch_id IS NOT NULL GROUP BY 1, 2;
    INSERT INTO post_day SELECT account_id, settled_on, status, count(*) FROM new_rows
      WHERE deleted_at IS NULL AND settled_on IS NOT NULL GROUP BY 1, 2, 3;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO post_count SELECT account_id, status, -count(*) FROM old_rows WHERE deleted_at IS NULL GROUP BY 1, 2;
    INSERT INTO batch_count SELECT batch_id, status, -count(*) FROM old_rows
      WHERE deleted_at IS NULL AND batch_id IS NOT NULL GROUP BY 1, 2;
    INSERT INTO post_day SELECT account_id, settled_on, status, -count(*) FROM old_rows
      WHERE deleted_at IS NULL AND settled_on IS NOT NULL GROUP BY 1, 2, 3;
  ELSE
    INSERT INTO post_count
      SELECT account_id, status, sum(sign) FROM (
        SELECT account_id, status, -1 AS sign FROM old_rows WHERE deleted_at IS NULL
        UNION ALL SELECT account_id, status, 1 FROM new_rows WHERE deleted_at IS NULL
      ) AS change GROUP BY 1, 2 HAVING sum(sign) <> 0;
    INSERT INTO batch_count
      SELECT batch_id, status, sum(sign) FROM (
        SELECT batch_id, status, -1 AS sign FROM old_rows WHERE deleted_at IS NULL AND batch_id IS NOT NULL
        UNION ALL SELECT batch_id, status, 1 FROM new_rows WHERE deleted_at IS NULL AND batch_id IS NOT NULL
      ) AS change GROUP BY 1, 2 HAVING sum(sign) <> 0;
    INSERT INTO post_day
      SELECT account_id, settled_on, status, sum(sign) FROM (
        SELECT account_id, settled_on, status, -1 AS sign FROM old_rows WHERE deleted_at IS NULL AND settled_on IS NOT NULL
        UNION ALL SELECT account_id, settled_on, status, 1 FROM new_rows WHERE deleted_at IS NULL AND settled_on IS NOT NULL
      ) AS change GROUP BY 1, 2, 3 HAVING sum(sign) <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER post_count_insert AFTER INSERT ON post
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_posts();
CREATE TRIGGER post_count_update AFTER UPDATE ON post
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_posts();
CREATE TRIGGER post_count_delete AFTER DELETE ON post
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_posts();

-- Folds the differences. One caller at a time (the sweeper holds an advisory lock); readers and writers go on.
CREATE FUNCTION fold_post_counts() RETURNS void LANGUAGE sql AS $$
  WITH gone AS (DELETE FROM post_count RETURNING *)
    INSERT INTO post_count SELECT account_id, status, sum(n) FROM gone GROUP BY 1, 2 HAVING sum(n) <> 0;
  WITH gone AS (DELETE FROM batch_count RETURNING *)
    INSERT INTO batch_count SELECT batch_id, status, sum(n) FROM gone GROUP BY 1, 2 HAVING sum(n) <> 0;
  WITH gone AS (DELETE FROM post_day RETURNING *)
    INSERT INTO post_day SELECT account_id, day, status, sum(n) FROM gone GROUP BY 1, 2, 3 HAVING sum(n) <> 0;
$$;

-- Live updates ---------------------------------------------------------------------------------------------------
-- Every event is announced with ids only. A statement that moves many posts announces itself once: the screens then
-- ask again instead of hearing 10,000 messages.

CREATE FUNCTION announce_post_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM (SELECT 1 FROM new_rows LIMIT 21) AS few) <= 20 THEN
    PERFORM pg_notify('hawker', json_build_object(
      'type', 'post', 'eventId', id, 'postId', post_id, 'accountId', account_id, 'batchId', batch_id,
      'status', to_status, 'version', version)::text)
      FROM new_rows ORDER BY id;
  ELSE
    PERFORM pg_notify('hawker', json_build_object('type', 'many', 'eventId', (SELECT max(id) FROM new_rows))::text);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER post_event_announce AFTER INSERT ON post_event
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_post_events();

-- Every change is announced by the kind of what changed, in its own transaction, whoever made it: this is how the
-- caches of other processes learn of it. Equal announcements of one transaction are sent once.
CREATE FUNCTION announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('hawker', json_build_object('type', 'change', 'entity', TG_TABLE_NAME)::text);
  RETURN NULL;
END $$;

CREATE TRIGGER post_announce AFTER INSERT OR UPDATE OR DELETE ON post
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();
CREATE TRIGGER account_announce AFTER INSERT OR DELETE OR UPDATE OF
    channel, name, status, blocked_reason, credentials, time_zone, min_gap_seconds, posts_per_day,
    quiet_start_minute, quiet_end_minute, deleted_at ON account
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();
CREATE TRIGGER listing_announce AFTER INSERT OR UPDATE OR DELETE ON listing
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();
CREATE TRIGGER photo_announce AFTER INSERT OR UPDATE OR DELETE ON photo
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();
CREATE TRIGGER batch_announce AFTER INSERT OR UPDATE OR DELETE ON batch
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();
CREATE TRIGGER session_announce AFTER DELETE ON session
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();
CREATE TRIGGER api_token_announce AFTER DELETE OR UPDATE OF revoked_at, expires_at ON api_token
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();
CREATE TRIGGER user_announce AFTER DELETE OR UPDATE OF email, name, role, password_hash ON "user"
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();
