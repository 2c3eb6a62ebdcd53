using System.Data.Common;
using System.Globalization;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Destroys keys of the log, and with a child its key and couplings in the register, in the commit of the erasure entry.</summary>
/// <remarks>Grants and what happened to them stay: they are the evidence that earlier exchanges were lawful (law/RULES.md R-DSR-2).</remarks>
internal sealed class DestroyKeys : IDestroysKeys
{
    // One entry names the keys it destroyed: this many fit it with ease.
    private const int Most = 500;

    private readonly string _which;
    private readonly (string Name, object Value)[] _values;
    private readonly string? _child;
    private readonly long _at;
    private readonly List<long> _destroyed = [];

    private DestroyKeys(string which, (string, object)[] values, string? child, DateTimeOffset at) =>
        (_which, _values, _child, _at) = (which, values, child, at.UtcTicks);

    public IReadOnlyCollection<long> Destroyed => _destroyed;

    public static DestroyKeys OfChild(string child, byte[] tag, DateTimeOffset at) => new("tag = @tag", [("@tag", tag)], child, at);

    /// <summary>Of children and actors, at most 500 at a time.</summary>
    /// <param name="year">The first log epoch that is kept.</param>
    public static DestroyKeys OfEpochsBefore(int year, DateTimeOffset at) => new(
        $"key_id IN (SELECT key_id FROM log_keys WHERE epoch < @year AND wrapped IS NOT NULL AND scope <> 'Operations' ORDER BY key_id LIMIT {Most.ToString(CultureInfo.InvariantCulture)})",
        [("@year", (long)year)], null, at);

    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using (var destroy = Command(connection, transaction, $"UPDATE log_keys SET wrapped = NULL, tag = NULL, destroyed_at = @at WHERE {_which} RETURNING key_id"))
        {
            destroy.Bind("@at", _at);
            foreach (var (name, value) in _values)
            {
                destroy.Bind(name, value);
            }

            await using var reader = await destroy.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                _destroyed.Add(reader.GetInt64(0));
            }
        }

        var inRegister = _child is not null && await EraseFromRegisterAsync(connection, transaction, _child, ct);
        if (_destroyed.Count == 0 && !inRegister)
        {
            return false;
        }

        await using var tell = Command(connection, transaction, "UPDATE log_head SET keys_generation = keys_generation + 1 WHERE id = 1");
        await tell.ExecuteNonQueryAsync(ct);
        return true;
    }

    /// <summary>The facts stay as ciphertext that nobody can open; nobody can find the child by a number any more.</summary>
    private static async Task<bool> EraseFromRegisterAsync(DbConnection connection, DbTransaction transaction, string child, CancellationToken ct)
    {
        var rows = 0;
        foreach (var sql in new[]
        {
            "UPDATE children SET wrapped_key = @none, consent_version = consent_version + 1 WHERE id = @child AND length(wrapped_key) > 0",
            "DELETE FROM couplings WHERE child_id = @child",
            "DELETE FROM persons WHERE child_id = @child",
        })
        {
            await using var command = Command(connection, transaction, sql).Bind("@child", child);
            if (sql.Contains("@none", StringComparison.Ordinal))
            {
                command.Bind("@none", Array.Empty<byte>());
            }

            rows += await command.ExecuteNonQueryAsync(ct);
        }

        return rows > 0;
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
