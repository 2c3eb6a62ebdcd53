using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Opens fact rows and keeps of each kind, subject and recorder the youngest: a correction is a new record. What its recorder retracted is left out.</summary>
internal static class FactReader
{
    public static IReadOnlyList<Fact> Open(IEnumerable<FactRow> rowsOldestFirst, ChildKey key)
    {
        var current = new Dictionary<(string Kind, string Subject, string RecordedBy), FactRow>();
        foreach (var row in rowsOldestFirst)
        {
            if (row.Kind == nameof(FactKind.Retraction))
            {
                foreach (var place in current.Keys.Where(place => place.RecordedBy == row.RecordedBy).ToList())
                {
                    current.Remove(place);
                }

                continue;
            }

            current[(row.Kind, row.Subject, row.RecordedBy)] = row;
        }

        return
        [
            .. current.Values.OrderBy(row => row.RecordedAt).Select(row => new Fact(
                Enum.Parse<FactKind>(row.Kind), row.Subject, key.Open(row.Body, Label(row.Kind, row.Subject)), row.RecordedBy, row.Source, row.ObservedAt, row.RecordedAt)),
        ];
    }

    /// <summary>Rows of one kind, with what takes them back: reading the ones without the other would bring back what was retracted.</summary>
    public static IQueryable<FactRow> OfKind(this IQueryable<FactRow> rows, FactKind kind)
    {
        var name = kind.ToString();
        return rows.Where(row => row.Kind == name || row.Kind == nameof(FactKind.Retraction));
    }

    public static string Label(string kind, string subject) => $"fact/{kind}/{subject}";
}
