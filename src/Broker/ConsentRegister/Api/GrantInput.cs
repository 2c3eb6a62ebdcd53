using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api;

/// <summary>What a grant must hold to be recorded. Whether it counts is decided at each request, not here.</summary>
internal static class GrantInput
{
    /// <summary>Of the version of a text that a family reads, in characters.</summary>
    public const int LongestTextVersion = 64;

    public const int MostRecipients = 32;

    public static void Check(Policy policy, string purpose, IReadOnlyList<string> categories, int recipients, List<FieldFault> faults)
    {
        if (!policy.Knows(new Purpose(purpose)))
        {
            faults.Add(new FieldFault("/doel", "UNKNOWN_CODE", "No purpose of the policy."));
        }

        if (categories.Count is 0)
        {
            faults.Add(new FieldFault("/gegevensgroepen", "BAD_REQUEST", "At least one category."));
        }

        faults.AddRange(categories.Select((category, number) => (category, number)).Where(each => !policy.Knows(new DataCategory(each.category)))
            .Select(each => new FieldFault($"/gegevensgroepen/{each.number}", "UNKNOWN_CODE", "No category of the policy.")));
        if (recipients is 0)
        {
            faults.Add(new FieldFault("/ontvangers", "BAD_REQUEST", "At least one organisation, by name."));
        }
    }

    /// <summary>Who may say no: the young person, or anybody whom the authority facts of this child name.</summary>
    public static bool CanStop(ChildFacts facts, string person) => person == PersonId.Youth.Value || facts.Authority.Any(line => line.Person.Value == person);

    /// <summary>Who may say yes: the same, but for somebody of whom nobody here knows who it is.</summary>
    public static bool CanGive(ChildFacts facts, string giver) => CanStop(facts, giver) && !UnlinkedPerson.Is(giver);
}
