namespace ZioExchange.Broker.Persistence;

/// <summary>The hot read: all that decides about a request in one statement, which sees the committed rows of one moment on both databases.</summary>
/// <remarks>
/// Each part reads one table by an index, about the child that was found first. A part fills the columns that it
/// needs and says first which part it is.
/// Parameters: lookup of the child, organisation and professional of the asker, role, purpose.
/// </remarks>
internal static class ExchangeStatements
{
    public const int Version = 0, Role = 1, Child = 2, Facts = 3, Grants = 4, Events = 5, Gates = 6, Couplings = 7;

    /// <summary>Where a column stands, or the first of several of a kind: six texts, two byte strings, two instants, two days. The last text is the child.</summary>
    public const int Part = 0, Number = 1, Id = 2, OtherId = 3, Text = 4, ChildId = 9, Bytes = 10, Instant = 12, Day = 14;

    public const string All =
        "WITH found AS MATERIALIZED (SELECT child_id FROM couplings WHERE lookup = $1 AND ended_at IS NULL) "
        + "SELECT 0, version, CAST(NULL AS uuid), CAST(NULL AS uuid), "
        + "CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), "
        + "CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS timestamptz), CAST(NULL AS timestamptz), CAST(NULL AS date), CAST(NULL AS date) FROM directory_version WHERE id = 1"
        + Then + "1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM professionals WHERE organisation_id = $2 AND id = $3 AND role = $4 AND ended_at IS NULL"
        + Then + "2, consent_version, NULL, NULL, NULL, NULL, NULL, NULL, NULL, id, wrapped_key, NULL, created_at, NULL, NULL, NULL FROM children WHERE id = " + Found
        + Then + "3, NULL, id, NULL, kind, subject, recorded_by, source, NULL, child_id, body, NULL, observed_at, recorded_at, NULL, NULL FROM facts WHERE child_id = " + Found
        + Then + "4, NULL, id, NULL, purpose, source, granted_by, body, NULL, child_id, NULL, NULL, given_at, recorded_at, valid_from, valid_until FROM grants WHERE child_id = " + Found
        + Then + "5, NULL, id, grant_id, type, \"by\", categories, recipients, NULL, child_id, NULL, NULL, at, NULL, NULL, NULL FROM grant_events WHERE child_id = " + Found
        + Then + "6, NULL, NULL, NULL, reference, kind, made_by, made_for, purpose, child_id, NULL, NULL, made_at, NULL, NULL, NULL FROM gates WHERE child_id = " + Found
        + " AND (made_for = $2 OR made_for = '*') AND purpose = $5 AND ended_at IS NULL"
        + Then + "7, NULL, NULL, NULL, organisation_id, system, NULL, NULL, NULL, child_id, lookup, value, created_at, NULL, NULL, NULL FROM couplings WHERE child_id = " + Found + " AND ended_at IS NULL";

    private const string Then = " UNION ALL SELECT ";

    private const string Found = "(SELECT child_id FROM found)";
}
