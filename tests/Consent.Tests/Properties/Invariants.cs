using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Tests.Support;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Properties;

/// <summary>One method for each property; true when it holds, also when it does not apply.</summary>
internal static class Invariants
{
    public static bool BasisStands(Scene scene, Decision decision)
    {
        if (decision.Outcome is Outcome.Deny)
        {
            return decision.Permitted.Count == 0 && decision.Permit is null && decision.Basis is LegalBasis.None && decision.Reason.Number[4] == '2';
        }

        var row = ThePolicy.Policy.FindRow(decision.Row!)!;
        return row.InForce && row.Purpose == scene.Request.Purpose && decision.Basis == row.Basis && decision.Permit is not null
            && decision.Permitted.Count > 0 && !decision.Permitted.Except(row.Categories).Any()
            && (scene.Request.Categories.Count == 0 || !decision.Permitted.Except(scene.Request.Categories).Any())
            && (!row.RestsOnConsent || decision.RestsOn.Grants.Count > 0)
            && !decision.Permitted.Any(category => category.Code is "JEUGDHULP_DOSSIER" or "VERZUIM_REDEN_MEDISCH" or "STRAFRECHT" or "GEZIN" && row.Id != "M28");
    }

    public static bool RequesterLearnsNothing(Scene scene, Decision decision)
    {
        var unasked = (scene with { Grants = [] }).Decide();
        if (decision.Outcome is not Outcome.Deny || unasked.Outcome is not Outcome.Deny)
        {
            return true;
        }

        var (one, other) = (decision.ForRequester(), unasked.ForRequester());
        return one.Reason == other.Reason && one.Row == other.Row && one.Obligations.SequenceEqual(other.Obligations) && one.Articles.SequenceEqual(other.Articles)
            && one.Denied.Count == other.Denied.Count && one.RestsOn.Grants.Count == 0 && one.Explanation == other.Explanation;
    }

    public static bool UnknownIsRefused(Scene scene, Families families) => (scene with
    {
        Request = families.Below(5) switch
        {
            0 => scene.Request with { Purpose = new("VERZONNEN") },
            1 => scene.Request with { Party = new("VERZONNEN") },
            2 => scene.Request with { Role = new("VERZONNEN") },
            3 => scene.Request with { SourceParty = new("VERZONNEN") },
            _ => scene.Request with { Categories = [new("VERZONNEN")] },
        },
    }).Decide().Outcome is Outcome.Deny;

    public static bool WithdrawalNeverOpens(Scene scene, Decision decision, Families families)
    {
        if (scene.Grants.Count == 0)
        {
            return true;
        }

        var which = families.Below(scene.Grants.Count);
        var grants = scene.Grants.ToList();
        grants[which] = grants[which] with { Events = [.. grants[which].Events, families.NoBy(families.Person())] };
        return !(scene with { Grants = grants }).Decide().Permitted.Except(decision.Permitted).Any();
    }

    public static bool LessAskedNeverMoreGiven(Scene scene, Decision decision, Families families)
    {
        if (scene.Request.Categories.Count < 2)
        {
            return true;
        }

        var fewer = scene.Request.Categories.Where((_, number) => number != families.Below(scene.Request.Categories.Count)).ToList();
        return fewer.Count == 0 || !(scene with { Request = scene.Request with { Categories = fewer } }).Decide().Permitted.Except(decision.Permitted).Any();
    }

    public static bool StrangersDoNotCount(Scene scene, Decision decision)
    {
        var more = (scene with { Grants = [.. scene.Grants, scene.GrantBy("BUURMAN"), scene.GrantBy("RECHTER")] }).Decide();
        return more.Permitted.SequenceEqual(decision.Permitted);
    }

    public static bool YouthMayStop(Scene scene, Decision decision)
    {
        if (scene.Age < 12 || scene.Grants.Count == 0 || decision.Permit is null || decision.Basis is not LegalBasis.Consent)
        {
            return true;
        }

        var stopped = scene.GrantBy("OUDER_A") with { Id = "carrier", Events = [new(ConsentEventKind.Refused, Scene.Now, PersonId.Youth, null)] };
        return (scene with { Grants = [.. scene.Grants, stopped] }).Decide(PolicyProfile.Guidance).Outcome is Outcome.Deny;
    }

    public static bool ParentsAloneAreNotEnoughAt16(Scene scene, Decision decision)
    {
        if (scene.Age < 16 || scene.Capacity is Capacity.Incapable || decision.Basis is not LegalBasis.Consent)
        {
            return true;
        }

        var parents = scene.Grants.Where(grant => grant.GrantedBy != PersonId.Youth).ToList();
        return (scene with { Grants = parents }).Decide(PolicyProfile.Guidance).Outcome is Outcome.Deny;
    }

    public static bool EveryHolderIsNeeded(Scene scene, Decision decision, Families families)
    {
        if (scene.Age >= 16 || decision.Basis is not LegalBasis.Consent || ThePolicy.Policy.FindRow(decision.Row!)!.ConsentRule is ConsentRule.NormalOneNoObjection)
        {
            return true;
        }

        var holder = families.Shuffled(scene.Authority.Where(line => line.Holds is true && decision.RestsOn.Grants.Any(id => id.StartsWith(line.Person.Value, StringComparison.Ordinal)))).FirstOrDefault();
        if (holder is null)
        {
            return true;
        }

        var without = scene.Grants.Where(grant => grant.GrantedBy != holder.Person && grant.Replaces != holder.Person).ToList();
        return (scene with { Grants = without }).Decide().Outcome is Outcome.Deny;
    }

    public static bool OrderNeverMatters(Scene scene, Decision decision, Families families)
    {
        var shuffled = (scene with
        {
            Grants = [.. families.Shuffled(scene.Grants).Select(grant => grant with { Events = families.Shuffled(grant.Events), Categories = families.Shuffled(grant.Categories) })],
            Authority = families.Shuffled(scene.Authority),
            Measures = families.Shuffled(scene.Measures),
            Request = scene.Request with { Categories = families.Shuffled(scene.Request.Categories) },
        }).Decide();
        return shuffled.Outcome == decision.Outcome && shuffled.Reason == decision.Reason && shuffled.Permitted.SequenceEqual(decision.Permitted)
            && shuffled.Obligations.Order(ByText).SequenceEqual(decision.Obligations.Order(ByText));
    }

    private static Comparer<Obligation> ByText { get; } = Comparer<Obligation>.Create((one, other) => string.CompareOrdinal(one.ToString(), other.ToString()));
}
