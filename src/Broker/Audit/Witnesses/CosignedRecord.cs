using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ZioExchange.Broker.Audit.Notes;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>One row of log_witnessed: what this broker cosigned last of another log.</summary>
/// <param name="Origin">Of the other log.</param>
/// <param name="Size">Of the checkpoint cosigned last.</param>
/// <param name="Note">Its text.</param>
/// <param name="Moment">UTC ticks.</param>
/// <param name="Statement">The same, signed by the key of this broker's own log; null in a row that a program of before wrote.</param>
internal sealed record CosignedRecord(string Origin, long Size, string Note, long Moment, string? Statement)
{
    private const string Head = "zioexchange.nl/log-witnessed/v1";

    /// <summary>The record of a checkpoint that is cosigned now.</summary>
    public static CosignedRecord Of(Checkpoint checkpoint, string text, DateTimeOffset moment, ILogSigner signer) => new(
        checkpoint.Origin, checkpoint.Size, text, moment.UtcTicks,
        SignedNote.Sign(string.Create(CultureInfo.InvariantCulture, $"{Head}\n{signer.Key.Name}\n{moment.UtcTicks}\n{text}"), signer));

    /// <summary>Reads a row, also of a schema that had no statement yet.</summary>
    public static CosignedRecord Read(DbDataReader row) => new(
        (string)row["origin"], (long)row["size"], (string)row["note"], (long)row["moment"],
        row.GetColumnSchema().Any(column => column.ColumnName == "statement") ? row["statement"] as string : null);

    /// <summary>The record that a statement is of, when the keys of this broker's own log signed it.</summary>
    public static bool TryRead(string? statement, KeySuccession keys, [NotNullWhen(true)] out CosignedRecord? record)
    {
        record = statement is not null && SignedNote.TryParse(statement, out var signed) && keys.HaveSigned(signed)
            && signed.Text.Split('\n', 4) is [Head, var log, var ticks, var text] && log == keys.Origin
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && Notes.Checkpoint.TryParse(text, out var stated)
            ? new(stated.Origin, stated.Size, text, at, statement)
            : null;
        return record is not null;
    }

    /// <summary>The checkpoint cosigned last; null when the row holds none.</summary>
    public Checkpoint? Checkpoint => Notes.Checkpoint.TryParse(Note, out var checkpoint) && checkpoint.Origin == Origin && checkpoint.Size == Size ? checkpoint : null;

    /// <summary>Whether the row is what was signed. An older node goes on with a row and leaves the statement behind: that is not proven, and not changed either.</summary>
    /// <param name="keys">The keys of this broker's own log.</param>
    public CosignedStanding Standing(KeySuccession keys)
    {
        if (Checkpoint is null)
        {
            return CosignedStanding.Changed;
        }

        if (Statement is null)
        {
            return CosignedStanding.Unproven;
        }

        if (!TryRead(Statement, keys, out var stated) || stated.Origin != Origin || stated.Size > Size)
        {
            return CosignedStanding.Changed;
        }

        return (stated.Size == Size, stated.Note == Note, Moment == stated.Moment) switch
        {
            (true, true, true) => CosignedStanding.Proven,
            (true, false, _) => CosignedStanding.Changed,
            _ => CosignedStanding.Unproven,
        };
    }
}
