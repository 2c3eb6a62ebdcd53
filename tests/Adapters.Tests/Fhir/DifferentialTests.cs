using System.Text;
using Xunit;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

/// <summary>Our validator against another implementation, on resources of every kind, whole and broken.</summary>
public sealed class DifferentialTests
{
    private static readonly string[] Empties = ["{}", "[]", ":\"\"", "[\"\"", ",\"\""];

    // Where the two differ on purpose: what ours alone refuses, and why it may. A broken resource is broken in one place.
    private static readonly (string Why, Func<FhirIssue, string, bool> Is)[] OursAlone =
    [
        ("The other checks no required bindings.", (issue, _) => issue.Code == FhirIssueCode.UnknownCode),
        ("Of two forms of a choice the other only warns.", (issue, _) => issue.Code == FhirIssueCode.ChoiceTwice),
        ("Of a wrong target the other only warns, and does not look at Reference.type.", (issue, _) => issue.Code == FhirIssueCode.WrongTarget),
        ("The other takes an empty object, array or string for nothing; json.html of R4 forbids them.", (_, json) => Empties.Any(empty => json.Contains(empty, StringComparison.Ordinal))),
        ("The other knows Resource.id as a string.", (issue, _) => issue.Code == FhirIssueCode.BadFormat && issue.Expression.EndsWith(".id", StringComparison.Ordinal)),
        ("The other does not look into a Narrative.", (issue, _) => issue.Expression.EndsWith(".div", StringComparison.Ordinal)),
        ("The other does not look at a primitive where an object belongs.", (issue, _) => issue.Message == "Expected an object."),
    ];

    [Fact]
    public void Resources_that_follow_the_table_hold_for_both()
    {
        var resources = Resources(seed: 11, perType: 20, mutate: false);
        var theirs = Medplum.Validate(resources);

        for (var i = 0; i < resources.Count; i++)
        {
            Assert.True(Ours(resources[i]).Count == 0, $"ours: {Show(Ours(resources[i]))} {Encoding.UTF8.GetString(resources[i].Span)}");
            Assert.True(Structural(theirs[i]).Count == 0, $"theirs: {Show(theirs[i])} {Encoding.UTF8.GetString(resources[i].Span)}");
        }
    }

    [Fact]
    public void What_the_other_refuses_ours_refuses_and_the_reverse_save_the_known_differences()
    {
        var resources = Resources(seed: 12, perType: 100, mutate: true);
        var theirs = Medplum.Validate(resources);
        var differences = new List<string>();
        var refused = 0;
        for (var i = 0; i < resources.Count; i++)
        {
            var ours = Ours(resources[i]);
            var others = Structural(theirs[i]);
            refused += others.Count > 0 ? 1 : 0;
            if (ours.Count == 0 && others.Count > 0)
            {
                differences.Add($"ours takes; theirs: {Show(others)} {Encoding.UTF8.GetString(resources[i].Span)}");
            }
            else if (theirs[i].All(issue => issue.Severity != "error") && !IsKnown(ours, Encoding.UTF8.GetString(resources[i].Span)))
            {
                differences.Add($"theirs takes; ours: {Show(ours)} {Encoding.UTF8.GetString(resources[i].Span)}");
            }
        }

        Assert.True(refused > resources.Count / 3, $"{refused} of {resources.Count} were refused: the mutations break too little.");
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n" + string.Join('\n', differences.Take(12)));
    }

    private static bool IsKnown(IReadOnlyList<FhirIssue> ours, string json) =>
        ours.All(issue => OursAlone.Any(difference => difference.Is(issue, json)));

    private static List<MedplumIssue> Structural(IReadOnlyList<MedplumIssue> issues) =>
        [.. issues.Where(issue => issue is { Severity: "error", Code: not "invariant" })];

    private static IReadOnlyList<FhirIssue> Ours(ReadOnlyMemory<byte> json) => FhirValidator.Validate(json, FhirTable.Types);

    private static string Show<T>(IEnumerable<T> issues) => string.Join("; ", issues);

    private static List<ReadOnlyMemory<byte>> Resources(int seed, int perType, bool mutate)
    {
        var random = new Random(seed);
        var maker = new RandomResource(random);
        var mutation = new Mutation(random);
        var resources = new List<ReadOnlyMemory<byte>>();
        foreach (var type in FhirTable.Types.Resources)
        {
            for (var i = 0; i < perType; i++)
            {
                var json = maker.Make(type);
                var one = mutate && json.Count > 1 ? mutation.Of(json) : json;
                resources.Add(Encoding.UTF8.GetBytes(one.ToJsonString()));
            }
        }

        return resources;
    }
}
