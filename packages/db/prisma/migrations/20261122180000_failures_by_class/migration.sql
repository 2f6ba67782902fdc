-- The queue page counts the failures of the last day by class: by this alone, without the attempts that went well.
CREATE INDEX attempt_failed_idx ON attempt (finished_at DESC) INCLUDE (class, post_id) WHERE class IS NOT NULL;
