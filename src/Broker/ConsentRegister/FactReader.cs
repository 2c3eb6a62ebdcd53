using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Opens fact rows and keeps of each kind, subject and recorder the youngest: a correction is a new record.</summary>
internal static class FactReader
{
    public static IReadOnlyList<Fact> Open(IEnumerable<FactRow> rowsOldestFirst, ChildKey key)
    {
        var current = new Dictionary<(string Kind, string Subject, string RecordedBy), FactRow>();
        foreach (var row in rowsOldestFirst)
        {
            current[(row.Kind, row.Subject, row.RecordedBy)] = row;
        }

        return
        [
            .. current.Values.OrderBy(row => row.RecordedAt).Select(row => new Fact(
                Enum.Parse<FactKind>(row.Kind), row.Subject, key.Open(row.Body, Label(row.Kind, row.Subject)), row.RecordedBy, row.Source, row.ObservedAt, row.RecordedAt)),
        ];
    }

    public static string Label(string kind, string subject) => $"fact/{kind}/{subject}";
}
