-- What nodes remember of the directory is good for one version. Every change of a table they remember raises it in the commit of
-- the change, whoever writes: a reader that finds its own version in its snapshot knows that nothing has ended since.
CREATE TABLE directory_version (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
);

INSERT INTO directory_version (id, version) VALUES (1, 1);

CREATE TRIGGER organisations_added AFTER INSERT ON organisations BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER organisations_changed AFTER UPDATE ON organisations BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER organisations_removed AFTER DELETE ON organisations BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER organisation_identifiers_added AFTER INSERT ON organisation_identifiers BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER organisation_identifiers_changed AFTER UPDATE ON organisation_identifiers BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER organisation_identifiers_removed AFTER DELETE ON organisation_identifiers BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER client_keys_added AFTER INSERT ON client_keys BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER client_keys_changed AFTER UPDATE ON client_keys BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER client_keys_removed AFTER DELETE ON client_keys BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER source_endpoints_added AFTER INSERT ON source_endpoints BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER source_endpoints_changed AFTER UPDATE ON source_endpoints BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER source_endpoints_removed AFTER DELETE ON source_endpoints BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER accessions_added AFTER INSERT ON accessions BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER accessions_changed AFTER UPDATE ON accessions BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER accessions_removed AFTER DELETE ON accessions BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
-- Roles are not remembered but read; that one ends must still stop a release that was decided before.
CREATE TRIGGER professionals_changed AFTER UPDATE ON professionals BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
CREATE TRIGGER professionals_removed AFTER DELETE ON professionals BEGIN UPDATE directory_version SET version = version + 1 WHERE id = 1; END;
