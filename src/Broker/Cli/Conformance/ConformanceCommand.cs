using System.CommandLine;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Cli.Mappings;

namespace ZioExchange.Broker.Cli.Conformance;

/// <summary>The verb <c>conformance URL</c>: a partner runs it against the source endpoint it built, before anybody else sees it. Needs no account and no broker.</summary>
internal static class ConformanceCommand
{
    public static Command Command()
    {
        var url = new Argument<Uri>("url") { Description = "base address of the source endpoint, such as https://bron.example.nl/zio/" };
        var kind = new Option<SourceKind>("--kind") { Description = "School, Swv, Gemeente, Zorgkantoor or Aanbieder", Required = true };
        var child = new Option<string>("--child") { Description = "the number by which the source files a test child", Required = true };
        var secret = new Option<FileInfo?>("--secret-file") { Description = "file with the bearer secret of the endpoint" };
        var junit = new Option<FileInfo?>("--junit") { Description = "also write the results as JUnit XML" };
        var command = new Command("conformance", "test your own source endpoint") { url, kind, child, secret, junit };
        command.SetAction(async (parsed, ct) =>
        {
            var address = parsed.GetRequiredValue(url);
            if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            {
                await Console.Error.WriteLineAsync("conformance: URL is absolute, https, or http on loopback.");
                return ExitCodes.BadUsage;
            }

            if (parsed.GetValue(secret) is { Exists: false })
            {
                await Console.Error.WriteLineAsync("conformance: --secret-file names no file.");
                return ExitCodes.BadUsage;
            }

            var bearer = parsed.GetValue(secret) is { } file ? (await File.ReadAllTextAsync(file.FullName, ct)).Trim() : null;
            var run = new ConformanceRun(EndpointClient.For(address, bearer), MappingFolder.Load(Schemas.Folder), parsed.GetRequiredValue(kind), parsed.GetRequiredValue(child));
            var results = await run.RunAsync(ct);
            foreach (var result in results)
            {
                await Console.Out.WriteLineAsync(result.Passed ? $"pass  {result.Name}" : $"FAIL  {result.Name}: {result.Fault} Remedy: {result.Remedy}");
            }

            await Console.Error.WriteLineAsync($"{results.Count(result => result.Passed)} of {results.Count} passed.");
            if (parsed.GetValue(junit) is { } report)
            {
                JUnitReport.Write(results, report.FullName);
            }

            return results.All(result => result.Passed) ? ExitCodes.Good : ExitCodes.Finding;
        });
        return command;
    }
}
