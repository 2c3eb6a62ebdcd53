using System.Data.Common;
using ZioExchange.Broker.Audit.Sealing;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Reads rows of log_entries with their record of log_actors.</summary>
internal static class RowReader
{
    /// <summary>The columns <see cref="Read"/> expects, in order, from tables named e and a.</summary>
    public const string Columns =
        "e.idx, e.leaf_hash, e.commitment, e.moment, e.kind, e.outcome, e.source, e.recipient, e.purpose, e.matrix_row, e.trace_id, e.key_id, "
        + "e.actor_key_id, e.column_salt, e.sealed, e.destroyed_keys, a.sealed, a.trace_id, e.made_keys";

    public const string From = "log_entries e LEFT JOIN log_actors a ON a.idx = e.idx";

    public const int Count = 19;

    public static LogRow Read(DbDataReader reader) => new(
        reader.GetInt64(0),
        (byte[])reader.GetValue(1),
        (byte[])reader.GetValue(2),
        new LogColumns(
            reader.GetInt64(3), reader.GetString(4), reader.GetString(5), Text(reader, 6), Text(reader, 7), Text(reader, 8), Text(reader, 9),
            reader.GetString(10), reader.GetInt64(11), reader.IsDBNull(12) ? null : reader.GetInt64(12), Text(reader, 15), Text(reader, 18)),
        (byte[])reader.GetValue(13),
        (byte[])reader.GetValue(14),
        reader.IsDBNull(16) ? null : (byte[])reader.GetValue(16))
    {
        ActorTraceId = Text(reader, 17),
    };

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
