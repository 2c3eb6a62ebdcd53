using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Audit;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>What officers ask is served by an index: each search of the log, and each statement behind each page.</summary>
public abstract partial class OversightPlanContract(ITestDatabase database) : DatabaseContract(database)
{
    private const int Entries = 20_000;
    private const string Fill = """
        INSERT INTO log_keys (key_id, scope, epoch, tag, wrapped, created_at, destroyed_at) SELECT n, 'Child', 2026, HASH, HASH, 0, NULL FROM SERIES WHERE n <= 500;
        INSERT INTO log_entries (idx, leaf_hash, commitment, moment, kind, outcome, source, recipient, purpose, matrix_row, trace_id, key_id, actor_key_id, column_salt, sealed)
          SELECT n, HASH, HASH, 638000000000000000 + n, 'Decision', CASE n % 7 WHEN 0 THEN 'Deny' ELSE 'Permit' END, 'source-' || (n % 40), 'recipient-' || (n % 50), 'PURPOSE-' || (n % 9), 'M' || (n % 30),
            'trace-' || n, n % 500 + 1, n % 300 + 1, HASH, HASH FROM SERIES;
        INSERT INTO oversight_glasses (organisation, moment, idx) SELECT 'source-' || (n % 40), 638000000000000000 + n, n FROM SERIES WHERE n % 100 = 0;
        """;

    private static readonly OfficerSession Officer = new(new OrganisationId("source-7"), OfficerRole.Fg, "officer", "SANDBOX");

    private bool Postgres => TestDatabase.Database.Provider is DatabaseProvider.Postgres;

    [Fact]
    public async Task No_search_looks_at_more_entries_than_the_index_along_which_it_goes_has_to_show()
    {
        await using var connection = await TestDatabase.Database.OpenAsync(Ct);
        await RunAsync(connection, Fill
            .Replace("SERIES", Postgres ? $"generate_series(1, {Entries}) n" : $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {Entries}) SELECT n FROM s)", StringComparison.Ordinal)
            .Replace("HASH", Postgres ? "sha256(n::text::bytea)" : "randomblob(32)", StringComparison.Ordinal));
        await RunAsync(connection, Postgres ? "VACUUM ANALYZE log_entries" : "ANALYZE");

        foreach (var box in new[] { "", "actie:geweigerd", "actie:noodknop", "actie:toezicht", "organisatie:recipient-3", "doel:PURPOSE-3 uitkomst:geweigerd", "rij:M7", "medewerker:somebody", "trace:trace-7", "organisatie:recipient-3 actie:noodknop rij:M7" })
        {
            var search = SearchReader.Read(new Dictionary<string, string?> { ["q"] = box, ["van"] = "2026-01-01" }, new DateOnly(2026, 11, 22), out var faults);
            Assert.Empty(faults);
            var plan = await PlanAsync(connection, search.ToQuery(Officer.Organisation, null, glassesCounted: true));

            Assert.DoesNotContain(Postgres ? "Seq Scan on log_" : "SCAN e", plan, StringComparison.Ordinal);
            if (search is { Employee: null, TraceId: null })
            {
                var along = search.Act is SearchWords.BreakGlass ? ["oversight_glasses"] : search.Organisation is not null ? ["ix_log_entries_"] : new[] { "ix_log_entries_source", "ix_log_entries_recipient" };
                Assert.All(along, index => Assert.Matches((Postgres ? "Index Only Scan[^\n]*" : "SEARCH [eg] USING (COVERING|PRIMARY)[^\n]*") + (Postgres || index.StartsWith("ix", StringComparison.Ordinal) ? index : ""), plan));
            }
        }
    }

    [Fact]
    public async Task No_page_makes_a_statement_that_walks_through_a_table()
    {
        var seen = new Dictionary<string, IReadOnlyList<(string, object?)>>(StringComparer.Ordinal);
        using var listening = DiagnosticListener.AllListeners.Subscribe(new CommandWatch(command =>
        {
            if (command.Connection?.ConnectionString is { } place && place.Contains(Name(), StringComparison.Ordinal))
            {
                lock (seen)
                {
                    seen[command.CommandText] = Values(command);
                }
            }
        }));
        await using var broker = await SandboxBroker.StartAsync(
            Ct, "--now", "2026-11-24T10:00:00+01:00", "--Database:Provider", TestDatabase.Database.Provider.ToString(), "--Database:ConnectionString", TestDatabase.Database.ConnectionString);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "swv-oost-fg", Ct);
        foreach (var page in new[] { "", "/logboek", "/controle", "/controle/1", "/meldingen", "/meldingen/1", "/exports", "/exports/1", "/exports/1?handler=Bestand", "/incidenten", "/rechten", "/nazorg", "/bewaren", "/register", "/toestemmingen", "/dpia", "/wat-als", "/wat-als/1", "/kinderen/2222-2222-2222", "/rapporten/2026-11" })
        {
            Assert.True((await officer.GetAsync("/toezicht" + page, Ct)).Status is HttpStatusCode.OK or HttpStatusCode.NotFound, page);
        }

        await using var connection = await TestDatabase.Database.OpenAsync(Ct);
        if (Postgres)
        {
            await RunAsync(connection, "SET enable_seqscan = off");   // the tables are small: a walk that is left is one that no index can save
        }

        Assert.True(seen.Count > 12, $"Only {seen.Count} statements seen.");
        var walks = new List<string>();
        foreach (var (text, values) in seen)
        {
            var plan = await ExplainAsync(connection, text, values);
            if (Walk().IsMatch(plan) && !text.Contains("oversight_checks", StringComparison.Ordinal))   // along its key, from the end
            {
                walks.Add(text + "\n" + plan);
            }
        }

        Assert.True(walks.Count == 0, string.Join("\n\n", walks));
    }

    private string Name() => Postgres ? new Npgsql.NpgsqlConnectionStringBuilder(TestDatabase.Database.ConnectionString).Database! : new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(TestDatabase.Database.ConnectionString).DataSource;

    private async Task<string> PlanAsync(DbConnection connection, LogQuery query)
    {
        await using var written = connection.CreateCommand();
        var sql = LogFilter.Write(LogReader.Select, query, query.Limit + 1, TestLog.Master, written);
        return await ExplainAsync(connection, sql, Values(written));
    }

    private static List<(string, object?)> Values(DbCommand command) => [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))];

    private async Task<string> ExplainAsync(DbConnection connection, string sql, IReadOnlyList<(string Name, object? Value)> values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = (Postgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
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

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;   // a fill, not a statement of the program
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>A walk through one of the tables of officers, along no index.</summary>
    [GeneratedRegex(@"Seq Scan on oversight_|SCAN o\d*$|SCAN oversight_\w+$", RegexOptions.Multiline)]
    private static partial Regex Walk();

    /// <summary>Hears every statement that a context of officers is about to run.</summary>
    private sealed class CommandWatch(Action<DbCommand> heard) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandEventData { Context: { } context, Command: var command } && context.GetType().Name == "OversightDb")
            {
                heard(command);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}

public sealed class OversightPlanOnSqlite() : OversightPlanContract(new SqliteDatabase());

public sealed class OversightPlanOnPostgres() : OversightPlanContract(new PostgresDatabase());
