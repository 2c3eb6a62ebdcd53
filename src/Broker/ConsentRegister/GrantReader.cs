using System.Text.Json;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Turns rows of the register into grants with their events, as the rules read them.</summary>
internal static class GrantReader
{
    public static IReadOnlyList<ConsentGrant> Read(IReadOnlyList<GrantRow> grants, IReadOnlyList<GrantEventRow> events)
    {
        var eventsOf = events.ToLookup(entry => entry.GrantId);
        return [.. grants.Select(grant => ToGrant(grant, eventsOf[grant.Id]))];
    }

    public static GrantBody Body(GrantRow grant) => JsonSerializer.Deserialize<GrantBody>(grant.Body, BrokerJson.CamelCase)
        ?? throw new JsonException("A grant's body is empty.");

    private static ConsentGrant ToGrant(GrantRow row, IEnumerable<GrantEventRow> events)
    {
        var body = Body(row);
        return new ConsentGrant(
            row.Id.ToString("D"),
            new PersonId(row.GrantedBy),
            row.GivenAt,
            new Purpose(row.Purpose),
            new OrganisationId(row.Source),
            [.. body.Recipients.Select(recipient => new OrganisationId(recipient))],
            [.. body.Categories.Select(category => new DataCategory(category))],
            row.ValidFrom,
            row.ValidUntil,
            new GrantEvidence(body.Evidence.Method, body.Evidence.Assurance, body.Evidence.TextVersion, body.Evidence.SeparateFromOtherTerms, body.Evidence.ConditionalOnService),
            [.. events.Select(ToEvent)],
            body.Replaces is { } person ? new PersonId(person) : null,
            [.. body.Informed.Select(informed => new InformedPerson(new PersonId(informed.Person), informed.At))]);
    }

    private static ConsentEvent ToEvent(GrantEventRow row) => new(
        Enum.Parse<ConsentEventKind>(row.Type, ignoreCase: true),
        row.At,
        new PersonId(row.By),
        row.Categories.Length == 0 ? null : [.. row.Categories.Split(' ').Select(category => new DataCategory(category))]);
}
