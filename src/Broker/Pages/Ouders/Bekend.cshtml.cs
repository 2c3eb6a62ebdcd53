using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/kinderen/{id}/wat-is-bekend: the care of this week, and of what each source has something, asked from it now and kept nowhere.</summary>
/// <remarks>Who may not learn where the child is reads what comes out of code lists, with the kind of the organisation for its name (R-SAFE-1).</remarks>
public sealed class BekendModel(FamilyDesk desk, KnownSources known, PageWords words, FamilyTrail trail) : FamilyPage(trail)
{
    /// <summary>Came in with a letter: enough to choose, not to read what others wrote down (law/RULES.md section 5).</summary>
    public bool TooWeak => !Visitor.IsStrong;

    public FamilyMember Member { get; private set; } = null!;

    public IReadOnlyList<KnownSource> Sources { get; private set; } = [];

    /// <summary>Who does what in school time this week, in the order of the week, each with who said so.</summary>
    public IReadOnlyList<(CareMoment Moment, KnownSource Source)> Week =>
        [.. Sources.SelectMany(source => source.Week.Select(moment => (moment, source))).OrderBy(each => each.moment.Day).ThenBy(each => each.moment.Hours, StringComparer.Ordinal)];

    public IReadOnlyList<string> WeekColumns => [words["ouders-bekend.w-when"], words["ouders-bekend.w-what"], words["ouders-bekend.w-who"], words["ouders-bekend.w-source"]];

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await desk.FindAsync(Visitor, id, Aborted) is not { Access: FamilyAccess.Sees } member)
        {
            return await MissingAsync();
        }

        Member = member;
        Sources = TooWeak ? [] : await known.AskAllAsync(Visitor, member, Aborted);   // a letter opens no dossier
        return Page();
    }
}
