using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity.People;

/// <summary>Choose-a-person sign-in of the sandbox. It exists only where the sandbox does (Development), and only while every child in the database is synthetic.</summary>
public sealed class PersonaDesk(IServiceProvider services, IHostEnvironment environment, PersonBook people, TimeProvider clock)
{
    public async Task<bool> IsOpenAsync(CancellationToken ct) =>
        environment.IsDevelopment() && services.GetService<ISyntheticPeople>() is { } synthetic && await synthetic.AreAllThereIsAsync(ct);

    public IReadOnlyList<PersonaFamily> Families() => services.GetRequiredService<ISyntheticPeople>().Families(DutchCalendar.DayOf(clock.GetUtcNow()));

    /// <returns>Null for a persona that is not in the region.</returns>
    public Visitor? VisitorOf(string? persona) => Families().SelectMany(family => family.People).FirstOrDefault(person => person.Id == persona) is { } known
        ? new Visitor(Convert.ToHexStringLower(people.LookupOf(known.Id)), LevelOfAssurance.Substantieel, "SANDBOX")
        : null;
}
