using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Oversight.Rights;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/kinderen/{id}/rechten: what this person asked, how far it is and when the answer must be there; and the way to ask more.</summary>
public sealed class RechtenModel(FamilyDesk desk, FamilyRights rights, PartnerDirectory directory, OwnCopy copy, SignInBook signIns, FamilyTrail trail) : FamilyPage(trail)
{
    /// <summary>TempData: the kind that was asked just now.</summary>
    public const string JustAsked = "recht-gevraagd";

    public FamilyMember Member { get; private set; } = null!;

    public IReadOnlyList<(string Key, RightsRequest Request, Organisation? With)> Requests { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await desk.FindAsync(Visitor, id, Aborted) is not { Access: FamilyAccess.Sees } member)
        {
            return await MissingAsync();
        }

        Member = member;
        var requests = new List<(string, RightsRequest, Organisation?)>();
        foreach (var request in await rights.OfAsync(member.Child, member.Person, Aborted))
        {
            var with = request.Organisation == RightsBook.Broker ? null : await directory.FindOrganisationAsync(new OrganisationId(request.Organisation), Aborted);
            requests.Add((KeyOf(member, request), request, with));
        }

        Requests = requests;
        return Page();
    }

    /// <summary>The broker's own data, as a file. Looking at the log stands in the log first.</summary>
    public async Task<IActionResult> OnGetKopieAsync(string id)
    {
        if (!Visitor.IsStrong || await desk.FindAsync(Visitor, id, Aborted) is not { Access: FamilyAccess.Sees } member)
        {
            return await MissingAsync();
        }

        await Trail.LookedAsync(Visitor, member, days: 0, Aborted);
        return File(await copy.MakeAsync(Visitor, member, Aborted), "application/json", "gegevens.json");
    }

    public async Task<IActionResult> OnPostTerugAsync(string id, string? verzoek)
    {
        if (await desk.FindAsync(Visitor, id, Aborted) is not { Access: FamilyAccess.Sees } member)
        {
            return await MissingAsync();
        }

        var open = (await rights.OfAsync(member.Child, member.Person, Aborted)).FirstOrDefault(request => request.Open && KeyOf(member, request) == verzoek);
        if (open is null || !await rights.TakeBackAsync(member.Child, member.Person, open.Id, signIns.ActorOf(Visitor, member.IsYouth), Aborted))
        {
            return await MissingAsync();
        }

        return RedirectToPage(new { id });
    }

    private string KeyOf(FamilyMember member, RightsRequest request) => desk.KeyOf(Visitor, member.Child.Value, "right", request.Id);
}
