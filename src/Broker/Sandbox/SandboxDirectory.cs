using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Sandbox;

/// <summary>Writes the organisations of the region: numbers, people's roles, keys, and an accession to every row of the matrix.</summary>
internal static class SandboxDirectory
{
    public static void Write(BrokerDbContext db, SandboxRegion region, SandboxKeys keys, MasterKey master, IReadOnlyList<string> rows, DateTimeOffset now)
    {
        foreach (var organisation in region.Organisations)
        {
            var client = organisation.Client;
            db.Organisations.Add(new OrganisationRow
            {
                Id = client,
                Party = organisation.PartyType.Code,
                Name = organisation.Name,
                FgContact = organisation.FgMailbox,
                IsCareProvider = organisation.IsZorgaanbieder,
                RegisteredAt = now,
            });
            db.OrganisationIdentifiers.AddRange(organisation.Identifiers.Select(number => new OrganisationIdentifierRow { System = number.System, Value = number.Value, OrganisationId = client }));
            db.Professionals.AddRange(organisation.Professionals.Select(person => new ProfessionalRow { OrganisationId = client, Id = person.Id, Role = person.Role, RegisteredAt = now }));
            var key = keys.ReadOrMake(client);
            db.ClientKeys.Add(new ClientKeyRow { OrganisationId = client, Kid = key.Kid, Jwk = key.ToPublicJson(), AddedAt = now });
            db.Accessions.Add(new AccessionRow
            {
                Id = Guid.CreateVersion7(now),
                OrganisationId = client,
                ConvenantVersion = "2026.1-sandbox",
                Rows = string.Join(' ', rows),
                ValidFrom = DateOnly.FromDateTime(now.UtcDateTime).AddYears(-1),
                ValidUntil = DateOnly.FromDateTime(now.UtcDateTime).AddYears(5),
                Statement = "sandbox",
                RecordedAt = now,
            });
        }
    }
}
