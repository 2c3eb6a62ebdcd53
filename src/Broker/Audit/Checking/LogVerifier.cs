using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>Checks a whole log in its database, from the verifier key and, better, an older checkpoint kept elsewhere. Needs no secret.</summary>
/// <remarks>
/// Reads one consistent state, so that it may run while nodes append. Every readable column, ciphertext, leaf, tile, signed checkpoint and the head
/// must agree. Without a checkpoint from outside, setting the whole database back to an older state cannot be seen: no log can show that by itself.
/// </remarks>
public sealed class LogVerifier(BrokerDatabase database, VerifierKey key)
{
    /// <summary>Keys of witnesses: the lines that stand in their names are checked.</summary>
    public IReadOnlyList<WitnessKey> Witnesses { get; init; } = [];

    /// <summary>What the broker kept outside the database of what it cosigned of other logs, read before the check; null when it is not at hand.</summary>
    public string? Witnessed { get; init; }

    /// <param name="trusted">A signed checkpoint kept outside the broker; null for none.</param>
    /// <param name="progress">Told the number of entries checked and of all, every few thousand entries.</param>
    /// <param name="ct">Stops the check.</param>
    public Task<LogReport> VerifyAsync(string? trusted, IProgress<(long Done, long All)>? progress, CancellationToken ct) =>
        VerifyAsync(trusted, LogCheckDepth.Usual, progress, ct);

    /// <summary>The same, reading less or checking more.</summary>
    /// <param name="depth">Since a checkpoint needs <paramref name="trusted"/>; without one everything is read.</param>
    public async Task<LogReport> VerifyAsync(string? trusted, LogCheckDepth depth, IProgress<(long Done, long All)>? progress, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await BeginAsync(connection, ct);
        try
        {
            if (await new ShapeCheck(connection, transaction).TablesAsync(ct) is { } shape)
            {
                return new(0, shape);
            }

            var keys = await KeyStatements.SuccessionAsync(connection, transaction, key, ct);
            Checkpoint? held = null;
            return trusted is not null && !keys.TryOpen(trusted, out held, out var fault)
                ? new(0, LogFinding.Checkpoint("CHECKPOINT_REFUSED", fault))
                : await new LogPass(connection, transaction, keys, held, depth) { Witnesses = Witnesses, Witnessed = Witnessed }.RunAsync(progress, ct);
        }
        catch (Exception damage) when (damage is InvalidCastException or InvalidOperationException or FormatException or DataException)
        {
            return new(0, LogFinding.Checkpoint("UNREADABLE", "The tables of the log hold values that no broker writes."));
        }
    }

    /// <summary>The newest stored checkpoint that a witness signed, with its line; null when it signed none. Whether it fits the log is for <see cref="VerifyAsync(string?, IProgress{ValueTuple{long, long}}?, CancellationToken)"/>.</summary>
    public async Task<string?> CosignedAsync(WitnessKey witness, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await Cosignatures.NewestAsync(connection, [witness], ct);
    }

    private static async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken ct) => connection is SqliteConnection sqlite
        ? sqlite.BeginTransaction(deferred: true)   // reads only: writers go on
        : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
}
