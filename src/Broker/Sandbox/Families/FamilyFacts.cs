namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>The facts of a plan, each recorded by the party it belongs to.</summary>
/// <remarks>Source: RULES 2a: residence and BRP gezag by the gemeente, enrolment by the school, measures by the GI, Wlz by the zorgkantoor.</remarks>
internal static class FamilyFacts
{
    public static SandboxFacts Of(FamilyPlan plan, SandboxCalendar calendar)
    {
        var recorded = SandboxCalendar.Instant(calendar.AnsweredOn, 6);

        RecordedFact<T> Fact<T>(T value, string by, string source, DateOnly? from = null) =>
            new(value, by, source, recorded, from ?? plan.Birth, null);

        return new SandboxFacts(
            Fact(plan.Birth, plan.Gemeente, "BRP"),
            Fact(plan.Gemeente, plan.Gemeente, "BRP"),
            Fact(plan.Enrolment, plan.School, "leerlingadministratie", calendar.YearStart),
            [.. plan.Measures.Select(measure => Fact(measure, SandboxOrganisations.Gi, "beschikking kinderrechter", calendar.YearStart.AddMonths(-6)))],
            [.. plan.Flags.Select(flag => Fact(flag, plan.Gemeente, "BRP", calendar.YearStart.AddMonths(-6)))],
            [.. plan.Adults.Select(adult => Fact(Line(plan, adult), plan.Gemeente, "BRP/gezagsregister")),
             .. plan.Measures.Where(measure => measure.Type == "VOOGDIJ").Select(measure => Fact(Guardian(plan, measure), plan.Gemeente, "BRP/gezagsregister"))],
            Fact(SandboxOrganisations.Zorgkantoor, SandboxOrganisations.Zorgkantoor, "woonplaats"));
    }

    private static SandboxAuthority Line(FamilyPlan plan, AdultPlan adult) => new(
        FamilyPeople.Persona(plan, adult.Key),
        adult.Relation,
        adult.Gezag,
        plan.GezagType,
        plan.InOnderzoek,
        adult.HasContactBan ? ["CONTACT_BAN"] : []);

    private static SandboxAuthority Guardian(FamilyPlan plan, SandboxMeasure measure) =>
        new(measure.Organisation, "gecertificeerde_instelling", true, plan.GezagType, plan.InOnderzoek, []);
}
