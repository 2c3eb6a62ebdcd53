using System.Text.Json;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>What this node knows that this broker cosigned last of each other log, in a file outside the database: a list of statements that its own log's key signed.</summary>
/// <remarks>
/// A row of log_witnessed that was removed, or set back to an older one that was signed too, looks in the database as if it had never been: by it a witness
/// would cosign a second history. Who has rights on the database has none on this file. Nodes that share the data folder share it; others learn of each
/// other's cosignatures from the rows (<see cref="Witness.LookAsync"/>). It only moves forward.
/// </remarks>
/// <param name="path">Null keeps nothing.</param>
public sealed class KeptWitnessed(string? path)
{
    private readonly KeptFile? _kept = path is null ? null : new KeptFile(path);

    /// <summary>Where the broker of a data folder keeps it: one file for each kind of database, as each has a log of its own.</summary>
    public static string FileIn(string folder, DatabaseProvider provider) => Path.Combine(folder, $"log.{provider.ToString().ToLowerInvariant()}.witnessed");

    /// <summary>What the file holds; null when there is none.</summary>
    public string? Read() => _kept?.Read();

    /// <summary>The newest record of each log.</summary>
    /// <param name="text">What the file holds; null for none.</param>
    /// <param name="keys">Of this broker's own log.</param>
    /// <returns>Null when it is not a list of statements that those keys signed: then it tells nothing, also not that nothing was cosigned.</returns>
    internal static Dictionary<string, CosignedRecord>? Records(string? text, KeySuccession keys)
    {
        var records = new Dictionary<string, CosignedRecord>(StringComparer.Ordinal);
        foreach (var statement in Statements(text) ?? [null])
        {
            if (!CosignedRecord.TryRead(statement, keys, out var record))
            {
                return null;
            }

            records[record.Origin] = records.TryGetValue(record.Origin, out var other) && other.Size > record.Size ? other : record;
        }

        return records;
    }

    /// <summary>Remembers it, on the disk when this returns, unless something newer of that log stands there.</summary>
    /// <exception cref="IOException">The file cannot be written, or is not what this program writes.</exception>
    /// <exception cref="UnauthorizedAccessException">The program has no rights on it.</exception>
    internal async Task KeepAsync(CosignedRecord record, KeySuccession keys, CancellationToken ct)
    {
        if (_kept is null)
        {
            return;
        }

        await using var turn = await _kept.TurnAsync(ct);
        var records = Records(_kept.Read(), keys) ?? throw new IOException("The file of what was cosigned is not what this program writes.");
        if (!records.TryGetValue(record.Origin, out var before) || before.Size < record.Size)
        {
            records[record.Origin] = record;
            await _kept.ReplaceAsync(JsonSerializer.Serialize(records.Values.OrderBy(each => each.Origin, StringComparer.Ordinal).Select(each => each.Statement)), ct);
        }
    }

    private static string?[]? Statements(string? text)
    {
        try
        {
            return text is null ? [] : JsonSerializer.Deserialize<string?[]>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
