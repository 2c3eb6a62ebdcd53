namespace ZioExchange.Broker.Persistence;

/// <summary>The one clock that all nodes of a broker share.</summary>
internal static class DatabaseClock
{
    /// <summary>SQL for the whole seconds since 1970 by the clock of the database, as they are when it is read and not when the transaction began.</summary>
    public static string Seconds(BrokerDatabase database) =>
        database.Provider is DatabaseProvider.Postgres ? "CAST(floor(extract(epoch FROM clock_timestamp())) AS bigint)" : "CAST(strftime('%s', 'now') AS INTEGER)";
}
