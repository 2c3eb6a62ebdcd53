namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>The answers of a plan as grants: a refusal is a record with its own event, as in the decision cases.</summary>
internal static class FamilyAnswers
{
    public static IEnumerable<SandboxGrant> Of(FamilyPlan plan, AnswerPlan answer, SandboxCalendar calendar) =>
        answer.Given.Concat(answer.Refused).Select(key => Grant(plan, answer, key, calendar));

    private static SandboxGrant Grant(FamilyPlan plan, AnswerPlan answer, string key, SandboxCalendar calendar)
    {
        var persona = FamilyPeople.Persona(plan, key);
        var givenAt = SandboxCalendar.Instant(calendar.AnsweredOn, 17);

        return new SandboxGrant(
            $"kind-{plan.Number}-{answer.Name}-{key}",
            persona,
            givenAt,
            answer.Purpose,
            answer.Source,
            [answer.Recipient],
            answer.Categories,
            calendar.YearEnd,
            key == SandboxOrganisations.Gi ? SandboxEvidence.EHerkenning : SandboxEvidence.DigiD,
            Events(answer, key, persona, givenAt));
    }

    private static SandboxGrantEvent[] Events(AnswerPlan answer, string key, string persona, DateTimeOffset givenAt) =>
        answer.Refused.Contains(key) ? [new SandboxGrantEvent("REFUSED", givenAt.AddMinutes(5), persona, [])]
        : answer.Withdrawn.Contains(key) ? [new SandboxGrantEvent("WITHDRAWN", givenAt.AddMinutes(90), persona, [])]
        : [];
}
