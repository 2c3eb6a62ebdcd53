using Xunit;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Consent.Tests.Properties;

/// <summary>What must hold for every family. 100,000 questions a run; the seed is in the message of a failure and can be given as ZIO_SEED. Mutation runs ask fewer (ZIO_QUESTIONS).</summary>
public sealed class PropertyTests(ITestOutputHelper output)
{
    private static readonly int Questions = Number("ZIO_QUESTIONS") ?? 100_000;
    private readonly int _seed = Number("ZIO_SEED") ?? Random.Shared.Next();

    [Fact]
    public void No_family_makes_the_rules_say_yes_wrongly()
    {
        output.WriteLine($"seed {_seed}");
        var families = new Families(_seed);
        var permits = 0;
        for (var i = 0; i < Questions; i++)
        {
            var scene = families.Next();
            var decision = scene.Decide();
            permits += decision.Outcome is Outcome.Deny ? 0 : 1;
            Check(Invariants.BasisStands(scene, decision), i, "a permit has a row in force, a basis and only categories of that row");
            Check(Invariants.RequesterLearnsNothing(scene, decision), i, "a refusal looks the same with and without consents");
            Check(Invariants.UnknownIsRefused(scene, families), i, "an unknown anything is refused");
            Check(Invariants.WithdrawalNeverOpens(scene, decision, families), i, "a withdrawal never permits more");
            Check(Invariants.LessAskedNeverMoreGiven(scene, decision, families), i, "asking less never yields more");
            Check(Invariants.StrangersDoNotCount(scene, decision), i, "a grant of a non-holder changes nothing");
            Check(Invariants.YouthMayStop(scene, decision), i, "from 12 the youth stops what rests on consent");
            Check(Invariants.ParentsAloneAreNotEnoughAt16(scene, decision), i, "at 16 nothing rests on parents alone");
            Check(Invariants.EveryHolderIsNeeded(scene, decision, families), i, "without any holder's grant a special row is closed under 16");
            Check(Invariants.OrderNeverMatters(scene, decision, families), i, "the order of lists never matters");
            Check(Subset(decision, scene.Decide(PolicyProfile.Guidance)), i, "guidance never permits less than strict");
        }

        // A run in which hardly anything is permitted would prove nothing.
        Assert.InRange(permits, Questions / 10, Questions);
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var given) ? given : null;

    private static bool Subset(Decision smaller, Decision larger) => !smaller.Permitted.Except(larger.Permitted).Any();

    private void Check(bool holds, int question, string property)
    {
        if (!holds)
        {
            Assert.Fail($"seed {_seed}, question {question}: {property}");
        }
    }
}
