using System.Text;
using Xunit;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Tests.Support;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Lattice;

/// <summary>Row x age x gezag x consent x mode x channel, all of it. Set ZIO_UPDATE_GOLDEN=1 to write the table anew after a change that was meant.</summary>
public sealed class LatticeTests
{
    private static readonly int[] Ages = [8, 13, 16, 18];
    private static readonly string[] Shapes = ["joint", "single", "none", "unknown", "voogdij"];
    private static readonly string[] States = ["nothing", "one", "holders", "youth", "everybody", "withdrawn", "refused-by-youth", "stranger"];

    [Fact]
    public void The_table_of_outcomes_is_the_one_that_was_reviewed()
    {
        var table = Table();
        var golden = Folders.Source("Lattice", "outcomes.txt");
        if (Environment.GetEnvironmentVariable("ZIO_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(golden, table);
        }

        Assert.Equal(File.ReadAllText(golden), table);
    }

    [Fact]
    public void Nothing_leaves_through_an_eus_and_nothing_but_a_crisis_by_breaking_the_glass()
    {
        foreach (var row in ThePolicy.Policy.Rows)
        {
            foreach (var scene in All(row))
            {
                Assert.Equal(Outcome.Deny, (scene with { Request = scene.Request with { Channel = RequestChannel.EusPull } }).Decide().Outcome);
                Assert.Equal(scene.Decide().Outcome, (scene with { Request = scene.Request with { Channel = RequestChannel.Push } }).Decide().Outcome);
                var mode = row.ConsentRule is ConsentRule.BreakGlass ? RequestMode.Normal : RequestMode.BreakGlass;
                Assert.Equal(Outcome.Deny, (scene with { Request = scene.Request with { Mode = mode } }).Decide().Outcome);
            }
        }
    }

    [Fact]
    public void Every_row_in_force_can_be_opened_and_no_row_that_is_off()
    {
        foreach (var row in ThePolicy.Policy.Rows)
        {
            Assert.Equal(row.InForce, All(row).Any(scene => scene.Decide().Row == row.Id && scene.Decide().Outcome is Outcome.Permit));
        }
    }

    private static IEnumerable<Scene> All(PolicyRow row) =>
        from age in Ages from shape in Shapes from state in States select Make(row, age, shape, state);

    private static string Table()
    {
        var groups = new Dictionary<string, List<string>>();
        foreach (var row in ThePolicy.Policy.Rows)
        {
            var lines = new StringBuilder();
            foreach (var age in Ages)
            {
                foreach (var shape in Shapes)
                {
                    lines.Append($"  {age,2} {shape,-8}");
                    foreach (var state in States)
                    {
                        lines.Append(Make(row, age, shape, state).Decide().Outcome switch { Outcome.Permit => " yes", Outcome.Partial => " part", _ => " -" });
                    }

                    lines.Append('\n');
                }
            }

            (groups.TryGetValue(lines.ToString(), out var rows) ? rows : groups[lines.ToString()] = []).Add(row.Id);
        }

        var table = new StringBuilder($"Columns: {string.Join(", ", States)}\n");
        foreach (var (lines, rows) in groups)
        {
            table.Append($"\n{string.Join(' ', rows)}\n{lines}");
        }

        return table.ToString();
    }

    private static Scene Make(PolicyRow row, int age, string shape, string state)
    {
        var scene = RowScenes.For(row) with { BornOn = new DateOnly(2026 - age, 6, 1), Authority = AuthorityOf(shape) };
        if (shape == "voogdij")
        {
            scene = scene with { Measures = [.. scene.Measures, new(MeasureKind.Voogdij, new("GI-1"), new(2026, 1, 1), null)] };
        }

        string[] holders = shape switch { "joint" or "unknown" => ["OUDER_A", "OUDER_B"], "single" => ["OUDER_A"], "none" => [], _ => ["GI-1"] };
        string[] grantors = state switch
        {
            "nothing" => [],
            "one" => [.. holders.Take(1)],
            "holders" => holders,
            "youth" => ["JEUGDIGE"],
            "stranger" => ["OPA"],
            _ => [.. holders, "JEUGDIGE"],
        };
        var grants = grantors.Select(scene.GrantBy).ToList();
        if (state is "withdrawn" or "refused-by-youth")
        {
            var by = state == "withdrawn" ? grants[0].GrantedBy : PersonId.Youth;
            var kind = state == "withdrawn" ? ConsentEventKind.Withdrawn : ConsentEventKind.Refused;
            grants[0] = grants[0] with { Events = [new(kind, Scene.Now, by, null)] };
        }

        return scene with { Grants = grants };
    }

    private static AuthorityLine[] AuthorityOf(string shape) => shape switch
    {
        "joint" => [Scene.Line("OUDER_A"), Scene.Line("OUDER_B")],
        "single" => [Scene.Line("OUDER_A"), Scene.Line("OUDER_B", false)],
        "unknown" => [Scene.Line("OUDER_A"), Scene.Line("OUDER_B", null)],
        "voogdij" => [Scene.Line("GI-1", true, Relation.Voogd), Scene.Line("OUDER_A")],
        _ => [],
    };
}
