using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Directory;

/// <summary>The register of accessions, and what it saves: one statement takes the place of an agreement with each other party.</summary>
public sealed class Accessions(IDbContextFactory<BrokerDbContext> contexts, Policy policy)
{
    /// <summary>What holds on this day, by organisation.</summary>
    public async Task<IReadOnlyList<Accession>> OnAsync(DateOnly day, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await (
            from accession in db.Accessions.AsNoTracking()
            join organisation in db.Organisations.AsNoTracking() on accession.OrganisationId equals organisation.Id
            where accession.WithdrawnAt == null && organisation.EndedAt == null && accession.ValidFrom <= day && day <= accession.ValidUntil
            orderby organisation.Id
            select new { accession, organisation.Party }).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new Accession(
                new OrganisationId(row.accession.OrganisationId), new PartyType(row.Party), row.accession.ConvenantVersion,
                row.accession.Rows.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.accession.ValidFrom, row.accession.ValidUntil)),
        ];
    }

    /// <summary>The rows in force to which at least one organisation acceded.</summary>
    public IReadOnlyList<PolicyRow> RowsInUse(IReadOnlyList<Accession> accessions)
    {
        var named = accessions.SelectMany(accession => accession.Rows).ToHashSet(StringComparer.Ordinal);
        return [.. policy.Rows.Where(row => row.InForce && named.Contains(row.Id))];
    }

    /// <summary>How many pairs of different organisations share at least one row as source and recipient: without accession each would need an agreement of its own.</summary>
    public int Pairs(IReadOnlyList<Accession> accessions)
    {
        var parties = accessions.GroupBy(accession => accession.Organisation)
            .Select(group => (group.First().Party, Rows: group.SelectMany(accession => accession.Rows).ToHashSet(StringComparer.Ordinal))).ToList();
        var pairs = 0;
        for (var left = 0; left < parties.Count; left++)
        {
            for (var right = left + 1; right < parties.Count; right++)
            {
                if (policy.Rows.Any(row => row.InForce && parties[left].Rows.Contains(row.Id) && parties[right].Rows.Contains(row.Id)
                    && (Joins(row, parties[left].Party, parties[right].Party) || Joins(row, parties[right].Party, parties[left].Party))))
                {
                    pairs++;
                }
            }
        }

        return pairs;
    }

    private static bool Joins(PolicyRow row, PartyType source, PartyType recipient) => Is(row.SourceParty, source) && Is(row.RequestingParty, recipient);

    // An institution counts as a school but in the rows that name it (law/RULES.md 2a).
    private static bool Is(string party, PartyType type) =>
        party == Policy.Any || party == type.Code || (party is "SCHOOL" or "SCHOOL_OUD" or "INSTELLING_C12" && type.Code is "INSTELLING") || (party is "SCHOOL_OUD" && type.Code is "SCHOOL");
}
