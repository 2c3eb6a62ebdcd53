using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>Finds or makes the key of a child, an actor or operations, inside the transaction of the batch that needs it.</summary>
/// <remarks>
/// Filled by one writer at a time, under the log's head lock; looked into by every caller, who seals with what it finds before its turn comes. The cache
/// is only a cache: it is emptied when a key was destroyed anywhere (the head's keys_generation has grown) and when a transaction that may have made keys
/// was undone. So what a caller sealed counts only if its keys are still these when the writer has the head (<see cref="PreparedEntry.Seal"/>).
/// </remarks>
internal sealed class KeyRing(IMasterKey master, TimeProvider clock)
{
    private const int LargestCache = 10_000;
    private readonly ConcurrentDictionary<(KeyScope Scope, int Epoch), LogKey> _known = new();
    private readonly List<MadeKey> _made = [];
    private long _generation = -1;

    public void Observe(long generation)
    {
        if (generation != _generation)
        {
            _known.Clear();
            _generation = generation;
        }
    }

    public void Clear()
    {
        _known.Clear();
        _made.Clear();
    }

    /// <summary>The keys that were made since the last time, for the entry that needed them to name.</summary>
    public IReadOnlyList<MadeKey> TakeMade()
    {
        MadeKey[] made = [.. _made];
        _made.Clear();
        return made;
    }

    /// <summary>The keys of an entry, when all it needs are at hand; the actor's is null for an entry without an actor.</summary>
    public bool TryKnow(PreparedEntry entry, [NotNullWhen(true)] out LogKey? key, out LogKey? actorKey)
    {
        actorKey = null;
        return _known.TryGetValue((KeyScope.Of(entry.Entry), entry.Epoch), out key)
            && (entry.Entry.Actor is not { } actor || _known.TryGetValue((KeyScope.Of(actor), entry.Epoch), out actorKey));
    }

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
        var (wrapped, at) = (master.Wrap(bytes, KeyScope.Context(scope.Name, epoch, tag)), clock.GetUtcNow().UtcTicks);
        command.Bind("@scope", scope.Name).Bind("@epoch", (long)epoch).Bind("@tag", tag).Bind("@wrapped", wrapped).Bind("@at", at);
        var id = (long)(await command.ExecuteScalarAsync(ct))!;
        _made.Add(new(id, MadeKey.HashOf(scope.Name, epoch, tag, wrapped), MadeKey.RowOf(at, scope.Name, epoch)));

        return new LogKey(id, bytes);
    }
}
