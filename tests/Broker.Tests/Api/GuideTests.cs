using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>The guide for developers does what it says: its commands run against a broker, and what security.md names exists.</summary>
public sealed partial class GuideTests(LiveBroker broker)
{
    private static readonly string Docs = RepositoryFolder.Locate("docs");

    [Fact]
    public async Task Every_command_of_the_guide_runs()
    {
        var ct = TestContext.Current.CancellationToken;
        await broker.ServicesAsync();
        var blocks = Blocks().Matches(await File.ReadAllTextAsync(Path.Combine(Docs, "partners.md"), ct)).Select(match => match.Groups[1].Value).ToList();
        Assert.True(blocks.Count >= 4);
        var program = Path.Combine(AppContext.BaseDirectory, "zio.dll");
        var script = new StringBuilder("set -e\n").AppendLine($"export Data__Path='{broker.DataPath}'").AppendLine($"BROKER={broker.Address}")
            .AppendLine($"zio() {{ dotnet '{program}' \"$@\" --data '{broker.DataPath}' --broker {broker.Address}; }}").AppendJoin('\n', blocks).ToString();

        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        Assert.True(process.ExitCode == 0, await output + await errors);
        Assert.Contains("\"resourceType\": \"Bundle\"", await output, StringComparison.Ordinal);
        Assert.Contains("NO_SCHOOL_REQUEST", await output, StringComparison.Ordinal);
        Assert.Contains("PO9901", await output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_proof_that_the_security_page_names_is_a_test_here()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Docs, "security.md"), TestContext.Current.CancellationToken);
        var types = typeof(GuideTests).Assembly.GetTypes().ToLookup(type => type.Name);
        var named = Proofs().Matches(page).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).ToList();
        Assert.True(named.Count >= 20);
        Assert.All(named, proof => Assert.True(types[proof.Class].Any(type => proof.Method.Length == 0 || type.GetMethod(proof.Method) is not null), $"{proof.Class}.{proof.Method}"));
    }

    [Fact]
    public async Task Every_test_that_a_document_names_exists_somewhere_in_the_tests()
    {
        var ct = TestContext.Current.CancellationToken;
        var sources = new List<string>();
        foreach (var file in System.IO.Directory.EnumerateFiles(Path.Combine(Docs, "..", "tests"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            sources.Add(await File.ReadAllTextAsync(file, ct));
        }

        var classes = sources.SelectMany(text => Classes().Matches(text)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        foreach (var page in System.IO.Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories))
        {
            var missing = TestNames().Matches(await File.ReadAllTextAsync(page, ct)).Select(match => match.Groups[1].Value).Where(name => !classes.Contains(name)).Distinct();
            Assert.True(!missing.Any(), $"{Path.GetFileName(page)} names {string.Join(", ", missing)}");
        }
    }

    [GeneratedRegex(@"class (\w+)")]
    private static partial Regex Classes();

    [GeneratedRegex(@"\b([A-Z]\w+(?:Tests|Contract|OnPostgres|OnSqlite))\b")]
    private static partial Regex TestNames();

    [GeneratedRegex("```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"`(\w+(?:Tests|Contract|OnPostgres|OnSqlite))(?:\.(\w+))?`")]
    private static partial Regex Proofs();
}
