using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Oversight.Search;

/// <summary>What stands behind one entry: the decision taken again, and the grants it rested on. Events only: no dossier is opened.</summary>
public sealed class EntryDetails(Policy policy, IDbContextFactory<BrokerDbContext> contexts)
{
    /// <summary>Null for an entry without recorded inputs, and after erasure.</summary>
    public Replay? Replay(LogRecord record)
    {
        if (record.Entry is not { Replay: { } recorded } entry || CaseFile.Read($"[{recorded}]").Single().Case is not { } item)
        {
            return null;
        }

        var profile = entry.Profile == "GUIDANCE" ? PolicyProfile.Guidance : PolicyProfile.Strict;
        var again = Decider.Decide(policy, profile, item.Request, item.Facts, item.Now);
        var same = entry.PolicyVersion != policy.Version ? (bool?)null
            : again.Permitted.Select(category => category.Code).ToHashSet().SetEquals(entry.CategoriesPermitted.Select(category => category.Code))
                || entry.Outcome is AuditOutcome.Deny;   // the directory and the channel may refuse what the rules allow
        return new Replay(again, same);
    }

    /// <summary>The grants by the ids in the entry, oldest first. Who gave them stays with the register.</summary>
    public async Task<IReadOnlyList<GrantLine>> GrantsAsync(LogRecord record, CancellationToken ct)
    {
        var ids = (record.Entry?.ConsentIds ?? []).Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse).ToList();
        if (ids.Count == 0)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Grants.AsNoTracking().Where(row => ids.Contains(row.Id)).OrderBy(row => row.GivenAt).ToListAsync(ct);
        return [.. rows.Select(row => new GrantLine(row.Id.ToString("D"), row.GivenAt, row.ValidUntil, GrantReader.Body(row).Evidence.TextVersion))];
    }
}
