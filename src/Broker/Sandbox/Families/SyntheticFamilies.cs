namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>Turns the twelve plans into children with people, facts, answers and numbers.</summary>
internal static class SyntheticFamilies
{
    public static IEnumerable<SandboxChild> All(SandboxCalendar calendar) =>
        PlansOneToFour.All.Concat(PlansFiveToEight.All).Concat(PlansNineToTwelve.All).Select(plan => Assemble(plan, calendar));

    /// <summary>More families of the same shapes, for a register of any size: the same for the same seed. The sources of the sandbox hold no documents about them.</summary>
    /// <param name="first">Number of the first, 13 or higher.</param>
    public static IEnumerable<SandboxChild> More(int first, int count, int seed, SandboxCalendar calendar)
    {
        FamilyPlan[] plans = [.. PlansOneToFour.All, .. PlansFiveToEight.All, .. PlansNineToTwelve.All];
        for (var number = first; number < first + count; number++)
        {
            // One generator a family: a family does not depend on how many were asked for.
            var random = new Random(unchecked((seed * 7919) ^ number));
            var plan = plans[random.Next(plans.Length)];
            yield return Assemble(plan with { Number = number, Birth = plan.Birth.AddDays(random.Next(-180, 181)) }, calendar);
        }
    }

    private static SandboxChild Assemble(FamilyPlan plan, SandboxCalendar calendar)
    {
        var child = FamilyPeople.Child(plan);
        var sourceKeys = FamilyNumbers.SourceKeys(plan, child);

        return new SandboxChild(
            FormattableString.Invariant($"{plan.Number}"),
            plan.Shape,
            child,
            FamilyPeople.Adults(plan),
            SyntheticNumbers.Onderwijsnummer(plan.Number),
            plan.School,
            FamilyFacts.Of(plan, calendar),
            plan.Care,
            [.. plan.Answers.SelectMany(answer => FamilyAnswers.Of(plan, answer, calendar))],
            [.. plan.Requests.Select((purpose, index) => Request(plan, purpose, index, calendar))],
            Inzagen(plan, calendar),
            FamilyNumbers.Identifiers(plan, child),
            FamilyNumbers.Couplings(plan),
            sourceKeys);
    }

    // A name, no date: what documents and scripts say of it stays true in every school year.
    private static SandboxRequest Request(FamilyPlan plan, string purpose, int index, SandboxCalendar calendar) => new(
        new SandboxIdentifier(NamingSystems.Schoolverzoek, FormattableString.Invariant($"VZ-2026-{plan.Number:00}{index + 1:00}")),
        purpose,
        plan.School,
        plan.Enrolment.Swv ?? plan.Enrolment.ResidenceSwv ?? throw new InvalidOperationException("A school without an SWV makes no request."),
        SandboxCalendar.Instant(calendar.AnsweredOn, 9));

    private static SandboxInzage[] Inzagen(FamilyPlan plan, SandboxCalendar calendar) => plan.Inzage is { } purpose
        ? [new SandboxInzage(plan.School, purpose, SandboxCalendar.Instant(calendar.AnsweredOn, 10), ParentsAgree: true)]
        : [];
}
