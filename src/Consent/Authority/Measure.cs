using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Authority;

/// <summary>A child protection measure. It stands in no BRP record, so it is a fact of its own, recorded by the GI or the gemeente.</summary>
/// <param name="Organisation">The GI that carries it out.</param>
/// <param name="Through">Last day, inclusive; null while no end is known.</param>
public sealed record Measure(MeasureKind Kind, OrganisationId Organisation, DateOnly From, DateOnly? Through)
{
    public bool IsActiveOn(DateOnly day) => DutchCalendar.Includes(From, Through, day);
}
