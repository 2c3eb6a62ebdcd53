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
        return [.. grants.SelectMany(grant => ToGrants(grant, [.. eventsOf[grant.Id]]))];
    }

    public static GrantBody Body(GrantRow grant) => JsonSerializer.Deserialize<GrantBody>(grant.Body, BrokerJson.CamelCase)
        ?? throw new JsonException("A grant's body is empty.");

    // The rules know a stop by its categories (R-WD-4). A stop for one of several recipients leaves the yes to the others as it was, so from then on
    // the row is read as a yes for each recipient, with what was said of that recipient.
    private static IEnumerable<ConsentGrant> ToGrants(GrantRow row, IReadOnlyList<GrantEventRow> events)
    {
        var body = Body(row);
        return events.All(said => said.Recipients.Length == 0)
            ? [ToGrant(row, body, body.Recipients, events)]
            : body.Recipients.Select(recipient => ToGrant(row, body, [recipient], events.Where(said => said.Concerns(recipient))));
    }

    private static ConsentGrant ToGrant(GrantRow row, GrantBody body, IEnumerable<string> recipients, IEnumerable<GrantEventRow> events) =>
        new(
            row.Id.ToString("D"),
            new PersonId(row.GrantedBy),
            row.GivenAt,
            new Purpose(row.Purpose),
            new OrganisationId(row.Source),
            [.. recipients.Select(recipient => new OrganisationId(recipient))],
            [.. body.Categories.Select(category => new DataCategory(category))],
            row.ValidFrom,
            row.ValidUntil,
            new GrantEvidence(body.Evidence.Method, body.Evidence.Assurance, body.Evidence.TextVersion, body.Evidence.SeparateFromOtherTerms, body.Evidence.ConditionalOnService),
            [.. events.Select(ToEvent)],
            body.Replaces is { } person ? new PersonId(person) : null,
            [.. body.Informed.Select(informed => new InformedPerson(new PersonId(informed.Person), informed.At))]);

    private static ConsentEvent ToEvent(GrantEventRow row) => new(
        Enum.Parse<ConsentEventKind>(row.Type, ignoreCase: true),
        row.At,
        new PersonId(row.By),
        row.Categories.Length == 0 ? null : [.. row.Categories.Split(' ').Select(category => new DataCategory(category))]);
}
