using Xunit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Cli.Audit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>A receipt as a parent's lawyer checks it: one file and one key, no broker.</summary>
public sealed class AuditProofVerbTests : IAsyncLifetime
{
    private readonly SqliteDatabase _database = new();
    private string _proof = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _database.CreateAsync();
        await using var node = new TestLog(_database.Database);
        for (var n = 0; n < 5; n++)
        {
            await node.AppendAsync(n);
        }

        _proof = (await node.Proofs.InclusionAsync(3, Ct))!.ToText();
    }

    public async ValueTask DisposeAsync() => await _database.DropAsync();

    [Fact]
    public async Task A_receipt_is_proven_by_itself_and_the_key()
    {
        var (exit, said) = await RunAsync(_proof, TestLog.Signer.Key.ToString());

        Assert.Equal(0, exit);
        Assert.Contains("entry: 3", said, StringComparison.Ordinal);
        Assert.Contains("result: proven", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_of_another_place_content_or_key_is_not_proven_and_says_what_to_do()
    {
        var commitment = _proof.IndexOf("extra ", StringComparison.Ordinal) + 40;
        var content = _proof[..commitment] + (_proof[commitment] == 'A' ? 'B' : 'A') + _proof[(commitment + 1)..];
        foreach (var (proof, key) in new[]
        {
            (_proof.Replace("index 3", "index 2", StringComparison.Ordinal), TestLog.Signer.Key),
            (_proof.Replace("index 3", "index 30", StringComparison.Ordinal), TestLog.Signer.Key),
            (content, TestLog.Signer.Key),
            (_proof, LogSigningKey.Generate("log.example.nl/test").Key),
        })
        {
            var (exit, said) = await RunAsync(proof, key.ToString());

            Assert.Equal(1, exit);
            Assert.Contains("result: NOT PROVEN", said, StringComparison.Ordinal);
            Assert.Contains("what to do:", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", true, 65)]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\n", true, 65)]
    [InlineData("not a proof", false, 2)]
    public async Task What_is_no_proof_or_has_no_key_has_an_exit_code_of_its_own(string proof, bool withKey, int exit) =>
        Assert.Equal(exit, (await RunAsync(proof, withKey ? TestLog.Signer.Key.ToString() : null)).Exit);

    private static async Task<(int Exit, string Said)> RunAsync(string proof, string? key)
    {
        await using var output = new StringWriter();
        return (await AuditProofVerb.RunAsync(proof, key, output, TextWriter.Null), output.ToString());
    }
}
