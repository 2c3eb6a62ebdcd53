using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Directory;

/// <summary>The party type of an organisation. It never changes, so it is remembered; whether the organisation still takes part is asked elsewhere, each time.</summary>
public sealed class PartyTypes(IDbContextFactory<BrokerDbContext> contexts)
{
    private readonly ConcurrentDictionary<OrganisationId, PartyType> _known = new();

    public PartyType? Of(OrganisationId organisation)
    {
        if (_known.TryGetValue(organisation, out var known))
        {
            return known;
        }

        using var db = contexts.CreateDbContext();
        return db.Organisations.AsNoTracking().Where(row => row.Id == organisation.Value).Select(row => row.Party).SingleOrDefault() is { } party
            ? _known.GetOrAdd(organisation, new PartyType(party))
            : null;
    }
}
