using System.Text.Json;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Sandbox;

/// <summary>Writes the rows of one synthetic child, encrypted under that child's key.</summary>
internal sealed class SandboxRows(BrokerDbContext db, ChildReference child, ChildKey key, MasterKey master, DateTimeOffset now)
{
    public void AddFact<TValue, TBody>(FactKind kind, string subject, RecordedFact<TValue> fact, TBody body)
    {
        // Gezag ages, so the gemeente looks it up at the moment the sandbox is filled.
        var observedAt = kind is FactKind.Authority ? now : fact.RecordedAt;
        var name = kind.ToString();
        db.Facts.Add(new FactRow
        {
            Id = Guid.CreateVersion7(now),
            ChildId = child.Value,
            Kind = name,
            Subject = subject,
            Body = key.Seal(JsonSerializer.Serialize(body, BrokerJson.CamelCase), FactReader.Label(name, subject)),
            RecordedBy = fact.RecordedBy,
            Source = fact.Source,
            ObservedAt = observedAt,
            RecordedAt = fact.RecordedAt,
        });
    }

    /// <summary>The BSN once for all who have a title to it; each party's own number for that party.</summary>
    public void AddNumbers(SandboxChild who)
    {
        if (who.Person.Bsn.Length > 0)
        {
            Couple(ChildRegister.AnyParty, SourceChildKey.BsnSystem, who.Person.Bsn);
        }

        foreach (var client in who.Couplings)
        {
            var number = who.Identifiers[client];
            if (number.System != SourceChildKey.BsnSystem)
            {
                Couple(client, number.System, number.Value);
            }
        }

        foreach (var (client, number) in who.SourceKeys)
        {
            if (number.System != SourceChildKey.BsnSystem && !(who.Couplings.Contains(client) && who.Identifiers[client].System == number.System))
            {
                Couple(client, number.System, number.Reveal());
            }
        }
    }

    public void AddPerson(SandboxPerson person) => db.Persons.Add(new PersonRow
    {
        Id = person.Relation == "kind" ? PersonId.Youth.Value : person.Persona,
        ChildId = child.Value,
        Body = key.Seal(
            JsonSerializer.Serialize(new PersonBody(person.GivenName, person.Relation, person.Email, person.Phone), BrokerJson.CamelCase),
            "person/" + (person.Relation == "kind" ? PersonId.Youth.Value : person.Persona)),
        SignInLookup = master.Lookup("sign-in", person.Persona),
    });

    private void Couple(string owner, string system, string value) => db.Couplings.Add(new CouplingRow
    {
        OrganisationId = owner,
        System = system,
        Lookup = master.Lookup("coupling", owner, system, value),
        ChildId = child.Value,
        Value = key.Seal(value, ChildRegister.CouplingLabel(owner, system)),
        CreatedAt = now,
    });
}
