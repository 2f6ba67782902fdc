-- How an account says listings differently: { title, description, price }, each a rule or null. Applied when posts are made.
ALTER TABLE account ADD COLUMN variation jsonb;

DROP TRIGGER account_announce ON account;
CREATE TRIGGER account_announce AFTER INSERT OR DELETE OR UPDATE OF
    channel, name, status, blocked_reason, credentials, time_zone, min_gap_seconds, posts_per_day,
    quiet_start_minute, quiet_end_minute, variation, deleted_at ON account
  FOR EACH STATEMENT EXECUTE FUNCTION announce_change();
