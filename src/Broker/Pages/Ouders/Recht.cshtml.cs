using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Oversight.Rights;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/kinderen/{id}/rechten/{soort}: asks one right of one organisation. A restriction and an objection hold when the page after it is shown.</summary>
public sealed class RechtModel(
    FamilyDesk desk, FamilyRights rights, FamilyOrganisations organisations, LawCards cards, FamilyWords family, Policy policy, SignInBook signIns, PageWords words, FamilyTrail trail) : FamilyPage(trail)
{
    private const string Us = "ons";

    /// <summary>Whom it is asked: a key, or <c>ons</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Bij { get; set; }

    /// <summary>What it is about: a category, or the key of a card.</summary>
    [BindProperty]
    public string? Wat { get; set; }

    [BindProperty]
    public string? Tekst { get; set; }

    public FamilyMember Member { get; private set; } = null!;

    public RightsKind Kind { get; private set; }

    public IReadOnlyList<FamilyOrganisation> Around { get; private set; } = [];

    private IReadOnlyList<(string Key, LawCard Card)> Objectable { get; set; } = [];

    public bool AsksWhom => Kind is not RightsKind.Objection;

    public bool AsksWhat => Kind is RightsKind.Restriction or RightsKind.Objection;

    public bool AsksWords => Kind is not (RightsKind.Access or RightsKind.Portability or RightsKind.Restriction);

    private bool NeedsWords => Kind is RightsKind.Rectification or RightsKind.Remark;

    public IReadOnlyList<Choice> Whom =>
    [
        .. Around.Select(each => new Choice(each.Key, family.Organisation(Member, each.Organisation))),
        .. RightsChoice.BrokerAnswers(Kind) ? [new Choice(Us, words["ouders-rechten.us"], words[$"ouders-rechten.us-{Kind}"])] : Array.Empty<Choice>(),
    ];

    public IReadOnlyList<Choice> What => Kind is RightsKind.Objection
        ? [.. Objectable.Select(each => new Choice(each.Key, family.Purpose(each.Card.Row.Purpose), family.Organisation(Member, each.Card.Recipient)))]
        : [.. policy.Categories.Where(category => category is { Exchanged: true, OfDossier: true, NumberByLaw: false })
            .Select(category => new Choice(category.Code, family.Category(new DataCategory(category.Code)), family.Example(new DataCategory(category.Code))))];

    public async Task<IActionResult> OnGetAsync(string id, string soort)
    {
        if (!await FindAsync(id, soort))
        {
            return await MissingAsync();
        }

        Tekst = TempData[NoteKey(id)] as string;
        return Page();
    }

    /// <summary>From a page that shows a fact: whose it is and what it says, so that nobody has to type it over. It travels in an encrypted cookie.</summary>
    public async Task<IActionResult> OnPostOvernemenAsync(string id, string soort, string? feit)
    {
        if (!await FindAsync(id, soort))
        {
            return await MissingAsync();
        }

        TempData[NoteKey(id)] = feit is { Length: > 0 } text ? words["ouders-rechten.quoted", text[..Math.Min(text.Length, 300)]] : string.Empty;
        return RedirectToPage(new { id, soort, bij = Bij });
    }

    public async Task<IActionResult> OnPostAsync(string id, string soort)
    {
        if (!await FindAsync(id, soort))
        {
            return await MissingAsync();
        }

        var card = Objectable.FirstOrDefault(each => each.Key == Wat).Card;
        var organisation = Kind is RightsKind.Objection ? card?.Recipient.Id
            : Bij == Us && RightsChoice.BrokerAnswers(Kind) ? new OrganisationId(RightsBook.Broker)
            : Around.FirstOrDefault(each => each.Key == Bij)?.Organisation.Id;
        Check(!AsksWhom || organisation is not null, nameof(Bij), "ouders-rechten.f-whom");
        Check(!AsksWhat || What.Any(choice => choice.Value == Wat), nameof(Wat), "ouders-rechten.f-what");
        Check(!NeedsWords || !string.IsNullOrWhiteSpace(Tekst), nameof(Tekst), "ouders-rechten.f-words");
        Check((Tekst ?? string.Empty).Trim().Length <= RightsBook.LongestText, nameof(Tekst), "ouders-rechten.f-long");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var scope = Kind switch { RightsKind.Objection => card!.Row.Purpose.Code, RightsKind.Restriction => Wat!, _ => string.Empty };
        var ask = new FamilyAsk(Member.Child, Member.Person, Kind, scope, organisation!.Value, AsksWords ? Tekst : null);
        if (await rights.AskAsync(ask, signIns.ActorOf(Visitor, Member.IsYouth), Aborted) is null)
        {
            ModelState.AddModelError(string.Empty, words["ouders-rechten.f-many"]);
            return Page();
        }

        TempData[RechtenModel.JustAsked] = organisation.Value.Value == RightsBook.Broker ? "ours" : AsksWhat ? "now" : "passed";
        return RedirectToPage("/Ouders/Rechten", new { id });
    }

    private static string NoteKey(string id) => "recht/" + id;

    private async Task<bool> FindAsync(string id, string soort)
    {
        if (RightsChoice.Of(soort) is not { } kind || await desk.FindAsync(Visitor, id, Aborted) is not { Access: FamilyAccess.Sees } member)
        {
            return false;
        }

        (Member, Kind) = (member, kind);
        Around = AsksWhom ? await organisations.OfAsync(Visitor, member, Aborted) : [];
        Objectable = kind is not RightsKind.Objection ? [] :
        [
            .. (await cards.OfAsync(member, Aborted)).Where(card => card.Row.Objectable)
                .DistinctBy(card => (card.Row.Purpose, card.Recipient.Id))
                .Select(card => (desk.KeyOf(Visitor, member.Child.Value, "card", card.Row.Purpose.Code, card.Recipient.Id.Value), card)),
        ];
        return true;
    }

    private void Check(bool good, string field, string fault)
    {
        if (!good)
        {
            ModelState.AddModelError(field, words[fault]);
        }
    }
}
