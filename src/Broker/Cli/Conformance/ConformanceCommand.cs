using System.CommandLine;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Cli.Mappings;

namespace ZioExchange.Broker.Cli.Conformance;

/// <summary>The verb <c>conformance URL</c>: a partner runs it against the source endpoint it built, before anybody else sees it. Needs no account and no broker.</summary>
internal static class ConformanceCommand
{
    public static Command Command()
    {
        var url = new Argument<Uri?>("URL") { Description = "base address of the source endpoint, such as https://bron.example.nl/zio/", Arity = ArgumentArity.ExactlyOne, CustomParser = Address.Parse };
        var kind = new Option<SourceKind?>("--kind") { Description = "School, Swv, Gemeente, Zorgkantoor or Aanbieder; without it the endpoint is asked" };
        var child = new Option<string?>("--child") { Description = "the number by which the source files a test child; without it only refusals are checked" };
        var secret = new Option<FileInfo?>("--secret-file") { Description = "file with the bearer secret of the endpoint" };
        var junit = new Option<FileInfo?>("--junit") { Description = "also write the results as JUnit XML" };
        var command = new Command("conformance", "test your own source endpoint") { url, kind, child, secret, junit };
        command.SetAction(async (parsed, ct) =>
        {
            if (parsed.GetValue(secret) is { Exists: false })
            {
                await Console.Error.WriteLineAsync("conformance: --secret-file names no file.");
                return ExitCodes.BadUsage;
            }

            var bearer = parsed.GetValue(secret) is { } file ? (await File.ReadAllTextAsync(file.FullName, ct)).Trim() : null;
            var endpoint = EndpointClient.For(parsed.GetRequiredValue(url)!, bearer);
            if ((parsed.GetValue(kind) ?? await KindOfAsync(endpoint, ct)) is not { } source)
            {
                await Console.Error.WriteLineAsync("conformance: the endpoint does not show what kind of source it is (no question of the contract is refused without a secret). See that it runs, or name the kind with --kind.");
                return ExitCodes.Finding;
            }

            var run = new ConformanceRun(endpoint, MappingFolder.Load(Schemas.Folder), source, parsed.GetValue(child));
            var results = await run.RunAsync(ct);
            foreach (var result in results)
            {
                await Console.Out.WriteLineAsync(result.Passed ? $"pass  {result.Name}" : $"FAIL  {result.Name}: {result.Fault} Remedy: {result.Remedy}");
            }

            if (parsed.GetValue(child) is null)
            {
                await Console.Error.WriteLineAsync($"Checked as {source}, refusals only: give --child to have answers checked.");
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

    /// <summary>The one kind whose questions are refused, rather than unknown, without a secret.</summary>
    private static async Task<SourceKind?> KindOfAsync(EndpointClient endpoint, CancellationToken ct)
    {
        var kinds = new List<SourceKind>();
        foreach (var kind in Enum.GetValues<SourceKind>())
        {
            var question = EndpointQuestion.Of(kind)[0];
            if ((await endpoint.AskAsync(question.Path(ConformanceRun.Stranger), question.Body?.Invoke(ConformanceRun.Stranger), string.Empty, ct)).Status is 401 or 403)
            {
                kinds.Add(kind);
            }
        }

        return kinds is [var only] ? only : null;
    }
}
