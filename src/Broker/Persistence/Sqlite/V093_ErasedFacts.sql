-- Facts are evidence while the child's key exists. When it was destroyed nobody can read them, and their kinds and recorders go with the child.
DROP TRIGGER facts_keep_delete;
CREATE TRIGGER facts_keep_delete BEFORE DELETE ON facts
WHEN NOT EXISTS (
    SELECT 1 FROM facts f
    WHERE f.child_id = OLD.child_id AND f.kind = OLD.kind AND f.subject = OLD.subject AND f.recorded_by = OLD.recorded_by AND f.recorded_at > OLD.recorded_at)
AND EXISTS (SELECT 1 FROM children c WHERE c.id = OLD.child_id AND length(c.wrapped_key) > 0)
BEGIN SELECT RAISE(ABORT, 'facts is append-only'); END;
