using System.Data.Common;
using Npgsql;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>Looks at the form of the log's tables before anything in them is read: that they are tables, and hold values of the kind and size that a broker writes.</summary>
/// <remarks>
/// A view, a rule or a policy in the place of a table can tell a check one thing and a search another. SQLite keeps a value of any kind in any column, and
/// reads the number 5 out of the bytes "5" that no comparison finds. And a value of a gigabyte would fill the memory of who checks.
/// </remarks>
internal sealed class ShapeCheck(DbConnection connection, DbTransaction transaction)
{
    /// <summary>What a note or an entry stays below, in bytes.</summary>
    public const int Widest = 128 * 1024;

    private const int MostRotations = 10_000;

    private const string Tables = "'log_head', 'log_keys', 'log_entries', 'log_actors', 'log_tiles', 'log_checkpoints', 'log_key_successions', 'log_cosignatures', 'log_witnessed'";

    // A column that SQLite computes may take a gigabyte for each row.
    private const string ReplacedOnSqlite = $"""
        SELECT name FROM sqlite_master m WHERE lower(name) IN ({Tables})
          AND (type <> 'table' OR rootpage = 0 OR EXISTS (SELECT 1 FROM pragma_table_xinfo(m.name) WHERE hidden > 1)) ORDER BY name LIMIT 1
        """;

    private const string ReplacedOnPostgres = $"""
        SELECT name FROM unnest(ARRAY[{Tables}]) AS name JOIN pg_class c ON c.oid = to_regclass(name)
        WHERE c.relkind <> 'r' OR c.relpersistence <> 'p' OR c.relrowsecurity OR EXISTS (SELECT 1 FROM pg_rewrite r WHERE r.ev_class = c.oid) OR EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhparent = c.oid)
        ORDER BY name LIMIT 1
        """;

    private static readonly string WideEntry = $"""
        octet_length(leaf_hash) > 1024 OR octet_length(commitment) > 1024 OR octet_length(column_salt) > 1024 OR octet_length(sealed) > {Widest} OR octet_length(kind) > 1024
        OR octet_length(outcome) > 1024 OR octet_length(source) > 1024 OR octet_length(recipient) > 1024 OR octet_length(purpose) > 1024 OR octet_length(matrix_row) > 1024
        OR octet_length(trace_id) > 1024 OR octet_length(destroyed_keys) > {Widest} OR octet_length(made_keys) > {Widest}
        """;

    // Of each table that is read as a whole: what no broker writes, on both databases and, of kinds of values, on SQLite.
    private static readonly (string Table, string Wide, string Kinds, Func<string, LogFinding> Finding)[] Small =
    [
        ("log_head", "octet_length(edge) > 2048 OR octet_length(signing_key) > 1024", "size integer, edge blob, keys_generation integer, signing_key text?", what => LogFinding.Signer("HEAD_CHANGED", what)),
        ("log_keys", "octet_length(scope) > 1024 OR octet_length(tag) > 1024 OR octet_length(wrapped) > 1024", "scope text, epoch integer, tag blob?, wrapped blob?, created_at integer, destroyed_at integer?", LogFinding.Keys),
        ("log_tiles", "octet_length(hashes) > 8192 OR octet_length(root) > 32", "level integer, idx integer, hashes blob, root blob", what => LogFinding.Between("TILE_CHANGED", 0, 0, what)),
        ("log_key_successions", $"octet_length(statement) > {Widest}", "statement text", what => LogFinding.Signer("SUCCESSION_CHANGED", what)),
        ("log_cosignatures", $"octet_length(witness) > 1024 OR octet_length(line) > {Widest}", "size integer, witness text, line text", what => LogFinding.Cosigned("COSIGNATURE_CHANGED", what)),
        ("log_witnessed", $"octet_length(origin) > 1024 OR octet_length(note) > {Widest}", "origin text, size integer, note text, moment integer", what => LogFinding.Cosigned("WITNESSED_CHANGED", what)),
    ];

    // The number that a row of each table stands under. Where a table lost the rule that there is one, a row without it is seen by no check, and is the newest to a broker.
    private static readonly (string Table, string Number)[] Numbers =
    [
        ("log_head", "id"), ("log_keys", "key_id"), ("log_entries", "idx"), ("log_actors", "idx"), ("log_tiles", "idx"), ("log_checkpoints", "size"), ("log_key_successions", "from_size"), ("log_cosignatures", "size"), ("log_witnessed", "origin"),
    ];

    private bool OnPostgres => connection is NpgsqlConnection;

    /// <summary>The tables, and what is in those that are read as a whole.</summary>
    public async Task<LogFinding?> TablesAsync(CancellationToken ct)
    {
        if (await ScalarAsync(OnPostgres ? ReplacedOnPostgres : ReplacedOnSqlite, ct) is string replaced)
        {
            return LogFinding.Replaced(replaced);
        }

        foreach (var (table, number) in Numbers)
        {
            if ((long)(await ScalarAsync($"SELECT count(*) FROM {table} WHERE {number} IS NULL", ct))! > 0)
            {
                return LogFinding.Replaced(table);
            }
        }

        if ((long)(await ScalarAsync("SELECT count(*) FROM log_head", ct))! != 1)
        {
            return LogFinding.Signer("HEAD_CHANGED", "The log has no head, or more than one.");
        }

        if ((long)(await ScalarAsync("SELECT count(*) FROM log_key_successions", ct))! > MostRotations)
        {
            return LogFinding.Signer("SUCCESSION_CHANGED", $"There are more than {MostRotations} stored rotations of the signing key: something else than a broker put them there.");
        }

        foreach (var (table, wide, kinds, finding) in Small)
        {
            if ((long)(await ScalarAsync($"SELECT count(*) FROM {table} WHERE {wide}{(OnPostgres ? "" : OtherKinds(kinds))}", ct))! > 0)
            {
                return finding($"Table {table} holds a value of another kind or size than a broker writes.");
            }
        }

        return null;
    }

    /// <summary>The first entry of a page that holds more than a broker writes, so that it is not read; null when there is none.</summary>
    public async Task<long?> WideAsync(long first, long end, CancellationToken ct)
    {
        var entry = await FirstAsync($"SELECT min(idx) FROM log_entries WHERE idx >= @first AND idx < @end AND ({WideEntry})", first, end, ct);
        var actor = await FirstAsync($"SELECT min(idx) FROM log_actors WHERE idx >= @first AND idx < @end AND (octet_length(trace_id) > 1024 OR octet_length(sealed) > {Widest})", first, end, ct);
        return entry < actor ? entry : actor ?? entry;
    }

    private static string OtherKinds(string kinds) => string.Concat(kinds.Split(", ").Select(kind => kind.Split(' ')).Select(kind =>
        kind[1].EndsWith('?') ? $" OR typeof({kind[0]}) NOT IN ('{kind[1].TrimEnd('?')}', 'null')" : $" OR typeof({kind[0]}) <> '{kind[1]}'"));

    private async Task<long?> FirstAsync(string sql, long first, long end, CancellationToken ct)
    {
        await using var command = connection.Command(transaction, sql);
        return await command.Bind("@first", first).Bind("@end", end).ExecuteScalarAsync(ct) as long?;
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken ct)
    {
        await using var command = connection.Command(transaction, sql);
        return await command.ExecuteScalarAsync(ct);
    }
}
