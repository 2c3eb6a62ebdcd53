using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api;

/// <summary>What a grant must hold to be recorded. Whether it counts is decided at each request, not here.</summary>
internal static class GrantInput
{
    public static void Check(Policy policy, string purpose, IReadOnlyList<string> categories, int recipients, List<FieldFault> faults)
    {
        if (!policy.Knows(new Purpose(purpose)))
        {
            faults.Add(new FieldFault("/doel", "UNKNOWN_CODE", "No purpose of the policy."));
        }

        if (categories.Count is 0 or > 64)
        {
            faults.Add(new FieldFault("/gegevensgroepen", "BAD_REQUEST", "At least one category."));
        }

        faults.AddRange(categories.Select((category, number) => (category, number)).Where(each => !policy.Knows(new DataCategory(each.category)))
            .Select(each => new FieldFault($"/gegevensgroepen/{each.number}", "UNKNOWN_CODE", "No category of the policy.")));
        if (recipients is 0 or > 32)
        {
            faults.Add(new FieldFault("/ontvangers", "BAD_REQUEST", "At least one organisation, by name."));
        }
    }

    /// <summary>A person the register knows for this child, the young person, or the court together with whom it replaces.</summary>
    public static bool CanGive(ChildFacts facts, string giver, string? replaces) =>
        giver == PersonId.Court.Value
            ? replaces is not null && facts.Authority.Any(line => line.Person.Value == replaces)
            : replaces is null && (giver == PersonId.Youth.Value || facts.Authority.Any(line => line.Person.Value == giver));
}
