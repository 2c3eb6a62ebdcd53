using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Notices;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/berichten: a person chooses to be told, without any content, when something waits; gives an address and proves it; ends it in one click.</summary>
/// <remarks>One choice for all children of the person. Nobody else of the family sees it.</remarks>
public sealed class BerichtenModel(FamilyDesk desk, NoticeChoices notices, NoticeSettings settings, SignInBook signIns, PageWords words, FamilyTrail trail) : FamilyPage(trail)
{
    private IReadOnlyList<FamilyMember> _members = [];

    [BindProperty]
    public string? Adres { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Null while nothing was chosen.</summary>
    public NoticeChoice? Choice { get; private set; }

    private IReadOnlyList<(ChildReference Child, PersonId Person)> Places => [.. _members.Select(member => (member.Child, member.Person))];

    private AuditActor Actor => signIns.ActorOf(Visitor, _members.All(member => member.IsYouth));

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ? Page() : await NobodyAsync();

    public async Task<IActionResult> OnPostAdresAsync()
    {
        if (!await FindAsync())
        {
            return await NobodyAsync();
        }

        if (ContactAddress.Parse(Adres) is not { } address)
        {
            return Faulty(nameof(Adres), "bericht.address-error");
        }

        return await notices.AskAsync(Places, address, words.Language.Code, Actor, Aborted) ? RedirectToPage() : Faulty(nameof(Adres), "bericht.many-error");
    }

    public async Task<IActionResult> OnPostCodeAsync()
    {
        if (!await FindAsync())
        {
            return await NobodyAsync();
        }

        return await notices.ConfirmAsync(Places, Code ?? string.Empty, Actor, Aborted) ? RedirectToPage() : Faulty(nameof(Code), "bericht.code-error");
    }

    public async Task<IActionResult> OnPostUitAsync()
    {
        if (!await FindAsync())
        {
            return await NobodyAsync();
        }

        await notices.EraseAsync(Places, Actor, Aborted);
        return RedirectToPage();
    }

    private async Task<bool> FindAsync()
    {
        _members = settings.On ? await desk.OfAsync(Visitor, Aborted) : [];
        foreach (var (child, person) in Places)
        {
            Choice ??= await notices.FindAsync(child, person, Aborted);
        }

        return _members.Count > 0;
    }

    /// <summary>Who stands with no child gets what the overview says then: the link to this page is there for everybody.</summary>
    private async Task<IActionResult> NobodyAsync() => settings.On ? RedirectToPage("/Ouders/Overzicht") : await MissingAsync();

    private PageResult Faulty(string field, string fault)
    {
        ModelState.AddModelError(field, words[fault]);
        return Page();
    }
}
