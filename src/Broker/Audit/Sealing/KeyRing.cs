using System.Data.Common;
using System.Security.Cryptography;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>Finds or makes the key of a child, an actor or operations, inside the transaction of the batch that needs it.</summary>
/// <remarks>
/// Used by one writer at a time, under the log's head lock. The cache is only a cache: it is emptied when a key was destroyed anywhere
/// (the head's keys_generation has grown) and when a transaction that may have made keys was undone.
/// </remarks>
internal sealed class KeyRing(IMasterKey master, TimeProvider clock)
{
    private const int LargestCache = 10_000;
    private readonly Dictionary<(KeyScope Scope, int Epoch), LogKey> _known = [];
    private long _generation = -1;

    public void Observe(long generation)
    {
        if (generation != _generation)
        {
            _known.Clear();
            _generation = generation;
        }
    }

    public void Clear() => _known.Clear();

    /// <summary>Whether every key that the entry needs is at hand.</summary>
    public bool Knows(PreparedEntry entry) => _known.ContainsKey((KeyScope.Of(entry.Entry), entry.Epoch))
        && (entry.Entry.Actor is not { } actor || _known.ContainsKey((KeyScope.Of(actor), entry.Epoch)));

    public LogKey Known(PreparedEntry entry) => _known[(KeyScope.Of(entry.Entry), entry.Epoch)];

    public LogKey? KnownActor(PreparedEntry entry) => entry.Entry.Actor is { } actor ? _known[(KeyScope.Of(actor), entry.Epoch)] : null;

    public async ValueTask<LogKey> ForAsync(DbConnection connection, DbTransaction transaction, KeyScope scope, int epoch, CancellationToken ct)
    {
        if (_known.TryGetValue((scope, epoch), out var key))
        {
            return key;
        }

        var tag = scope.Tag(master);
        key = await FindAsync(connection, transaction, scope, epoch, tag, ct) ?? await MakeAsync(connection, transaction, scope, epoch, tag, ct);
        if (_known.Count >= LargestCache)
        {
            _known.Clear();
        }

        return _known[(scope, epoch)] = key;
    }

    private async Task<LogKey?> FindAsync(DbConnection connection, DbTransaction transaction, KeyScope scope, int epoch, byte[] tag, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT key_id, wrapped FROM log_keys WHERE tag = @tag AND epoch = @epoch";
        command.Bind("@tag", tag).Bind("@epoch", (long)epoch);
        await using var reader = await command.ExecuteReaderAsync(ct);

        return await reader.ReadAsync(ct)
            ? new LogKey(reader.GetInt64(0), master.Unwrap((byte[])reader.GetValue(1), KeyScope.Context(scope.Name, epoch, tag)))
            : null;
    }

    private async Task<LogKey> MakeAsync(DbConnection connection, DbTransaction transaction, KeyScope scope, int epoch, byte[] tag, CancellationToken ct)
    {
        var bytes = RandomNumberGenerator.GetBytes(MasterKey.Length);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            INSERT INTO log_keys (key_id, scope, epoch, tag, wrapped, created_at)
            VALUES ((SELECT coalesce(max(key_id), 0) + 1 FROM log_keys), @scope, @epoch, @tag, @wrapped, @at) RETURNING key_id
            """;
        command.Bind("@scope", scope.Name).Bind("@epoch", (long)epoch).Bind("@tag", tag)
            .Bind("@wrapped", master.Wrap(bytes, KeyScope.Context(scope.Name, epoch, tag))).Bind("@at", clock.GetUtcNow().UtcTicks);

        return new LogKey((long)(await command.ExecuteScalarAsync(ct))!, bytes);
    }
}
