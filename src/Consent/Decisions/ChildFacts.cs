using System.Collections.Frozen;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>All that a decision may rest on about one child, read at one consistent moment. Immutable: make it once, ask it often.</summary>
/// <remarks>Grants are indexed by purpose here, once, so that a decision costs the same however many other grants the child has.</remarks>
public sealed class ChildFacts
{
    private static readonly ConsentGrant[] NoGrants = [];
    private readonly FrozenDictionary<string, ConsentGrant[]> _grantsByPurpose;

    public ChildFacts(
        ChildReference child,
        DateOnly bornOn,
        Capacity capacity,
        OrganisationId? residence,
        SchoolPlacement school,
        ChildFlags flags,
        Circumstances circumstances,
        IReadOnlyList<AuthorityLine> authority,
        IReadOnlyList<Measure> measures,
        IReadOnlyList<ConsentGrant> grants)
    {
        (Child, BornOn, Capacity, Residence, School, Flags, Circumstances) = (child, bornOn, capacity, residence, school, flags, circumstances);
        (Authority, Measures, Grants) = ([.. authority], [.. measures], [.. grants]);
        _grantsByPurpose = grants.GroupBy(grant => grant.Purpose.Code, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    public ChildReference Child { get; }

    public DateOnly BornOn { get; }

    /// <summary>For this matter, on a dated statement of a treating professional; never a standing mark (R-AGE-4).</summary>
    public Capacity Capacity { get; }

    /// <summary>The gemeente of residence; null when it is not known.</summary>
    public OrganisationId? Residence { get; }

    public SchoolPlacement School { get; }

    public ChildFlags Flags { get; }

    public Circumstances Circumstances { get; }

    public IReadOnlyList<AuthorityLine> Authority { get; }

    public IReadOnlyList<Measure> Measures { get; }

    public IReadOnlyList<ConsentGrant> Grants { get; }

    /// <summary>The same facts with more grants; a grant with an id that is there already takes its place.</summary>
    public ChildFacts With(IReadOnlyList<ConsentGrant> grants)
    {
        ArgumentNullException.ThrowIfNull(grants);
        var replaced = grants.Select(grant => grant.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            Child, BornOn, Capacity, Residence, School, Flags, Circumstances, Authority, Measures,
            [.. Grants.Where(grant => !replaced.Contains(grant.Id)), .. grants]);
    }

    /// <summary>The grants of one purpose, in the order in which they were handed in; that order never matters to a decision.</summary>
    internal ConsentGrant[] GrantsFor(Purpose purpose) =>
        purpose.Code is not null && _grantsByPurpose.TryGetValue(purpose.Code, out var grants) ? grants : NoGrants;
}
