using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity.People;

/// <summary>Choose-a-person sign-in of the sandbox. It exists only where the sandbox does (Development), and only while every child in the database is synthetic.</summary>
public sealed class PersonaDesk(IServiceProvider services, IHostEnvironment environment, IDbContextFactory<BrokerDbContext> contexts, PersonBook people, TimeProvider clock)
{
    public async Task<bool> IsOpenAsync(CancellationToken ct)
    {
        if (!environment.IsDevelopment() || services.GetService<SandboxRoom>() is null)
        {
            return false;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return !await db.Children.AnyAsync(row => !row.Id.StartsWith("sandbox-"), ct);
    }

    public IReadOnlyList<PersonaFamily> Families()
    {
        var today = DutchCalendar.DayOf(clock.GetUtcNow());
        return
        [
            .. services.GetRequiredService<SandboxRoom>().Region.Children.Select(child => new PersonaFamily(
                child.Reference,
                DutchCalendar.AgeOn(child.Person.BirthDate, today),
                [.. child.Family.Append(child.Person).Select(person => new Persona(person.Persona, person.GivenName, person.Relation))])),
        ];
    }

    /// <returns>Null for a persona that is not in the region.</returns>
    public Visitor? VisitorOf(string? persona) => Families().SelectMany(family => family.People).FirstOrDefault(person => person.Id == persona) is { } known
        ? new Visitor(Convert.ToHexStringLower(people.LookupOf(known.Id)), LevelOfAssurance.Substantieel, "SANDBOX")
        : null;
}
