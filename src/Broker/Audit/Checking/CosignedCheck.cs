using System.Data.Common;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>Checks both ends of witnessing: the lines that witnesses put under this log's checkpoints, and the record of what this broker cosigned of other logs.</summary>
internal sealed class CosignedCheck(DbConnection connection, DbTransaction transaction)
{
    /// <summary>How many lines of witnesses were checked, and how many there are.</summary>
    public (long Checked, long All) Lines { get; private set; }

    /// <summary>How many records of other logs carry a signature of this log's key, and how many there are.</summary>
    public (long Proven, long All) Records { get; private set; }

    /// <summary>Each line stands under the checkpoint it signs. Whose key is not known is looked at, and not counted as checked.</summary>
    /// <param name="witnesses">The keys that are known.</param>
    /// <param name="most">How many signatures are checked, the newest.</param>
    /// <param name="ct">Stops the check.</param>
    public async Task<LogFinding?> LinesAsync(IReadOnlyList<WitnessKey> witnesses, long most, CancellationToken ct)
    {
        await using var command = connection.Command(
            transaction, "SELECT s.size, s.witness, s.line, c.note FROM log_cosignatures s LEFT JOIN log_checkpoints c ON c.size = s.size ORDER BY s.size DESC, s.witness");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (size, witness) = (reader.GetInt64(0), reader.GetString(1));
            if (reader.IsDBNull(3) || !SignedNote.TryParse(reader.GetString(3), out var note)
                || !SignedNote.TryParse($"{note.Text}\n{reader.GetString(2)}", out var cosigned) || cosigned.Signatures is not [var line] || line.Name != witness)
            {
                return LogFinding.Cosigned("COSIGNATURE_CHANGED", $"What stands in the name of witness {witness} at {size} entries is no signature line of it under a checkpoint of this log.");
            }

            var known = Lines.Checked < most ? witnesses.FirstOrDefault(key => key.Name == witness && key.Id == line.KeyId) : null;
            if (known is not null && Cosignature.SignedAt(cosigned, known) is null)
            {
                return LogFinding.Cosigned("COSIGNATURE_CHANGED", $"The line of witness {witness} under the checkpoint over {size} entries does not sign that checkpoint.");
            }

            Lines = (Lines.Checked + (known is null ? 0 : 1), Lines.All + 1);
        }

        return null;
    }

    /// <summary>Each record is the one that was signed, and none is missing or older than what was kept outside the database.</summary>
    /// <param name="keys">The keys of this log.</param>
    /// <param name="file">What the broker kept in its data folder, read before the log; null when it is not at hand.</param>
    /// <param name="ct">Stops the check.</param>
    public async Task<LogFinding?> RecordsAsync(KeySuccession keys, string? file, CancellationToken ct)
    {
        if (KeptWitnessed.Records(file, keys) is not { } kept)
        {
            return LogFinding.Cosigned("WITNESSED_CHANGED", "The file in the data folder with what this broker cosigned of other logs is not one that it signed.");
        }

        await using var command = connection.Command(transaction, "SELECT * FROM log_witnessed ORDER BY origin");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var record = CosignedRecord.Read(reader);
            if (CosignedLast.Of(record, kept.GetValueOrDefault(record.Origin), keys).IsChanged)
            {
                return LogFinding.Cosigned("WITNESSED_CHANGED", $"The record of what this broker cosigned last of the log {record.Origin} is not the one that it signed, or an older one.");
            }

            kept.Remove(record.Origin);
            Records = (Records.Proven + (record.Standing(keys) is CosignedStanding.Proven ? 1 : 0), Records.All + 1);
        }

        return kept.Count == 0 ? null : LogFinding.Cosigned("WITNESSED_CHANGED", $"The record of what this broker cosigned last of the log {kept.Keys.Order(StringComparer.Ordinal).First()} was removed.");
    }
}
