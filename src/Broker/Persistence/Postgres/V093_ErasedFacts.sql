-- Facts are evidence while the child's key exists. When it was destroyed nobody can read them, and their kinds and recorders go with the child.
DROP TRIGGER facts_keep_what_holds ON facts;
CREATE OR REPLACE FUNCTION facts_keep_what_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM facts f
        WHERE f.child_id = OLD.child_id AND f.kind = OLD.kind AND f.subject = OLD.subject AND f.recorded_by = OLD.recorded_by AND f.recorded_at > OLD.recorded_at)
        AND EXISTS (SELECT 1 FROM children c WHERE c.id = OLD.child_id AND length(c.wrapped_key) > 0)
    THEN
        RAISE EXCEPTION 'facts is append-only';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER facts_keep_what_holds BEFORE DELETE ON facts FOR EACH ROW EXECUTE FUNCTION facts_keep_what_holds();
