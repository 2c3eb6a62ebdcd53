using Xunit;
using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>
/// Someone with full rights on the database, but without the signing key, changes it in some thousands of seeded ways. Each is found from
/// the verifier key and one older checkpoint, at the right entry; the honest log stays free of findings.
/// </summary>
public sealed class TamperTests
{
    private const int Entries = 290;
    private const int Single = 240;   // from here on each entry has a signature of its own, so that its place is known exactly
    private const int Held = 280;
    private const int Rounds = 2000;

    [Fact]
    public async Task Every_manipulation_is_found_at_the_right_entry()
    {
        await using var honest = await TamperedLog.HonestAsync(Entries, Single, Held);
        var whole = await VerifyAsync(honest, TestContext.Current.CancellationToken);
        Assert.True(whole.Sound, whole.Finding?.What);
        Assert.Equal(Entries, whole.Entries);

        await Parallel.ForAsync(0, Rounds, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (seed, ct) =>
        {
            await using var log = honest.Copy();
            var manipulation = await Manipulation.ApplyAsync(log, new Random(seed), Entries, Held);
            var finding = (await VerifyAsync(log, ct)).Finding;

            Assert.True(manipulation.IsFoundBy(finding, Single), $"seed {seed}: {manipulation} was reported as {finding?.ToString() ?? "nothing"}");
        });
    }

    private static Task<LogReport> VerifyAsync(TamperedLog log, CancellationToken ct) => new LogVerifier(log.Database, TestLog.Signer.Key).VerifyAsync(log.HeldNote, null, ct);
}
