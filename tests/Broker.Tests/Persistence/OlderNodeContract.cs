using Xunit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Persistence;

/// <summary>A node of any earlier version works on the schema of this one: upgrades are done node by node.</summary>
public abstract class OlderNodeContract(ITestDatabase database) : DatabaseContract(database)
{
    [Fact]
    public async Task What_a_node_of_an_earlier_version_reads_and_writes_is_there_after_every_later_script()
    {
        await using var scratch = await ScratchDatabase.CreateAsync(TestDatabase.Database, Ct);
        var stages = new List<(string Script, Dictionary<string, Column> Columns, HashSet<string> Unique)>();
        foreach (var script in MigrationScript.For(scratch.Database.Provider))
        {
            await RunAsync(scratch.Database, script.Sql);
            stages.Add((script.Name, await ColumnsAsync(scratch.Database), await UniqueAsync(scratch.Database)));
        }

        var (_, last, lastUnique) = stages[^1];
        var missed = new List<string>();
        foreach (var (script, columns, unique) in stages)
        {
            var tables = columns.Values.Select(column => column.Table).ToHashSet(StringComparer.Ordinal);
            missed.AddRange(columns.Where(each => !last.TryGetValue(each.Key, out var now) || now.Type != each.Value.Type).Select(each => $"{script}: {each.Key} is gone or of another type"));
            missed.AddRange(last.Where(each => tables.Contains(each.Value.Table) && each.Value.MustBeGiven && (!columns.TryGetValue(each.Key, out var then) || !then.MustBeGiven))
                .Select(each => $"{script}: {each.Key} must be given now"));
            missed.AddRange(lastUnique.Where(each => tables.Contains(each.Split(' ')[0]) && !unique.Contains(each)).Select(each => $"{script}: {each} must be unique now"));
        }

        Assert.Empty(missed);
        Assert.Contains("pushed_dossiers.rests_on", last.Keys);
    }

    private static async Task<Dictionary<string, Column>> ColumnsAsync(BrokerDatabase of)
    {
        var rows = await ReadAsync(of, of.Provider is DatabaseProvider.Postgres
            ? "SELECT table_name, column_name, data_type, is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' FROM information_schema.columns WHERE table_schema = 'public'"
            : "SELECT m.name, c.name, c.type, c.\"notnull\" = 1 AND c.dflt_value IS NULL FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'");
        return rows.ToDictionary(row => $"{row[0]}.{row[1]}", row => new Column((string)row[0], (string)row[2], Convert.ToBoolean(row[3], System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static async Task<HashSet<string>> UniqueAsync(BrokerDatabase of)
    {
        var rows = await ReadAsync(of, of.Provider is DatabaseProvider.Postgres
            ? "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE%'"
            : "SELECT m.name, i.name FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND i.\"unique\" = 1");
        return [.. rows.Select(row => $"{row[0]} {row[1]}")];
    }

    private static async Task<List<object[]>> ReadAsync(BrokerDatabase of, string question)
    {
        await using var connection = await of.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(Ct))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static async Task RunAsync(BrokerDatabase on, string sql)
    {
        await using var connection = await on.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <param name="MustBeGiven">An insert that does not name it fails.</param>
    private sealed record Column(string Table, string Type, bool MustBeGiven);
}

public sealed class OlderNodeOnSqlite() : OlderNodeContract(new SqliteDatabase());

[Trait("Needs", "Postgres")]
public sealed class OlderNodeOnPostgres() : OlderNodeContract(new PostgresDatabase());
