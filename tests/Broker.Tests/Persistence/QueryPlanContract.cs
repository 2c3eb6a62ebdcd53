using System.Data.Common;
using System.Globalization;
using Xunit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Persistence;

/// <summary>Each part of the hot read, and the check before a release, is served by an index, on tables with thousands of rows.</summary>
public abstract class QueryPlanContract(ITestDatabase database) : DatabaseContract(database)
{
    private const int Children = 4000;
    private static readonly string[] Tables = ["professionals", "children", "facts", "grants", "grant_events", "gates", "couplings"];

    private const string Fill = """
        INSERT INTO organisations (id, party, name, fg_contact, is_care_provider, registered_at, ended_at) VALUES ('school-1', 'SCHOOL', 'School', 'fg', FALSE, NOW, NULL);
        INSERT INTO professionals SELECT 'school-1', 'p' || n, 'IB', NOW, NULL FROM SERIES;
        INSERT INTO children SELECT 'c' || n, 0, BYTES, NOW FROM SERIES;
        INSERT INTO couplings SELECT 'school-1', 'pgn', HASH, 'c' || n, BYTES, NOW, NULL FROM SERIES;
        INSERT INTO facts SELECT UUID, 'c' || n, 'Birth', '', BYTES, 'school-1', 's', NOW, NOW FROM SERIES;
        INSERT INTO grants SELECT UUID, 'c' || n, 'OPP', 's', 'p', NOW, NULL, DAY, '{}', NOW FROM SERIES;
        INSERT INTO grant_events SELECT id, id, child_id, 'WITHDRAWN', NOW, 'p', '', '' FROM grants;
        INSERT INTO gates SELECT 'r' || n, 'school_request', 'c' || n, 's', 'school-1', 'OPP', NOW, NULL FROM SERIES;
        ANALYZE
        """;

    [Fact]
    public async Task The_hot_read_walks_through_no_table()
    {
        await using var connection = await TestDatabase.Database.OpenAsync(Ct);
        await FillAsync(connection);
        var postgres = TestDatabase.Database.Provider is DatabaseProvider.Postgres;

        var plan = await PlanAsync(
            connection, (postgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + ExchangeStatements.All, ExchangeRead.Values(new ExchangeQuestion(new byte[32], "school-1", "p7", "IB", "OPP", ["r7"])), postgres);
        var walks = plan.Split('\n').Where(line => line.Contains(postgres ? "Seq Scan on" : "SCAN", StringComparison.Ordinal));

        // One row each, for ever: the version, and the child that was found.
        Assert.All(walks, line => Assert.True(line.Contains("directory_version", StringComparison.Ordinal) || line.Contains("found", StringComparison.Ordinal), line));
        Assert.All(Tables, table => Assert.Contains(table, plan, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_check_before_a_release_finds_each_child_by_an_index()
    {
        await using var connection = await TestDatabase.Database.OpenAsync(Ct);
        await FillAsync(connection);
        var postgres = TestDatabase.Database.Provider is DatabaseProvider.Postgres;

        var plan = postgres
            ? await PlanAsync(connection, "EXPLAIN " + ReleaseStep.Agreement, [new[] { "c7", "c8" }, new[] { 0L, 0L }, new[] { 1L, 1L }], postgres)
            : await PlanAsync(connection, "EXPLAIN QUERY PLAN " + ReleaseStep.Question + "IN ($1, $2) WHERE d.id = 1", ["c7", "c8"], postgres);

        Assert.Contains(postgres ? "Index Scan using children_pkey" : "SEARCH c USING INDEX", plan, StringComparison.Ordinal);
        Assert.DoesNotContain(postgres ? "Seq Scan on children" : "SCAN c", plan, StringComparison.Ordinal);
    }

    private async Task FillAsync(DbConnection connection)
    {
        var postgres = TestDatabase.Database.Provider is DatabaseProvider.Postgres;
        var last = Children.ToString(CultureInfo.InvariantCulture);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;   // a fill, not a statement of the program
#pragma warning disable CA2100 // The text stands above.
        command.CommandText = Fill
            .Replace("SERIES", postgres ? $"generate_series(1, {last}) n" : $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {last}) SELECT n FROM s)", StringComparison.Ordinal)
            .Replace("NOW", postgres ? "now()" : "'2026-11-01T00:00:00.0000000Z'", StringComparison.Ordinal)
            .Replace("DAY", postgres ? "current_date" : "'2027-01-01'", StringComparison.Ordinal)
            .Replace("BYTES", postgres ? "'\\x00'::bytea" : "x'00'", StringComparison.Ordinal)
            .Replace("HASH", postgres ? "sha256(n::text::bytea)" : "randomblob(32)", StringComparison.Ordinal)
            .Replace("UUID", postgres ? "gen_random_uuid()" : "hex(randomblob(16))", StringComparison.Ordinal);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<string> PlanAsync(DbConnection connection, string sql, object[] values, bool postgres)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of the program itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var place = 0; place < values.Length; place++)
        {
            var parameter = command.CreateParameter();
            parameter.Value = values[place];
            parameter.ParameterName = postgres ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"${place + 1}");
            command.Parameters.Add(parameter);
        }

        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
        {
            lines.Add(reader.GetString(reader.FieldCount - 1));
        }

        return string.Join('\n', lines);
    }
}

public sealed class QueryPlanOnSqlite() : QueryPlanContract(new SqliteDatabase());

public sealed class QueryPlanOnPostgres() : QueryPlanContract(new PostgresDatabase());
