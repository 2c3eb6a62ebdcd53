using System.Data.Common;
using System.Globalization;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Destroys keys of the log, and with a child what the register and oversight hold of it, in the commit of the erasure entry.</summary>
/// <remarks>Grants and what happened to them stay: they are the evidence that earlier exchanges were lawful (law/RULES.md R-DSR-2).</remarks>
internal sealed class DestroyKeys : IDestroysKeys
{
    // One entry names the keys it destroyed: this many fit it with ease.
    private const int Most = 500;

    private readonly string _which;
    private readonly (string Name, object Value)[] _values;
    private readonly ErasedChild? _child;
    private readonly long _at;
    private readonly List<long> _destroyed = [];

    private DestroyKeys(string which, (string, object)[] values, ErasedChild? child, DateTimeOffset at) =>
        (_which, _values, _child, _at) = (which, values, child, at.UtcTicks);

    public IReadOnlyCollection<long> Destroyed => _destroyed;

    /// <summary>Of a child, and of its people who stand for no other.</summary>
    public static DestroyKeys OfChild(ErasedChild child) => new("tag = @tag", [("@tag", child.Tag)], child, child.At);

    /// <summary>Of children and actors, at most 500 at a time.</summary>
    /// <param name="year">The first log epoch that is kept.</param>
    /// <param name="at">When.</param>
    public static DestroyKeys OfEpochsBefore(int year, DateTimeOffset at) => new(
        $"key_id IN (SELECT key_id FROM log_keys WHERE epoch < @year AND wrapped IS NOT NULL AND scope <> 'Operations' ORDER BY key_id LIMIT {Most.ToString(CultureInfo.InvariantCulture)})",
        [("@year", (long)year)], null, at);

    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        _destroyed.Clear();
        if (_child is not null)
        {
            await _child.EraseExportsAsync(connection, transaction, ct);   // first: which they are is found by the keys
        }

        await DestroyAsync(connection, transaction, _which, _values, ct);
        var inRegister = false;
        if (_child is not null)
        {
            foreach (var actor in await _child.ActorTagsAsync(connection, transaction, ct))
            {
                await DestroyAsync(connection, transaction, "tag = @tag AND epoch < @year", [("@tag", actor), ("@year", (long)(_child.FirstKept ?? int.MaxValue))], ct);
            }

            inRegister = await _child.EraseFromRegisterAsync(connection, transaction, ct);
        }

        if (_destroyed.Count == 0 && !inRegister)
        {
            return false;
        }

        await using var tell = connection.Command(transaction, "UPDATE log_head SET keys_generation = keys_generation + 1 WHERE id = 1");
        await tell.ExecuteNonQueryAsync(ct);
        return true;
    }

    private async Task DestroyAsync(DbConnection connection, DbTransaction transaction, string which, (string Name, object Value)[] values, CancellationToken ct)
    {
        await using var destroy = connection.Command(transaction, $"UPDATE log_keys SET wrapped = NULL, tag = NULL, destroyed_at = @at WHERE {which} RETURNING key_id");
        destroy.Bind("@at", _at);
        foreach (var (name, value) in values)
        {
            destroy.Bind(name, value);
        }

        await using var reader = await destroy.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            _destroyed.Add(reader.GetInt64(0));
        }
    }
}
