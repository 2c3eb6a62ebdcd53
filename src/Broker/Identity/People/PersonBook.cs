using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity.People;

/// <summary>Finds for which children a signed-in person stands in the register. That gives no right yet: see the facts.</summary>
public sealed class PersonBook(IDbContextFactory<BrokerDbContext> contexts, MasterKey master)
{
    /// <summary>The lookup of what an identity provider, or the sandbox, calls a person.</summary>
    public byte[] LookupOf(string subject) => master.Lookup("sign-in", subject);

    /// <summary>One entry for each child of which the key still exists.</summary>
    public async Task<IReadOnlyList<KnownPerson>> FindAsync(byte[] lookup, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Persons.AsNoTracking().Where(row => row.SignInLookup == lookup).OrderBy(row => row.ChildId).ToListAsync(ct);
        var found = new List<KnownPerson>();
        foreach (var row in rows)
        {
            found.AddRange((await OfChildAsync(new ChildReference(row.ChildId), ct)).Where(person => person.Person.Value == row.Id));
        }

        return found;
    }

    /// <summary>Everybody in the register of one child, the child too; whether they have a say today, the facts tell. Empty once its key is gone.</summary>
    public async Task<IReadOnlyList<KnownPerson>> OfChildAsync(ChildReference child, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Children.AsNoTracking().SingleOrDefaultAsync(row => row.Id == child.Value, ct) is not { WrappedKey.Length: > 0 } row)
        {
            return [];
        }

        var key = ChildKey.Unwrap(master, row.Id, row.WrappedKey);
        var people = await db.Persons.AsNoTracking().Where(person => person.ChildId == child.Value).OrderBy(person => person.Id).ToListAsync(ct);
        var youth = people.Find(person => person.Id == PersonId.Youth.Value) is { } self ? Name(key, self.Id, self.Body) : "";
        return
        [
            .. people.Select(person => new KnownPerson(
                child, new PersonId(person.Id), Name(key, person.Id, person.Body), youth, person.SignInLookup is { } lookup ? Convert.ToHexStringLower(lookup) : null)),
        ];
    }

    private static string Name(ChildKey key, string person, byte[] body) =>
        JsonSerializer.Deserialize<PersonBody>(key.Open(body, "person/" + person), BrokerJson.CamelCase)?.GivenName ?? "";
}
