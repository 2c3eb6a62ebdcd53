using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/kinderen/{id}/wat-is-bekend: what each source has, asked from it now and kept nowhere.</summary>
/// <remarks>Who may not learn where the child is reads what comes out of code lists, with the kind of the organisation for its name (R-SAFE-1).</remarks>
public sealed class BekendModel(
    FamilyDesk desk, FamilyInspection inspection, FamilyOrganisations organisations, SignInBook signIns, ReadableResource readable, TextCatalogue texts, PageWords words, TimeProvider clock, FamilyTrail trail) : FamilyPage(trail)
{
    /// <summary>Came in with a letter: enough to choose, not to read what others wrote down (law/RULES.md section 5).</summary>
    public bool TooWeak => !Visitor.IsStrong;

    public FamilyMember Member { get; private set; } = null!;

    public IReadOnlyList<(Organisation Source, bool Silent, IReadOnlyList<KnownThing> Things)> Sources { get; private set; } = [];

    /// <summary>Who does what in school time this week, in the order of the week, each with who said so.</summary>
    public IReadOnlyList<(CareMoment Moment, Organisation Source)> Week { get; private set; } = [];

    public IReadOnlyList<string> WeekColumns => [words["ouders-bekend.w-when"], words["ouders-bekend.w-what"], words["ouders-bekend.w-who"], words["ouders-bekend.w-source"]];

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await desk.FindAsync(Visitor, id, Aborted) is not { Access: FamilyAccess.Sees } member)
        {
            return await MissingAsync();
        }

        Member = member;
        if (!Visitor.IsStrong)
        {
            return Page();   // a letter opens no dossier
        }

        var shown = await inspection.RunAsync(member.Child, member.Person, signIns.ActorOf(Visitor, member.IsYouth), Aborted);
        Sources =
        [
            .. shown.Select(source => (source.Source, source.Silent, (IReadOnlyList<KnownThing>)
                [.. source.Content.SelectMany(content => content.Resources).Select(resource => readable.Read(resource, member.Masked)).OfType<KnownThing>()])),
        ];
        var today = DutchCalendar.DayOf(clock.GetUtcNow());
        Week =
        [
            .. shown.SelectMany(source => source.Content.SelectMany(content => content.Resources).SelectMany(resource => WeekPlan.Read(resource, today)).Select(moment => (moment, source.Source)))
                .Distinct().OrderBy(each => each.moment.Day).ThenBy(each => each.moment.Hours, StringComparer.Ordinal),
        ];
        return Page();
    }

    public string KeyOf(Organisation source) => organisations.KeyOf(Visitor, Member, source.Id);

    public string KindOf(string type) => Word("r-" + type, "r-other");

    public string NameOf(string element) => Word("e-" + element, "e-other");

    private string Word(string name, string otherwise) =>
        words["ouders-bekend." + (texts.FileOf(words.Language, "ouders-bekend").Texts.ContainsKey(name) ? name : otherwise)];
}
