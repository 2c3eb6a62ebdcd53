using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.ConsentRegister.Opp;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/kinderen/{id}/plan: parents agree with the guidance in the OPP or not, the pupil says what it thinks. Apart from consent (WPO 40a, WEC 41a).</summary>
public sealed class PlanModel(FamilyDesk desk, OppBook opps, PartnerDirectory directory, FamilyWords family, SignInBook signIns, PageWords words, FamilyTrail trail) : FamilyPage(trail)
{
    [BindProperty]
    public string? Mening { get; set; }

    [BindProperty]
    public string? Woorden { get; set; }

    public FamilyMember Member { get; private set; } = null!;

    /// <summary>Null while the school asks nothing.</summary>
    public OppQuestionRow? Question { get; private set; }

    /// <summary>What this reader said last; never what others said.</summary>
    public OppVoice? Own { get; private set; }

    public string School { get; private set; } = string.Empty;

    public DateOnly PlanDay => DutchTime.Day(Question!.PlanDay);

    /// <summary>Asked to agree; otherwise heard.</summary>
    public bool Agrees => OppVoices.MayAgree(Member.Place, Member.IsYouth);

    public bool MayRead => Member.Access is FamilyAccess.Sees && Visitor.IsStrong;

    public IReadOnlyList<Choice> Choices => [new(OppBook.Agrees, words["ouders-plan.agree"]), new(OppBook.Disagrees, words["ouders-plan.disagree"])];

    public async Task<IActionResult> OnGetAsync(string id) => await FindAsync(id) ? Page() : await MissingAsync();

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!await FindAsync(id) || Question is not { } question)
        {
            return await MissingAsync();
        }

        Check(!Agrees || Mening is OppBook.Agrees or OppBook.Disagrees, nameof(Mening), "ouders-plan.f-choice");
        Check(Agrees || !string.IsNullOrWhiteSpace(Woorden), nameof(Woorden), "ouders-plan.f-words");
        Check((Woorden ?? string.Empty).Trim().Length <= OppBook.LongestText, nameof(Woorden), "ouders-plan.f-long");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        await opps.SayAsync(question, Member.Person, Agrees ? Mening! : OppBook.Heard, Woorden, signIns.ActorOf(Visitor, Member.IsYouth), Aborted);
        return RedirectToPage(new { id });
    }

    private async Task<bool> FindAsync(string id)
    {
        if (await desk.FindAsync(Visitor, id, Aborted) is not { } member
            || !(OppVoices.MayAgree(member.Place, member.IsYouth) || OppVoices.IsHeard(member.Place, member.IsYouth)))
        {
            return false;
        }

        (Member, Question) = (member, await opps.LatestAsync(member.Child, Aborted));
        if (Question is { } question)
        {
            School = family.Organisation(member, await directory.FindOrganisationAsync(new OrganisationId(question.School), Aborted));
            Own = (await opps.VoicesAsync(question, Aborted)).FirstOrDefault(voice => voice.Person == member.Person);
        }

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
