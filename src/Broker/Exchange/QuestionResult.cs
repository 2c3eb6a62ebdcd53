using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>A question, or why it could not be read: status 400 for a wrong shape, 422 for an unknown code, with every fault at once.</summary>
public sealed record QuestionResult(DossierQuestion? Question, int Status, Reason? Reason, IReadOnlyList<FieldFault> Faults)
{
    public static QuestionResult Read(DossierQuestion question) => new(question, 200, null, []);

    public static QuestionResult Malformed(IEnumerable<FieldFault> faults) => new(null, 400, FaultReasons.BadRequest, [.. faults]);

    public static QuestionResult Unknown(IEnumerable<FieldFault> faults) => new(null, 422, FaultReasons.UnknownCode, [.. faults]);
}
