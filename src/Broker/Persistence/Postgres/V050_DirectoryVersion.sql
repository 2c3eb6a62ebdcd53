-- What nodes remember of the directory is good for one version. Every change of a table they remember raises it in the commit of
-- the change, whoever writes: a reader that finds its own version in its snapshot knows that nothing has ended since.
CREATE TABLE directory_version (
    id smallint NOT NULL PRIMARY KEY CHECK (id = 1),
    version bigint NOT NULL
);

INSERT INTO directory_version (id, version) VALUES (1, 1);

CREATE FUNCTION raise_directory_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE directory_version SET version = version + 1 WHERE id = 1;
    RETURN NULL;
END
$$;

CREATE TRIGGER organisations_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON organisations FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER organisation_identifiers_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON organisation_identifiers FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER client_keys_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON client_keys FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER source_endpoints_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON source_endpoints FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER accessions_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON accessions FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();

-- Roles are not remembered but read; that one ends must still stop a release that was decided before.
CREATE TRIGGER professionals_version AFTER UPDATE OR DELETE OR TRUNCATE ON professionals FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
