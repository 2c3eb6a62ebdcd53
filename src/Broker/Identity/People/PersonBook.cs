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
            var child = await db.Children.AsNoTracking().SingleAsync(child => child.Id == row.ChildId, ct);
            if (child.WrappedKey.Length == 0)
            {
                continue;
            }

            var key = ChildKey.Unwrap(master, child.Id, child.WrappedKey);
            var youth = await db.Persons.AsNoTracking().SingleOrDefaultAsync(person => person.ChildId == child.Id && person.Id == PersonId.Youth.Value, ct);
            found.Add(new KnownPerson(new ChildReference(child.Id), new PersonId(row.Id), Name(key, row.Id, row.Body), youth is null ? "" : Name(key, youth.Id, youth.Body)));
        }

        return found;
    }

    private static string Name(ChildKey key, string person, byte[] body) =>
        JsonSerializer.Deserialize<PersonBody>(key.Open(body, "person/" + person), BrokerJson.CamelCase)?.GivenName ?? "";
}
