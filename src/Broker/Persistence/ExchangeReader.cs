using System.Data.Common;
using Npgsql;
using ZioExchange.Broker.Persistence.Model;
using At = ZioExchange.Broker.Persistence.ExchangeStatements;

namespace ZioExchange.Broker.Persistence;

/// <summary>Turns the rows of the hot read into those of its tables.</summary>
internal static class ExchangeReader
{
    public static async Task<ExchangeRows> ReadAsync(DbDataReader reader, ExchangeQuestion question, CancellationToken ct)
    {
        var (version, roleHeld) = ((long?)null, false);
        ChildRow? child = null;
        var (facts, grants, events, gates, couplings) = (new List<FactRow>(), new List<GrantRow>(), new List<GrantEventRow>(), new List<GateRow>(), new List<CouplingRow>());
        while (await reader.ReadAsync(ct))
        {
            switch (reader.GetInt32(At.Part))
            {
                case At.Version:
                    version = reader.GetInt64(At.Number);
                    break;
                case At.Role:
                    roleHeld = true;
                    break;
                case At.Child:
                    child = new ChildRow { Id = reader.GetString(At.ChildId), ConsentVersion = reader.GetInt64(At.Number), WrappedKey = reader.GetFieldValue<byte[]>(At.Bytes), CreatedAt = Instant(reader, 0) };
                    break;
                case At.Facts:
                    facts.Add(Fact(reader));
                    break;
                case At.Grants:
                    grants.Add(Grant(reader));
                    break;
                case At.Events:
                    events.Add(Event(reader));
                    break;
                case At.Gates:
                    gates.Add(Gate(reader));
                    break;
                case At.Couplings:
                    couplings.Add(Coupling(reader));
                    break;
            }
        }

        return new ExchangeRows(
            version ?? throw new InvalidOperationException("The version of the directory is missing: the database is damaged."),
            roleHeld, child, [.. facts.OrderBy(fact => fact.RecordedAt)], grants, events, [.. gates.Where(gate => question.References.Contains(gate.Reference))], couplings);
    }

    private static FactRow Fact(DbDataReader row) => new()
    {
        Id = row.GetGuid(At.Id),
        ChildId = row.GetString(At.ChildId),
        Kind = Text(row, 0),
        Subject = Text(row, 1),
        RecordedBy = Text(row, 2),
        Source = Text(row, 3),
        Body = row.GetFieldValue<byte[]>(At.Bytes),
        ObservedAt = Instant(row, 0),
        RecordedAt = Instant(row, 1),
    };

    private static GrantRow Grant(DbDataReader row) => new()
    {
        Id = row.GetGuid(At.Id),
        ChildId = row.GetString(At.ChildId),
        Purpose = Text(row, 0),
        Source = Text(row, 1),
        GrantedBy = Text(row, 2),
        Body = Text(row, 3),
        GivenAt = Instant(row, 0),
        RecordedAt = Instant(row, 1),
        ValidFrom = row.IsDBNull(At.Day) ? null : row.GetFieldValue<DateOnly>(At.Day),
        ValidUntil = row.GetFieldValue<DateOnly>(At.Day + 1),
    };

    private static GrantEventRow Event(DbDataReader row) => new()
    {
        Id = row.GetGuid(At.Id),
        GrantId = row.GetGuid(At.OtherId),
        ChildId = row.GetString(At.ChildId),
        Type = Text(row, 0),
        By = Text(row, 1),
        Categories = Text(row, 2),
        Recipients = Text(row, 3),
        At = Instant(row, 0),
    };

    private static GateRow Gate(DbDataReader row) => new()
    {
        Reference = Text(row, 0),
        Kind = Text(row, 1),
        ChildId = row.GetString(At.ChildId),
        MadeBy = Text(row, 2),
        MadeFor = Text(row, 3),
        Purpose = Text(row, 4),
        MadeAt = Instant(row, 0),
    };

    private static CouplingRow Coupling(DbDataReader row) => new()
    {
        OrganisationId = Text(row, 0),
        System = Text(row, 1),
        Lookup = row.GetFieldValue<byte[]>(At.Bytes),
        ChildId = row.GetString(At.ChildId),
        Value = row.GetFieldValue<byte[]>(At.Bytes + 1),
        CreatedAt = Instant(row, 0),
    };

    private static string Text(DbDataReader row, int number) => row.GetString(At.Text + number);

    private static DateTimeOffset Instant(DbDataReader row, int number) =>
        row is NpgsqlDataReader ? row.GetFieldValue<DateTimeOffset>(At.Instant + number) : SqliteInstant.Read(row.GetString(At.Instant + number));
}
