using System.Data.Common;
using System.Globalization;
using Npgsql;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Persistence;

/// <summary>Turns the result sets of the hot read into rows, in the order of its statements.</summary>
internal static class ExchangeReader
{
    public static async Task<ExchangeRows> ReadAsync(DbDataReader reader, ExchangeQuestion question, CancellationToken ct)
    {
        var version = (await ListAsync(reader, row => row.GetInt64(0), ct))[0];
        var roleHeld = (await ListAsync(reader, _ => true, ct)).Count > 0;
        var found = await ListAsync(reader, row => new ChildRow { Id = row.GetString(0), ConsentVersion = row.GetInt64(1), WrappedKey = row.GetFieldValue<byte[]>(2), CreatedAt = Instant(row, 3) }, ct);
        var child = found.Count == 0 ? string.Empty : found[0].Id;
        var facts = await ListAsync(reader, row => Fact(row, child), ct);
        var grants = await ListAsync(reader, row => Grant(row, child), ct);
        var events = await ListAsync(reader, row => Event(row, child), ct);
        var gates = await ListAsync(reader, row => Gate(row, child), ct);
        var couplings = await ListAsync(reader, row => Coupling(row, child), ct);
        while (await reader.NextResultAsync(ct))
        {
        }

        return new ExchangeRows(
            version, roleHeld, found.Count == 0 ? null : found[0], facts, grants, events, [.. gates.Where(gate => question.References.Contains(gate.Reference))], couplings);
    }

    // Of each list the first result set with columns: BEGIN and COMMIT have none.
    private static async Task<List<T>> ListAsync<T>(DbDataReader reader, Func<DbDataReader, T> map, CancellationToken ct)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(map(reader));
        }

        await reader.NextResultAsync(ct);
        return rows;
    }

    private static FactRow Fact(DbDataReader row, string child) => new()
    {
        Id = row.GetGuid(0),
        ChildId = child,
        Kind = row.GetString(1),
        Subject = row.GetString(2),
        Body = row.GetFieldValue<byte[]>(3),
        RecordedBy = row.GetString(4),
        Source = row.GetString(5),
        ObservedAt = Instant(row, 6),
        RecordedAt = Instant(row, 7),
    };

    private static GrantRow Grant(DbDataReader row, string child) => new()
    {
        Id = row.GetGuid(0),
        ChildId = child,
        Purpose = row.GetString(1),
        Source = row.GetString(2),
        GrantedBy = row.GetString(3),
        GivenAt = Instant(row, 4),
        ValidFrom = row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5),
        ValidUntil = row.GetFieldValue<DateOnly>(6),
        Body = row.GetString(7),
        RecordedAt = Instant(row, 8),
    };

    private static GrantEventRow Event(DbDataReader row, string child) => new()
    {
        Id = row.GetGuid(0),
        GrantId = row.GetGuid(1),
        ChildId = child,
        Type = row.GetString(2),
        At = Instant(row, 3),
        By = row.GetString(4),
        Categories = row.GetString(5),
    };

    private static GateRow Gate(DbDataReader row, string child) => new()
    {
        Reference = row.GetString(0),
        Kind = row.GetString(1),
        ChildId = child,
        MadeBy = row.GetString(2),
        MadeFor = row.GetString(3),
        Purpose = row.GetString(4),
        MadeAt = Instant(row, 5),
    };

    private static CouplingRow Coupling(DbDataReader row, string child) => new()
    {
        OrganisationId = row.GetString(0),
        System = row.GetString(1),
        Lookup = row.GetFieldValue<byte[]>(2),
        ChildId = child,
        Value = row.GetFieldValue<byte[]>(3),
        CreatedAt = Instant(row, 4),
    };

    // SQLite keeps instants as text of fixed width in UTC (BrokerDbContext).
    private static DateTimeOffset Instant(DbDataReader row, int column) => row is NpgsqlDataReader
        ? row.GetFieldValue<DateTimeOffset>(column)
        : DateTimeOffset.ParseExact(row.GetString(column), "yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
