using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/kinderen/{id}/wie-heeft-gekeken: every look and every refused attempt, in words. Looking here is written down first.</summary>
public sealed class WieKeekModel(FamilyDesk desk, LookBook looks, FamilyWords family, PageWords words, TimeProvider clock, FamilyTrail trail) : FamilyPage(trail)
{
    public static IReadOnlyList<string> Periods { get; } = ["30", "90", "365", "all"];

    /// <summary>Days, or all. Nothing asked is no fault: the page then shows the shortest.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Tijd { get; set; }

    public FamilyMember Member { get; private set; } = null!;

    public IReadOnlyList<LookLine> Lines { get; private set; } = [];

    public IReadOnlyList<string> Columns => [words["ouders-log.c-when"], words["ouders-log.c-who"], words["ouders-log.c-what"], words["ouders-log.c-why"]];

    /// <summary>Where to ask about a line: the organisations that stand in the list.</summary>
    public IReadOnlyList<(string Name, string Contact)> Contacts => Member.Masked ? [] :
    [
        .. Lines.SelectMany(line => new[] { line.Who, line.Source }).OfType<Directory.Organisation>()
            .DistinctBy(organisation => organisation.Id).OrderBy(organisation => organisation.Name, StringComparer.Ordinal)
            .Select(organisation => (organisation.Name, organisation.FgContact)),
    ];

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await desk.FindAsync(Visitor, id, Aborted) is not { Access: FamilyAccess.Sees } member)
        {
            return await MissingAsync();
        }

        Tijd = Periods.FirstOrDefault(period => period == Tijd) ?? Periods[0];
        var days = int.TryParse(Tijd, out var number) ? number : 0;
        await Trail.LookedAsync(Visitor, member, days, Aborted);
        Member = member;
        Lines = await looks.OfAsync(member, days > 0 ? clock.GetUtcNow().AddDays(-days) : null, Aborted);
        return Page();
    }

    public string Why(LookLine line) => line.Kind switch
    {
        LookKind.Refused => $"{family.Purpose(line.Purpose!.Value)}. {family.Refusal(line.Reason)}",
        LookKind.Silent => $"{family.Purpose(line.Purpose!.Value)}. {words["ouders-log.silent-why"]}",
        LookKind.Officer => words["ouders-log.officer-why"],
        LookKind.Desk => words["ouders-log.desk-why"],
        _ => family.Purpose(line.Purpose!.Value),
    };
}
