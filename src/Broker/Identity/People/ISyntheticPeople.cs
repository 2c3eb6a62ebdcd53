namespace ZioExchange.Broker.Identity.People;

/// <summary>The made-up people of the sandbox, for choose-a-person sign-in. The container has one in Development only.</summary>
public interface ISyntheticPeople
{
    /// <summary>Whether every child in the database is made up. The moment one is not, nobody may choose who to be.</summary>
    Task<bool> AreAllThereIsAsync(CancellationToken ct);

    IReadOnlyList<PersonaFamily> Families(DateOnly today);
}
