using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>Whom an organisation registered, in any role.</summary>
public sealed class RegisteredPeople(IDbContextFactory<BrokerDbContext> contexts)
{
    public async Task<bool> IsRegisteredAsync(OrganisationId organisation, string professional, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Professionals.AnyAsync(row => row.OrganisationId == organisation.Value && row.Id == professional && row.EndedAt == null, ct);
    }
}
