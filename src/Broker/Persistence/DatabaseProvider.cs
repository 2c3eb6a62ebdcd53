namespace ZioExchange.Broker.Persistence;

/// <summary>The two databases a broker can stand on. Named as configuration key <c>Database__Provider</c> names them.</summary>
public enum DatabaseProvider
{
    /// <summary>The embedded default: one file, one node.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later: what production uses, shared by any number of nodes.</summary>
    Postgres,
}
