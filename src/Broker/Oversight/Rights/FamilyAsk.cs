using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>What somebody of a family asks. Whether that person may is for the caller to know (UAVG 5 lid 4).</summary>
/// <param name="Organisation">Who has to answer; <see cref="RightsBook.Broker"/> for what the broker keeps itself.</param>
/// <param name="Scope">As in <see cref="RightsRequest"/>.</param>
/// <param name="Words">At most <see cref="RightsBook.LongestText"/> characters; null for none.</param>
public sealed record FamilyAsk(ChildReference Child, PersonId Person, RightsKind Kind, string Scope, OrganisationId Organisation, string? Words)
{
    public override string ToString() => Kind.ToString();
}
