using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange;

/// <summary>Which gates of one source the records open that a question refers to. Null: nothing is recorded.</summary>
/// <remarks>
/// A gate is opened by whoever keeps the record: the school that asks its SWV (R-STAT-2), the school whose record the parents saw (R-OKR-1). What another
/// organisation recorded, the asker itself among them, opens nothing there.
/// </remarks>
internal sealed record OpenGates(bool? SchoolRequest, bool? ArrangementApplication, bool? ParentInzage, bool? ParentAgrees)
{
    /// <param name="records">Every open record that the question refers to, whoever made it.</param>
    public static OpenGates Of(OrganisationId source, IReadOnlyList<GateRow> records)
    {
        var own = records.Where(record => record.MadeBy == source.Value).ToList();
        return new(
            Has(own, GateBook.SchoolRequest),
            Has(own, GateBook.ArrangementApplication),
            Has(own, GateBook.ParentInzage) ?? Has(own, GateBook.ParentDisagreed),
            own.Exists(record => record.Kind == GateBook.ParentDisagreed) ? false : Has(own, GateBook.ParentInzage));
    }

    private static bool? Has(List<GateRow> own, string kind) => own.Exists(record => record.Kind == kind) ? true : null;
}
