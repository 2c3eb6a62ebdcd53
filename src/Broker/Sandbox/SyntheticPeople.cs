using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Sandbox;

/// <summary>Names the people of the region to the sign-in page.</summary>
internal sealed class SyntheticPeople(SandboxRoom sandbox, IDbContextFactory<BrokerDbContext> contexts) : ISyntheticPeople
{
    /// <summary>How the reference of every made-up child begins.</summary>
    public const string Prefix = "sandbox-";

    public async Task<bool> AreAllThereIsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return !await db.Children.AnyAsync(row => !row.Id.StartsWith(Prefix), ct);
    }

    public IReadOnlyList<PersonaFamily> Families(DateOnly today) =>
    [
        .. sandbox.Region.Children.Select(child => new PersonaFamily(
            child.Reference,
            DutchCalendar.AgeOn(child.Person.BirthDate, today),
            [.. child.Family.Append(child.Person).Select(person => new Persona(person.Persona, person.GivenName, person.Relation))])),
    ];
}
