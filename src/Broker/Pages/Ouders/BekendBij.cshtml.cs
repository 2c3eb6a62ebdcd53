using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/kinderen/{id}/wat-is-bekend/{bron}: every fact of one source, some on a page, each with what one can do about it. Only that source is asked.</summary>
public sealed class BekendBijModel(FamilyDesk desk, KnownSources known, FamilyTrail trail) : FamilyPage(trail)
{
    /// <summary>A FHIR resource type, to see one kind; all kinds when absent.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Soort { get; set; }

    /// <summary>Which leaf, from 1. What lies outside leads to the nearest: the source may know less now than when the link was made.</summary>
    [BindProperty(SupportsGet = true)]
    public int Blad { get; set; } = 1;

    public FamilyMember Member { get; private set; } = null!;

    public KnownSource Source { get; private set; } = null!;

    public int Leaves { get; private set; }

    public IReadOnlyList<KnownThing> Things { get; private set; } = [];

    /// <returns>Null for a leaf that is not there.</returns>
    public string? AddressOf(int leaf) => leaf < 1 || leaf > Leaves ? null : Url.Page("/Ouders/BekendBij", new { id = Member.Key, bron = Source.Key, soort = Soort, blad = leaf });

    public async Task<IActionResult> OnGetAsync(string id, string bron)
    {
        if (await desk.FindAsync(Visitor, id, Aborted) is not { Access: FamilyAccess.Sees } member)
        {
            return await MissingAsync();
        }

        if (!Visitor.IsStrong)
        {
            return RedirectToPage("/Ouders/Bekend", new { id });   // which says why
        }

        if (await known.AskAsync(Visitor, member, bron, Aborted) is not { } source)
        {
            return await MissingAsync();
        }

        (Member, Source) = (member, source);
        var leaves = KnownLeaves.Cut(source.Things.Where(thing => Soort is null || thing.Kind == Soort));
        Leaves = leaves.Count;
        Blad = Math.Clamp(Blad, 1, Math.Max(1, Leaves));
        Things = Leaves > 0 ? leaves[Blad - 1] : [];
        return Page();
    }
}
