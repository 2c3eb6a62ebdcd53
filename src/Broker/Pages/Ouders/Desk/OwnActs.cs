using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>What this visitor decided, newest first, also what an employee entered for them: never what anybody else did.</summary>
public sealed class OwnActs(LogReader log, GrantBook grants, PartnerDirectory directory, FamilyDesk desk, SignInBook signIns)
{
    public async Task<IReadOnlyList<OwnAct>> OfAsync(Visitor visitor, CancellationToken ct)
    {
        var acts = new List<OwnAct>();
        foreach (var member in await desk.OfAsync(visitor, ct))
        {
            var actor = signIns.ActorOf(visitor, member.IsYouth).Pseudonym;
            await foreach (var record in log.AllAsync(new LogQuery { Child = member.Child, Kind = AuditKind.ConsentAct }, ct))
            {
                if (record.Actor is { } by && (by.Pseudonym == actor || by.OnBehalfOf == actor) && await ActAsync(visitor, member, record, ct) is { } act)
                {
                    acts.Add(act);
                }
            }
        }

        return [.. acts.OrderByDescending(act => act.Index)];
    }

    public async Task<OwnAct?> FindAsync(Visitor visitor, string key, CancellationToken ct) => (await OfAsync(visitor, ct)).FirstOrDefault(act => act.Key == key);

    private async Task<OwnAct?> ActAsync(Visitor visitor, FamilyMember member, LogRecord record, CancellationToken ct)
    {
        var source = record.Source is { } id ? await directory.FindOrganisationAsync(new OrganisationId(id), ct) : null;
        var grant = record.Entry is { ConsentIds: [var text, ..] } && Guid.TryParse(text, out var grantId) ? await grants.FindAsync(grantId, ct) : null;
        var own = grant is not null && grant.GrantedBy == member.Person.Value ? GrantReader.Body(grant) : null;   // a veto hangs on the grant of another, and tells nothing of it
        var recipient = (record.Entry?.Details.GetValueOrDefault(GrantBook.StoppedFor)?.Split(' ')[0] ?? (own is { Recipients: [var first, ..] } ? first : null)) is { } to
            ? await directory.FindOrganisationAsync(new OrganisationId(to), ct)
            : null;
        var enteredBy = record.Actor?.Organisation is { } employer ? await directory.FindOrganisationAsync(employer, ct) : null;
        var act = OwnAct.From(record, desk.KeyOf(visitor, member.Child.Value, "act", Convert.ToHexString(record.LeafHash.Span)), member, source, recipient) is { } mine ? mine with { EnteredBy = enteredBy, IsOfOwnGrant = own is not null && record.Entry!.ConsentIds.Count == 1 } : null;
        return act is { Categories.Count: 0 } && own is not null
            ? act with { Categories = [.. own.Categories.Select(category => new DataCategory(category))] }
            : act;
    }
}
