using ZioExchange.Broker.ConsentRegister.Api.Catalogues;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Exchange.Explain;

/// <summary>One row of the matrix by which the question could be permitted.</summary>
/// <param name="Nodig">Everything that the row needs, met or not: which of it is missing for this child is not said.</param>
public sealed record WayAnswer(RowAnswer Rij, IReadOnlyList<RequirementAnswer> Nodig)
{
    internal static WayAnswer Of(PolicyRow row) => new(RowAnswer.Of(row), [.. Requirements.Of(row)]);
}
