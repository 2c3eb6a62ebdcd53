using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Lets a disclosure into the log only while the child's consent version and the version of the directory are those that were decided on.</summary>
internal sealed class ReleaseStep(ChildReference child, long consents, long directory) : IReadingStep
{
    internal const string Question = "SELECT d.version, c.id, c.consent_version FROM directory_version d JOIN children c ON c.id ";

    // A child that is not there agrees to nothing.
    internal const string Agreement = """
        SELECT 1 / (count(*) = cardinality($1))::int
        FROM unnest($1, $2, $3) AS decided (child, consents, directory)
        JOIN children c ON c.id = decided.child AND c.consent_version = decided.consents
        JOIN directory_version d ON d.id = 1 AND d.version = decided.directory
        """;

    private ChildReference Child { get; } = child;

    private long Consents { get; } = consents;

    private long Directory { get; } = directory;

    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct) =>
        (await ApplyAsync([this], connection, transaction, ct))[0];

    public async ValueTask<IReadOnlyList<bool>> ApplyAsync(IReadOnlyList<IReadingStep> together, DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        var steps = together.Cast<ReleaseStep>().ToList();
        var versions = await VersionsAsync([.. steps.Select(step => step.Child.Value).Distinct()], connection, transaction, ct);
        return steps.ConvertAll(step => step.Holds(versions));
    }

    public NpgsqlBatchCommand AllAgree(IReadOnlyList<IReadingStep> together)
    {
        var steps = together.Cast<ReleaseStep>().ToList();
        return new(Agreement)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. steps.Select(step => step.Child.Value)] },
                new NpgsqlParameter<long[]> { TypedValue = [.. steps.Select(step => step.Consents)] },
                new NpgsqlParameter<long[]> { TypedValue = [.. steps.Select(step => step.Directory)] },
            },
        };
    }

    private bool Holds(Dictionary<string, (long Directory, long Consents)> versions) => versions.TryGetValue(Child.Value, out var now) && now == (Directory, Consents);

    private static async Task<Dictionary<string, (long Directory, long Consents)>> VersionsAsync(string[] children, DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Constants and numbered parameters.
        if (command is NpgsqlCommand)
        {
            command.CommandText = Question + "= ANY (@children) WHERE d.id = 1";
            command.Parameters.Add(new NpgsqlParameter("children", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = children });
        }
        else
        {
            var names = children.Select((_, place) => string.Create(CultureInfo.InvariantCulture, $"@c{place}")).ToArray();
            command.CommandText = $"{Question}IN ({string.Join(", ", names)}) WHERE d.id = 1";
            for (var place = 0; place < children.Length; place++)
            {
                command.Bind(names[place], children[place]);
            }
        }
#pragma warning restore CA2100

        var versions = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            versions[reader.GetString(1)] = (reader.GetInt64(0), reader.GetInt64(2));
        }

        return versions;
    }
}
