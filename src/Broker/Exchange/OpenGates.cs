using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Exchange;

/// <summary>Which gates the records open that a question refers to. Null: nothing is recorded.</summary>
internal sealed record OpenGates(bool? SchoolRequest, bool? ArrangementApplication, bool? ParentInzage, bool? ParentAgrees)
{
    public static OpenGates None { get; } = new(null, null, null, null);

    public static OpenGates Of(IReadOnlyList<GateRow> records) => new(
        Has(records, GateBook.SchoolRequest),
        Has(records, GateBook.ArrangementApplication),
        Has(records, GateBook.ParentInzage) ?? Has(records, GateBook.ParentDisagreed),
        records.Any(record => record.Kind == GateBook.ParentDisagreed) ? false : Has(records, GateBook.ParentInzage));

    private static bool? Has(IReadOnlyList<GateRow> records, string kind) => records.Any(record => record.Kind == kind) ? true : null;
}
