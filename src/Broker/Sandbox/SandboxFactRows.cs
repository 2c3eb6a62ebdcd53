using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Sandbox;

/// <summary>Translates the region's facts and answers, which speak in the words of decision cases, into rows of the register.</summary>
internal static class SandboxFactRows
{
    public static void Add(SandboxRows rows, SandboxChild child)
    {
        var facts = child.Facts;
        rows.AddFact(FactKind.Birth, string.Empty, facts.BirthDate, new BirthFact(facts.BirthDate.Value));
        rows.AddFact(FactKind.Residence, string.Empty, facts.Residence, new ResidenceFact(facts.Residence.Value, facts.School.Value.ResidenceSwv, null, null));
        rows.AddFact(FactKind.Placement, string.Empty, facts.School, Placement(facts.School.Value, child.SchoolOfRecord));
        if (facts.School.Value.RegisteredAt is { } next)
        {
            rows.AddFact(FactKind.Placement, string.Empty, facts.School with { RecordedBy = next }, new PlacementFact(null, SchoolKind.None, false, next, null));
        }

        foreach (var measure in facts.Measures)
        {
            var kind = measure.Value.Type == "OTS" ? MeasureKind.Ots : MeasureKind.Voogdij;
            rows.AddFact(FactKind.Measure, $"{measure.Value.Type}/{measure.Value.Organisation}/{measure.From:O}", measure, new MeasureFact(kind, measure.Value.Organisation, measure.From, measure.To));
        }

        foreach (var flag in facts.Flags)
        {
            rows.AddFact(FactKind.Flag, flag.Value, flag, new FlagFact(true));
        }

        foreach (var answer in facts.Authority.GroupBy(line => (line.RecordedBy, line.Source)))
        {
            rows.AddFact(FactKind.Authority, answer.Key.Source, answer.First(), SandboxGezag.Answer([.. answer]));
        }

        foreach (var client in child.SourceKeys.Keys)
        {
            rows.AddFact(FactKind.Holding, client, facts.Residence with { RecordedBy = client, Source = "registratie" }, new HoldingFact(facts.Residence.From, false));
        }

        rows.AddPerson(child.Person);
        foreach (var person in child.Family)
        {
            rows.AddPerson(person);
        }
    }

    /// <summary>The rules know the child itself by one reserved name; everybody else by persona.</summary>
    public static string PersonOf(SandboxChild child, string persona) => persona == child.Person.Persona ? PersonId.Youth.Value : persona;

    public static GrantBody BodyOf(SandboxGrant grant) => new(
        grant.Recipients,
        grant.Categories,
        new EvidenceBody(
            grant.Evidence.Method switch
            {
                "digid" => EvidenceMethod.Digid,
                "eherkenning" => EvidenceMethod.EHerkenning,
                "paper_verified" => EvidenceMethod.PaperVerified,
                "assisted" => EvidenceMethod.Assisted,
                _ => EvidenceMethod.CourtOrder,
            },
            Enum.TryParse<LevelOfAssurance>(grant.Evidence.Loa, ignoreCase: true, out var assurance) ? assurance : LevelOfAssurance.NotApplicable,
            grant.Evidence.TextVersion,
            TextHash: null,
            Language: "nl",
            Channel: "PAGES",
            grant.Evidence.SeparateFromOtherTerms,
            grant.Evidence.ConditionalOnService,
            RefusalOffered: true),
        Replaces: null,
        Informed: []);

    private static PlacementFact Placement(SandboxEnrolment school, string schoolOfRecord) => new(
        school.School ?? schoolOfRecord,
        school.Type switch
        {
            "PO" => SchoolKind.Po,
            "SBO" => SchoolKind.Sbo,
            "SO" => SchoolKind.So,
            "VO" => SchoolKind.Vo,
            "VSO" => SchoolKind.Vso,
            "INSTELLING_C1" => SchoolKind.InstellingCluster1,
            "INSTELLING_C2" => SchoolKind.InstellingCluster2,
            _ => SchoolKind.None,
        },
        school.Enrolled,
        RegisteredAt: null,
        school.Swv);
}
