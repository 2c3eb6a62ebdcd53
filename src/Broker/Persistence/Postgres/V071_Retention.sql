-- What the retention jobs look for, so that an hourly look costs nothing.
CREATE INDEX ix_facts_recorded ON facts (recorded_at);
CREATE INDEX ix_facts_assessment ON facts (child_id) WHERE kind = 'Assessment';
CREATE INDEX ix_coupling_codes_expires ON coupling_codes (expires_at);
CREATE INDEX ix_couplings_ended ON couplings (ended_at) WHERE ended_at IS NOT NULL;

-- What holds is evidence and stays. What a younger record of the same kind, subject and recorder replaced may go when its time is over.
CREATE FUNCTION facts_keep_what_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM facts f
        WHERE f.child_id = OLD.child_id AND f.kind = OLD.kind AND f.subject = OLD.subject AND f.recorded_by = OLD.recorded_by AND f.recorded_at > OLD.recorded_at)
    THEN
        RAISE EXCEPTION 'facts is append-only';
    END IF;
    RETURN OLD;
END
$$;
DROP TRIGGER facts_append_only ON facts;
CREATE TRIGGER facts_append_only BEFORE UPDATE ON facts FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER facts_keep_what_holds BEFORE DELETE ON facts FOR EACH ROW EXECUTE FUNCTION facts_keep_what_holds();
