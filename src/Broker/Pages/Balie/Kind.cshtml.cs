using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.ConsentRegister.Opp;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Pages.Balie;

/// <summary>/toezicht/balie/kinderen/{naam}: what the own organisation asks of this family, and whom. Not what they answered.</summary>
public sealed class KindModel(AssistedDesk desk, LetterSignIn letters, OppBook opps, PersonBook people, PartnerDirectory directory, OversightLog log, PageWords words) : BaliePage(log)
{
    /// <summary>TempData: for whom something was recorded just now.</summary>
    public const string Saved = "balie-bewaard";

    public AssistedChild Found { get; private set; } = null!;

    /// <summary>A school hands out letters with a code: it knows its pupils by sight.</summary>
    public bool IsSchool { get; private set; }

    [BindProperty]
    public string? Plandag { get; set; }

    public OppQuestionRow? Plan { get; private set; }

    /// <summary>What each person said of the plan, for the school that asked.</summary>
    public IReadOnlyList<(string Name, OppVoice Voice)> Voices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string naam)
    {
        if (!await FindAsync(naam))
        {
            return await MissingAsync();
        }

        await Log.LookAsync(Employee, View, null, Found.Child, new Dictionary<string, string>(), Aborted);
        return Page();
    }

    public async Task<IActionResult> OnPostCodebriefAsync(string naam)
    {
        if (!await FindAsync(naam) || !IsSchool)
        {
            return await MissingAsync();
        }

        if (await letters.IssueAsync(Found.Child, Employee.Organisation, Employee.Actor, Aborted) is not { } code)
        {
            await Log.LookAsync(Employee, View, "NO_LETTER", Found.Child, new Dictionary<string, string>(), Aborted);
            ModelState.AddModelError(string.Empty, words["balie.code-error"]);
            return Page();
        }

        TempData[CodebriefModel.Code] = TypedCode.Shown(code);
        return RedirectToPage("/Balie/Codebrief");
    }

    public async Task<IActionResult> OnPostPlanAsync(string naam)
    {
        if (!await FindAsync(naam) || !IsSchool)
        {
            return await MissingAsync();
        }

        if (DutchTime.TryDay(Plandag?.Trim(), out var day) && await opps.AskAsync(Found.Child, Employee.Organisation, day, Employee.Actor, Aborted))
        {
            return RedirectToPage(new { naam });
        }

        await Log.LookAsync(Employee, View, "PLAN_REFUSED", Found.Child, new Dictionary<string, string>(), Aborted);
        ModelState.AddModelError(nameof(Plandag), words["balie.plan-error"]);
        return Page();
    }

    private async Task<bool> FindAsync(string naam)
    {
        if (await desk.FindAsync(Employee, naam, Aborted) is not { } found || await directory.FindOrganisationAsync(Employee.Organisation, Aborted) is not { } own)
        {
            return false;
        }

        (Found, IsSchool) = (found, own.Party.Code is "SCHOOL" or "INSTELLING");
        if (IsSchool && await opps.LatestAsync(found.Child, Aborted) is { } plan && plan.School == Employee.Organisation.Value)
        {
            var names = (await people.OfChildAsync(found.Child, Aborted)).ToDictionary(person => person.Person, person => person.GivenName);
            (Plan, Voices) = (plan, [.. (await opps.VoicesAsync(plan, Aborted)).Select(voice => (names.GetValueOrDefault(voice.Person, string.Empty), voice))]);
        }

        return true;
    }
}
