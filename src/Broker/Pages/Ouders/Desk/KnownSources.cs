using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Asks sources what they know of a child and makes it readable. Each source that is asked stands in the log before anything of it is shown.</summary>
public sealed class KnownSources(FamilyInspection inspection, FamilyOrganisations organisations, SignInBook signIns, ReadableResource readable, TimeProvider clock)
{
    /// <summary>Every source that may show this member something.</summary>
    public Task<IReadOnlyList<KnownSource>> AskAllAsync(Visitor visitor, FamilyMember member, CancellationToken ct) => AskAsync(visitor, member, only: null, ct);

    /// <summary>One source; the others are not asked.</summary>
    /// <returns>Null for a key that stands for no source of this member, and when the source may show nothing.</returns>
    public async Task<KnownSource?> AskAsync(Visitor visitor, FamilyMember member, string key, CancellationToken ct) =>
        await organisations.FindKeeperAsync(visitor, member, key, ct) is { } source ? (await AskAsync(visitor, member, source.Id, ct)).SingleOrDefault() : null;

    private async Task<IReadOnlyList<KnownSource>> AskAsync(Visitor visitor, FamilyMember member, OrganisationId? only, CancellationToken ct)
    {
        var today = DutchCalendar.DayOf(clock.GetUtcNow());
        var shown = await inspection.RunAsync(member.Child, member.Person, signIns.ActorOf(visitor, member.IsYouth), ct, only);
        return
        [
            .. shown.Select(each =>
            {
                var resources = each.Content.SelectMany(content => content.Resources).ToList();
                return new KnownSource(
                    organisations.KeyOf(visitor, member, each.Source.Id), each.Source, each.Silent,
                    [.. resources.Select(resource => readable.Read(resource, member.Masked)).OfType<KnownThing>()],
                    [.. resources.SelectMany(resource => WeekPlan.Read(resource, today)).Distinct()]);
            }),
        ];
    }
}
