using Xunit;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>Whatever bytes a source sends, the answer is 200 with what can be used, and the process lives.</summary>
public sealed class OddDocumentTests(Sweep sweep) : IClassFixture<Sweep>, IAsyncLifetime
{
    private const int Tries = 30;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await sweep.StartAsync();

    [Theory]
    [InlineData("zorgaanbieder", "ZIO_UITVOERING", "ZORGVERLENER", "school-so")]
    [InlineData("school-so", "TLV_AANVRAAG", "IB", "swv-oost")]
    [InlineData("zorgkantoor", "AFSTEMMING_JW_WLZ", "ZORGADVISEUR_ZK", "gemeente-a")]
    [InlineData("gemeente-a", "AFSTEMMING_JW_WLZ", "JEUGDCONSULENT", "zorgkantoor")]
    [InlineData("school-so", "OPP", "IB", "jeugdhulpaanbieder")]
    public async Task A_document_that_was_tampered_with_never_breaks_the_answer(string client, string purpose, string role, string source)
    {
        var random = new Random(20261124);
        var findings = new List<string>();
        try
        {
            for (var number = 0; number < Tries; number++)
            {
                var seed = random.Next();
                sweep.Broker.Sandbox.Faults.Rewrite(source, "1", document => Changed(document, seed));
                var answer = await sweep.Broker.AskAsync(client, "1", purpose, role, Ct, [source]);
                if (answer.Status != 200)
                {
                    findings.Add($"seed {seed}: {answer.Status} {string.Join(' ', answer.Reasons)}");
                }
            }
        }
        finally
        {
            sweep.Broker.Sandbox.Faults.Rewrite(source, "1", null);
        }

        Findings.None(findings);
        Assert.NotEmpty((await sweep.Broker.AskAsync(client, "1", purpose, role, Ct, [source])).Content);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static byte[] Changed(byte[] document, int seed)
    {
        var random = new Random(seed);
        var changed = document.ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var at = random.Next(changed.Count - 12);
            var length = random.Next(1, 12);
            switch (random.Next(4))
            {
                case 0: changed[at] = (byte)random.Next(32, 127); break;
                case 1: changed.RemoveRange(at, length); break;
                case 2: changed.InsertRange(at, changed.GetRange(random.Next(changed.Count - 12), length)); break;
                default: changed[at] = (byte)random.Next(256); break;
            }
        }

        return [.. changed];
    }
}
