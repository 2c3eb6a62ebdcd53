namespace ZioExchange.Broker.Persistence;

/// <summary>What a database is made of, to hold beside one that the scripts just made: columns, indexes, triggers and functions, never a row.</summary>
internal static class SchemaShape
{
    private const string OfSqlite =
        "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE name <> 'schema_versions' AND name NOT LIKE 'sqlite_%'";

    private const string OfPostgres = """
        SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' null ' || is_nullable || ' default ' || coalesce(column_default, '-')
          FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_versions'
        UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'schema_versions'
        UNION ALL SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
        UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'schema_versions'
        UNION ALL SELECT 'function ' || proname || ' ' || prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        """;

    /// <summary>The number of the script up to which the database is made: found by making one beside it, script by script.</summary>
    /// <param name="atLeast">The last script that is known to be applied.</param>
    /// <exception cref="MigrationException">It is what none of them makes; the message names a difference with the nearest.</exception>
    public static async Task<int> ReachedAsync(BrokerDatabase database, IReadOnlyList<MigrationScript> scripts, int atLeast, CancellationToken ct)
    {
        var here = await ReadAsync(database, ct);
        if (here.Count == 0)
        {
            return 0;   // an empty one
        }

        await using var scratch = await ScratchDatabase.CreateAsync(database, ct);
        List<string>? nearest = null;
        foreach (var script in scripts)
        {
            await RunAsync(scratch.Database, script.Sql, ct);
            if (script.Version < atLeast)
            {
                continue;
            }

            var made = await ReadAsync(scratch.Database, ct);
            if (made.SetEquals(here))
            {
                return script.Version;
            }

            made.SymmetricExceptWith(here);
            nearest = nearest is null || made.Count < nearest.Count ? [.. made] : nearest;
        }

        throw new MigrationException(
            $"The database is not what the scripts make of it: {nearest?.Count ?? 0} differences, such as: {Short(nearest?.Order(StringComparer.Ordinal).First())}. Nothing was changed. Restore a backup (docs/runbooks/restore.md), or the part of the schema that is named.");
    }

    private static string Short(string? text)
    {
        var line = string.Join(' ', (text ?? "-").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 160 ? line[..160] : line;
    }

    private static async Task<HashSet<string>> ReadAsync(BrokerDatabase database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = database.Provider is DatabaseProvider.Postgres ? OfPostgres : OfSqlite;
        var shape = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            shape.Add(reader.GetString(0));
        }

        return shape;
    }

    private static async Task RunAsync(BrokerDatabase database, string sql, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Scripts of this program only.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }
}
