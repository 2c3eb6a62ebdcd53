using ZioExchange.Broker.Sandbox.Families;

namespace ZioExchange.Broker.Sandbox;

/// <summary>The synthetic region of the sandbox: pure data, the same for the same day. Nobody in it exists.</summary>
public sealed class SandboxRegion
{
    private SandboxRegion(SandboxCalendar calendar)
    {
        Calendar = calendar;
        Organisations = SandboxOrganisations.All;
        Children = [.. SyntheticFamilies.All(calendar)];
    }

    /// <summary>The day on which school years and answers are reckoned. Birth dates are fixed and chosen for 24 November 2026.</summary>
    public SandboxCalendar Calendar { get; }

    /// <summary>Every party, by client name unique.</summary>
    public IReadOnlyList<SandboxOrganisation> Organisations { get; }

    /// <summary>Children 1 to 12, in order.</summary>
    public IReadOnlyList<SandboxChild> Children { get; }

    /// <summary>Names, numbers and ways to reach every synthetic person: what no log line, error or page title may hold. Tests grep for them.</summary>
    public IReadOnlyList<string> PersonalTerms => [.. Children.Select(child => child.Onderwijsnummer)
        .Concat(Children.SelectMany(child => child.Family.Append(child.Person))
            .SelectMany(person => new[] { person.GivenName, person.FamilyName, person.Bsn, person.Phone, person.Email }))
        .Distinct()];

    public static SandboxRegion Create(DateOnly today) => new(new SandboxCalendar(today));

    /// <exception cref="InvalidOperationException">No such client.</exception>
    public SandboxOrganisation Organisation(string client) => Organisations.First(organisation => organisation.Client == client);

    /// <exception cref="InvalidOperationException">No such child.</exception>
    public SandboxChild Child(string reference) => Children.First(child => child.Reference == reference);
}
