namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>The people of a plan, with made-up addresses: streets and towns that no post code book knows.</summary>
internal static class FamilyPeople
{
    public static SandboxPerson Child(FamilyPlan plan) => new(
        $"kind-{plan.Number}",
        "kind",
        plan.GivenName,
        plan.Prefix,
        plan.FamilyName,
        plan.IsMale,
        plan.Birth,
        SyntheticNumbers.Child(plan.Number),
        Phone(plan.Number, 0),
        $"kind-{plan.Number}@gezin.example",
        Address(plan, 0));

    public static IReadOnlyList<SandboxPerson> Adults(FamilyPlan plan) => [.. plan.Adults.Select((adult, index) => Adult(plan, adult, index))];

    /// <summary>Persona of a key in a plan: an adult, <c>jeugdige</c>, or an organisation, which is named by its client.</summary>
    public static string Persona(FamilyPlan plan, string key) =>
        key == "jeugdige" ? $"kind-{plan.Number}"
        : plan.Adults.Any(adult => adult.Key == key) ? $"kind-{plan.Number}-{key}"
        : key;

    private static SandboxPerson Adult(FamilyPlan plan, AdultPlan adult, int index) => new(
        Persona(plan, adult.Key),
        adult.Relation,
        adult.GivenName,
        adult.FamilyName == plan.FamilyName ? plan.Prefix : null,
        adult.FamilyName,
        adult.IsMale,
        plan.Birth.AddYears(-28 - index).AddDays((17 * (plan.Number % 100)) + index),
        SyntheticNumbers.Adult(plan.Number, index),
        Phone(plan.Number, index + 1),
        $"kind-{plan.Number}-{adult.Key}@gezin.example",
        Address(plan, adult.LivesElsewhere ? index + 1 : 0));

    private static string Phone(int family, int person) => FormattableString.Invariant($"06999{family:00}{person:000}");

    // Only the child's own home is the protected place.
    private static SandboxAddress Address(FamilyPlan plan, int home) => home == 0 && plan.SecretAddress
        ? new SandboxAddress("Verzwegenpad", 7, "0000XX", "Geheimstede", IsSecret: true)
        : new SandboxAddress("Verzinselpad", (10 * plan.Number) + home, $"00{plan.Number:00}AZ", Town(plan.Gemeente), IsSecret: false);

    private static string Town(string gemeente) => gemeente switch
    {
        SandboxOrganisations.GemeenteA => "Fantstede",
        SandboxOrganisations.GemeenteB => "Bedachteren",
        _ => "Nergenshuizen",
    };
}
