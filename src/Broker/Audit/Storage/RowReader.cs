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

    /// <param name="reader">At a row.</param>
    /// <param name="strict">To check: what is not of the kind that a broker writes is no row. SQLite reads a number or a text out of bytes too, which no comparison finds.</param>
    /// <exception cref="InvalidCastException">A value is of another kind than a broker writes.</exception>
    public static LogRow Read(DbDataReader reader, bool strict = false) => new(
        Number(reader, 0, strict),
        (byte[])reader.GetValue(1),
        (byte[])reader.GetValue(2),
        new LogColumns(
            Number(reader, 3, strict), Text(reader, 4, strict)!, Text(reader, 5, strict)!, Text(reader, 6, strict), Text(reader, 7, strict), Text(reader, 8, strict), Text(reader, 9, strict),
            Text(reader, 10, strict)!, Number(reader, 11, strict), reader.IsDBNull(12) ? null : Number(reader, 12, strict), Text(reader, 15, strict), Text(reader, 18, strict)),
        (byte[])reader.GetValue(13),
        (byte[])reader.GetValue(14),
        reader.IsDBNull(16) ? null : (byte[])reader.GetValue(16))
    {
        ActorTraceId = Text(reader, 17, strict),
    };

    private static long Number(DbDataReader reader, int column, bool strict) => strict ? (long)reader.GetValue(column) : reader.GetInt64(column);

    private static string? Text(DbDataReader reader, int column, bool strict) =>
        reader.IsDBNull(column) ? null : strict ? (string)reader.GetValue(column) : reader.GetString(column);
}
