namespace ZioExchange.Broker.Persistence;

/// <summary>The statements of the hot read, one a table, each served by an index. The child is found inside them, so that all can travel together.</summary>
internal static class ExchangeStatements
{
    public const string Role = "SELECT 1 FROM professionals WHERE organisation_id = $1 AND id = $2 AND role = $3 AND ended_at IS NULL";

    public const string Child = "SELECT c.id, c.consent_version, c.wrapped_key, c.created_at FROM couplings k JOIN children c ON c.id = k.child_id WHERE k.lookup = $1 AND k.ended_at IS NULL";

    public const string Facts = "SELECT id, kind, subject, body, recorded_by, source, observed_at, recorded_at FROM facts WHERE child_id = " + Found + " ORDER BY recorded_at";

    public const string Grants = "SELECT id, purpose, source, granted_by, given_at, valid_from, valid_until, body, recorded_at FROM grants WHERE child_id = " + Found;

    public const string Events = "SELECT id, grant_id, type, at, \"by\", categories FROM grant_events WHERE child_id = " + Found;

    public const string Gates = "SELECT reference, kind, made_by, made_for, purpose, made_at FROM gates WHERE child_id = " + Found + " AND (made_for = $2 OR made_for = '*') AND purpose = $3 AND ended_at IS NULL";

    public const string Couplings = "SELECT organisation_id, system, lookup, value, created_at FROM couplings WHERE child_id = " + Found + " AND ended_at IS NULL";

    private const string Found = "(SELECT k.child_id FROM couplings k WHERE k.lookup = $1 AND k.ended_at IS NULL)";
}
