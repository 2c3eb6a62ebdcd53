using System.Collections.Frozen;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Policies;

/// <summary>One row of the matrix: for this purpose, this kind of source may give these categories to these roles of this kind of party.</summary>
public sealed class PolicyRow
{
    public required string Id { get; init; }

    public required Purpose Purpose { get; init; }

    /// <summary>A party type, or <c>*</c>.</summary>
    public required string SourceParty { get; init; }

    /// <summary>A party type, or <c>*</c>.</summary>
    public required string RequestingParty { get; init; }

    /// <summary>Every role that the row admits: named, also admitted, and the aliases of both.</summary>
    public required FrozenSet<string> Roles { get; init; }

    /// <summary>In the order of the list of categories; a row that says <c>*</c> holds them all here, without those that never travel and those of third persons.</summary>
    public required IReadOnlyList<DataCategory> Categories { get; init; }

    public required LegalBasis Basis { get; init; }

    /// <summary>The ground in the AVG, such as <c>6(1)(e); 9(2)(g)</c>.</summary>
    public required string Avg { get; init; }

    public required IReadOnlyList<string> Articles { get; init; }

    public required ConsentRule ConsentRule { get; init; }

    public required Gates Gates { get; init; }

    public required Delivery Delivery { get; init; }

    /// <summary>AVG art. 21 reaches it (R-DSR-4).</summary>
    public required bool Objectable { get; init; }

    public required RowConditions Conditions { get; init; }

    /// <summary>Obligation codes that come with every permit.</summary>
    public required IReadOnlyList<string> Obligations { get; init; }

    public required Wording Retention { get; init; }

    public required Wording Note { get; init; }

    public required bool InForce { get; init; }

    /// <summary>The first day on which a row that is off may be switched on; null on a row in force.</summary>
    public required DateOnly? SwitchOnFrom { get; init; }

    /// <summary>Bit set of <see cref="Categories"/> in the numbering of the policy.</summary>
    internal ulong CategoryMask { get; init; }

    /// <summary>Kinds of facts that a decision on this row weighs.</summary>
    internal IReadOnlyList<string> FactKinds { get; private set; } = [];

    public bool Has(RowConditions condition) => (Conditions & condition) != 0;

    public bool RestsOnConsent => ConsentRule is ConsentRule.NormalOneNoObjection or ConsentRule.SpecialBoth or ConsentRule.SpecialDual or ConsentRule.WrittenParents;

    public override string ToString() => Id;

    internal PolicyRow WithFactKinds(IReadOnlyList<string> kinds)
    {
        FactKinds = kinds;
        return this;
    }
}
