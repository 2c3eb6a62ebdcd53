using System.Text.Json;
using System.Text.RegularExpressions;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Cases;

/// <summary>Reads the facts of one case.</summary>
internal static partial class CaseFacts
{
    /// <summary>Lines about gezag: far more than any child has, and few enough to read every grant for each.</summary>
    private const int MostLines = 200;

    private static readonly ChildReference TheChild = new("case");

    public static ChildFacts Read(CaseObject body, CaseObject? context)
    {
        var child = body.Object("child");
        var facts = new ChildFacts(
            TheChild,
            child.Day("dob"),
            child.Choice("capacity", CaseCodes.Capacities),
            new OrganisationId(child.Text("residence_municipality")),
            SchoolOf(child.Object("school")),
            FlagsOf(child.Texts("flags", flag => flag)),
            context is null ? Circumstances.None : CircumstancesOf(context),
            body.List("authority", LineOf, most: MostLines),
            child.List("measures", MeasureOf),
            body.List("consents", CaseGrants.Read));
        child.Finish();
        return facts;
    }

    private static SchoolPlacement SchoolOf(CaseObject school)
    {
        var org = OrganisationOf(school.NullableText("org"));
        var enrolled = school.Flag("enrolled");
        var registered = school.OptionalFlag("registered");
        var at = OrganisationOf(school.NullableText("registered_at", required: false));
        var placement = new SchoolPlacement(
            org,
            school.Choice("type", CaseCodes.Schools),
            enrolled,
            // "Not registered" beside a school of registration contradicts itself: then it counts for nothing.
            registered is false ? null : at ?? (registered is true ? org : null),
            OrganisationOf(school.NullableText("swv")))
        {
            RegisteredNowhere = registered is false,
        };
        school.Finish();
        return placement;
    }

    private static ChildFlags FlagsOf(List<string> flags)
    {
        foreach (var flag in flags)
        {
            if (!FlagShape.IsMatch(flag))
            {
                throw new FormatException("child.flags: holds an unknown flag.");
            }
        }

        return new()
        {
            ProtectedLocation = flags.Contains("PROTECTED_LOCATION"),
            Deceased = flags.Contains("DECEASED"),
            Conflict = flags.Contains("CONFLICT"),
            Restricted = After(flags, "RESTRICTED:", code => new DataCategory(code)),
            ObjectionPending = After(flags, "OBJECTION_PENDING:", code => new Purpose(code)),
            ObjectionRejected = After(flags, "OBJECTION_REJECTED:", code => new Purpose(code)),
        };
    }

    private static List<T> After<T>(List<string> flags, string prefix, Func<string, T> make) =>
        [.. flags.Where(flag => flag.StartsWith(prefix, StringComparison.Ordinal)).Select(flag => make(flag[prefix.Length..]))];

    private static Measure MeasureOf(JsonElement item, string path)
    {
        var measure = new CaseObject(item, path + ".");
        var read = new Measure(measure.Choice("type", CaseCodes.Measures), new(measure.Text("org")), measure.Day("from"), measure.NullableDay("to"));
        measure.Finish();
        return read;
    }

    private static AuthorityLine LineOf(JsonElement item, string path)
    {
        var line = new CaseObject(item, path + ".");
        var restrictions = line.Texts("restrictions", code => code);
        if (restrictions.Exists(code => code != "CONTACT_BAN"))
        {
            throw line.Fault("restrictions", "may hold CONTACT_BAN only");
        }

        var read = new AuthorityLine(
            new(line.Text("person")),
            line.Choice("relation", CaseCodes.Relations),
            line.Tristate("gezag"),
            line.NullableDay("gezag_from"),
            line.NullableDay("gezag_to"),
            restrictions.Count > 0,
            line.Text("source"));
        line.Finish();
        return read;
    }

    private static Circumstances CircumstancesOf(CaseObject context)
    {
        var succession = context.OptionalObject("succession");
        var read = new Circumstances
        {
            ResidenceSwv = OrganisationOf(context.OptionalText("residence_swv")),
            AssessmentClosed = context.OptionalDay("assessment_closed"),
            Succession = succession is null ? null : new(new(succession.Text("old")), new(succession.Text("new")), succession.Day("date")),
            MovedOn = context.OptionalDay("moved_on"),
            YouthObjects = context.OptionalFlag("youth_objects") ?? false,
            DeferredEntries = context.OptionalNumber("deferred_entries") ?? 0,
            OpenBreakGlassReviews = context.OptionalNumber("open_bg_reviews") ?? 0,
            BreakGlassAt = context.OptionalInstant("bg_at"),
        };
        succession?.Finish();
        context.Finish();
        return read;
    }

    private static OrganisationId? OrganisationOf(string? code) => code is null ? null : new OrganisationId(code);

    // The end of the text, not of a line: "DECEASED" with a line feed behind it is no flag that anything would heed.
    [GeneratedRegex(@"^(PROTECTED_LOCATION|DECEASED|CONFLICT|RESTRICTED:[A-Z_]+|OBJECTION_PENDING:[A-Z0-9_]+|OBJECTION_REJECTED:[A-Z0-9_]+)\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex FlagShape { get; }
}
